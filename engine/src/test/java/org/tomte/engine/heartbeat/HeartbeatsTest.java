package org.tomte.engine.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.definition.HeartbeatDefinition;
import org.tomte.engine.heartbeat.Heartbeats.Target;
import org.tomte.engine.heartbeat.Heartbeats.Targets;
import org.tomte.engine.simulation.MemoryAlarms;

class HeartbeatsTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");
  private static final DaemonId ONE = new DaemonId(1);
  private static final DaemonId TWO = new DaemonId(2);

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final List<String> called = new ArrayList<>();
  private @Nullable ConnectorFault fault;
  private Targets targets =
      new Targets(
          List.of(target("node", "https://hc.example/node")),
          Map.of(ONE, target("one", "https://hc.example/one")));
  private final Heartbeats heartbeats =
      new Heartbeats(
          () -> targets,
          heartbeat -> {
            called.add(heartbeat.url());
            if (fault != null) {
              throw fault;
            }
          },
          new AlarmBook(alarms, clock, text -> text),
          clock,
          Runnable::run);

  private static Target target(String name, String url) {
    return new Target(
        AlarmCause.daemon(name, "heartbeat"),
        "soc",
        name,
        new HeartbeatDefinition(url, Duration.ofMinutes(1), false));
  }

  private void after(long seconds) {
    now = now.plusSeconds(seconds);
    heartbeats.beat();
  }

  @Test
  void nothingIsCalledWhileNothingIsCommitted() {
    for (int i = 0; i < 10; i++) {
      after(60);
    }
    assertThat(called).isEmpty();
  }

  @Test
  void oneCallAMinuteStandsForAllCommitsOfIt() {
    for (int second = 0; second < 180; second += 5) {
      heartbeats.committed(List.of(ONE));
      after(5);
    }
    assertThat(called).filteredOn(url -> url.endsWith("one")).hasSize(3);
    assertThat(called).filteredOn(url -> url.endsWith("node")).hasSize(3);
  }

  @Test
  void whenCommitsEndTheCallsEnd() {
    heartbeats.committed(List.of(ONE));
    after(5);
    after(600);
    after(600);
    assertThat(called).hasSize(2);
  }

  @Test
  void aDaemonWithoutAHeartbeatCountsForTheNodeOnly() {
    heartbeats.committed(List.of(TWO));
    after(5);
    assertThat(called).containsExactly("https://hc.example/node");
  }

  @Test
  void failuresRaiseAnAlarmAreTriedAgainAfterTheirTimeAndEndByThemselves() {
    fault = new ConnectorFault(FaultKind.UNAVAILABLE, "away");
    heartbeats.committed(List.of(ONE));
    after(5);
    after(5);
    assertThat(called).hasSize(2);
    assertThat(alarms.open()).isEmpty();
    after(60);
    after(60);
    assertThat(called).hasSize(6);
    assertThat(alarms.open()).extracting(Alarm::text).allMatch(text -> text.contains("away"));
    assertThat(alarms.open()).hasSize(2);
    fault = null;
    after(60);
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void whatAPersonMustMendIsAnAlarmAtOnceAndEndsWithTheHeartbeat() {
    fault = new ConnectorFault(FaultKind.CONFIGURATION, "no such page");
    heartbeats.committed(List.of(ONE));
    after(5);
    assertThat(alarms.open()).hasSize(2);
    targets = new Targets(List.of(), Map.of());
    after(5);
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void addressesAreCheckedAtSave() {
    for (String wrong : List.of("ftp://x", "not one", "https://a:b@hc.example/x")) {
      assertThatThrownBy(() -> new HeartbeatDefinition(wrong, Duration.ofMinutes(1), false))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("a:b");
    }
    assertThatThrownBy(
            () -> new HeartbeatDefinition("https://hc.example", Duration.ofSeconds(9), false))
        .hasMessageContaining("10s");
  }
}
