package org.tomte.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Tag("whole")
class DemoTest {
  @TempDir private Path home;

  private record Shown(JsonNode created, String words) {
    long of(String daemon, String kind) {
      return created.get("created").get(daemon).get(kind).asLong();
    }
  }

  @Test
  void aFirstTimeMakesWhatTheSamplesHoldAndASecondTimeNothing() throws InterruptedException {
    Shown first = show();
    assertThat(first.of("reported-mails", "incident")).isPositive();
    assertThat(first.of("firewall", "incident")).as("two users, one of them twice").isEqualTo(2);
    assertThat(first.of("firewall", "triage-event")).as("two scans").isEqualTo(2);
    assertThat(first.of("helpdesk-tickets", "incident")).as("a laptop, a telephone").isEqualTo(2);
    assertThat(first.of("helpdesk-tickets", "triage-event")).isEqualTo(4);
    assertThat(first.words()).contains("firewall               read 123 -> new 123");

    Shown second = show();
    second.created().get("created").properties().stream()
        .flatMap(daemon -> daemon.getValue().properties().stream())
        .forEach(kind -> assertThat(kind.getValue().asLong()).as(kind.toString()).isZero());
    assertThat(second.words())
        .contains("firewall               read 0 -> new 0")
        .contains("reported-mails         read 20 ->");
  }

  private Shown show() throws InterruptedException {
    StringWriter out = new StringWriter();
    try (Instance instance = open()) {
      instance.startNode();
      try (Demo demo = new Demo(instance, new PrintWriter(out))) {
        demo.prepare();
        assertThat(demo.runAll()).isTrue();
        demo.explain();
        return new Shown(JsonMapper.shared().readTree(demo.json()), out.toString());
      }
    }
  }

  private Instance open() {
    return Instance.open(new InstanceSettings(home, null, Map.of(), InstantSource.system()));
  }

  @Test
  void whatHappensLaterIsSeenByTheDaemonsThemselves() throws InterruptedException {
    try (Instance instance = open()) {
      instance.startNode();
      try (Demo demo = new Demo(instance, new PrintWriter(new StringWriter()))) {
        demo.prepare();
        demo.runAll();
        Thread visitor = Thread.ofVirtual().start(() -> stay(demo));
        Awaitility.await()
            .atMost(Duration.ofSeconds(40))
            .untilAsserted(() -> {
              assertThat(instance.casework().incidents(IncidentFilter.ALL, 0, 500))
                  .extracting(Incident::title)
                  .contains("Download blocked: a.lindqvist on 10.20.4.77");
              assertThat(instance.casework().triageEvents(TriageFilter.ALL, 0, 500))
                  .extracting(TriageEvent::title)
                  .contains("Files have a strange ending");
            });
        visitor.interrupt();
        visitor.join();
      }
    }
  }

  private static void stay(Demo demo) {
    try {
      demo.stayUp();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void whatTalksToTheDemosOwnServersIsSwitchedOffWhenTheyEnd() throws InterruptedException {
    show();
    try (Instance instance = open()) {
      assertThat(instance.definitionStore().daemons())
          .filteredOn(head -> !head.enabled())
          .extracting(head -> head.name())
          .containsExactlyInAnyOrder("reported-mails", "firewall");
    }
  }
}
