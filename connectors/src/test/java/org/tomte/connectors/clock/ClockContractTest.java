package org.tomte.connectors.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.SourceContext;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;
import org.tomte.testkit.Reading;

class ClockContractTest extends PollerContract {
  private static final Instant LAUNCH = Instant.parse("2026-11-25T03:17:00Z");

  @Override
  protected PollerSample<?> sample() {
    SourceContext context =
        new SourceContext("test", InstantSource.fixed(LAUNCH.plusMillis(12)), Path.of(""));
    return new PollerSample<>(
        new ClockConnector(), new ClockSettings(), context, LAUNCH, null, Map.of());
  }

  @Test
  void oneRunGivesOneEventAtTheInstantForWhichItWasPlanned() throws Exception {
    try (Poller poller = sample().open()) {
      List<Item> items = Reading.pagesOf(LAUNCH, 10).whole(poller, "clock");
      assertThat(items).hasSize(1);
      assertThat(items.getFirst().key()).isEqualTo("2026-11-25T03:17:00Z");
      assertThat(((Event) items.getFirst()).fields())
          .isEqualTo(Map.of("launch", "2026-11-25T03:17:00Z"));
    }
  }

  @Test
  void twoRunsGiveTwoKeys() throws Exception {
    try (Poller poller = sample().open()) {
      String first = Reading.pagesOf(LAUNCH, 10).whole(poller, "clock").getFirst().key();
      String next =
          Reading.pagesOf(LAUNCH.plusSeconds(60), 10).whole(poller, "clock").getFirst().key();
      assertThat(next).isNotEqualTo(first);
    }
  }
}
