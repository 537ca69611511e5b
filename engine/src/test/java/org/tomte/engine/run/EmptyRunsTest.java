package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tomte.engine.DaemonId;

class EmptyRunsTest {
  private static final Instant QUARTER = Instant.parse("2026-11-25T10:15:00Z");
  private static final DaemonId ONE = new DaemonId(1);
  private static final DaemonId TWO = new DaemonId(2);

  private final EmptyRuns empty = new EmptyRuns();
  private final List<String> taken = new ArrayList<>();

  private void take(DaemonId daemon, Instant start, long runs) {
    taken.add(daemon.value() + " " + start + " " + runs);
  }

  private void run(DaemonId daemon, int everySeconds, int times, Instant from) {
    for (int i = 0; i < times; i++) {
      empty.count(daemon, from.plusSeconds((long) i * everySeconds));
    }
  }

  @Test
  void aQuarterIsGivenOnceAndOnlyWhenItIsOver() {
    run(ONE, 60, 15, QUARTER);
    empty.takeDue(QUARTER.plusSeconds(899), this::take);
    assertThat(taken).isEmpty();
    empty.takeDue(QUARTER.plusSeconds(900), this::take);
    empty.takeDue(QUARTER.plusSeconds(902), this::take);
    assertThat(taken).containsExactly("1 2026-11-25T10:15:00Z 15");
  }

  @Test
  void aRunInTheNextQuarterDoesNotHideTheOneBefore() {
    run(ONE, 60, 20, QUARTER);
    empty.takeAll(this::take);
    assertThat(taken)
        .containsExactlyInAnyOrder("1 2026-11-25T10:15:00Z 15", "1 2026-11-25T10:30:00Z 5");
  }

  @Test
  void whoLooksAtADaemonGetsItsRunsAndNoOthers() {
    run(ONE, 60, 20, QUARTER);
    run(TWO, 60, 3, QUARTER);
    empty.take(ONE, this::take);
    assertThat(taken)
        .containsExactlyInAnyOrder("1 2026-11-25T10:15:00Z 15", "1 2026-11-25T10:30:00Z 5");
    empty.takeAll(this::take);
    assertThat(taken).last().isEqualTo("2 2026-11-25T10:15:00Z 3");
  }

  @Test
  void manyDaemonsAreGivenByAndBy() {
    for (int daemon = 1; daemon <= 1_000; daemon++) {
      run(new DaemonId(daemon), 60, 1, QUARTER);
    }
    Instant later = QUARTER.plus(Duration.ofMinutes(15));
    empty.takeDue(later, this::take);
    assertThat(taken).hasSizeBetween(1, 999);
    for (int i = 0; i < 10; i++) {
      empty.takeDue(later, this::take);
    }
    assertThat(taken).hasSize(1_000).doesNotHaveDuplicates();
  }
}
