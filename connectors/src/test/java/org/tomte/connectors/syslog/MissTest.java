package org.tomte.connectors.syslog;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Position;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.TextPlace;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.connectors.text.Parsers;
import org.tomte.engine.decision.PlannedEffect.Condition.Threshold;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.rule.RuleSet;

/** What rules make of messages that they do not want, and of lines that stand for others. */
class MissTest {
  private static final int MESSAGES = 2_000;
  private static final double MOST_BYTES = 1;

  private static RuleSet rules(String rule) {
    String definition =
        """
        daemon: watch
        owner: soc
        source: {type: syslog, listen: ["udp://127.0.0.1:5514"]}
        mappings: {line: {title: {from: message}}}
        rules:
        - id: wanted
          %s
          then: [{do: add-to-triage, mapping: line}]
        unmatched: discard
        """;
    Validation validation =
        new DefinitionValidator(Installed.of(List.of(new SyslogConnector())))
            .validate(DefinitionSet.read("watch.yaml", definition.formatted(rule)));
    assertThat(validation.faults()).isEmpty();
    return new RuleSet(
        requireNonNull(validation.compiled().daemons().get("watch")), 1, FieldCatalogue.standard());
  }

  private static byte[] traffic() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < MESSAGES; i++) {
      lines.append(
          "<%d>1 2026-11-25T10:00:%02d.%06dZ host-%d app %d ID7 [a@1 ip=\"10.0.0.%d\"] accepted by policy %d\n"
              .formatted(i % 190, i % 60, i, i % 50, i, i % 250, i));
    }
    return lines.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void aMessageThatNoRuleWantsMakesNoObjects() throws Exception {
    RuleSet rules =
        rules(
            "when: \"event.severity_code <= 7 && event.host.startsWith('host-') &&"
                + " event.application != 'sshd' && event.message.contains('policy') &&"
                + " event.facility == 'none'\"");
    byte[] traffic = traffic();
    Intake intake = new Intake(Parsers.of(List.of()), new Intake.Last());
    intake.receiving(Messages.RECEPTION);
    Framing framing = new Framing(65_536);
    TextPlace place = new TextPlace();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    double least = Double.MAX_VALUE;
    for (int round = 0; round < 60; round++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      assertThat(framing.read(traffic, 0, traffic.length, false, intake)).isPositive();
      int missed = 0;
      for (Arrival arrival : intake.taken()) {
        boolean unwanted =
            rules.isSurelyUnwanted(requireNonNull(arrival.inPlace()), place, arrival.received());
        missed += unwanted ? 1 : 0;
      }
      intake.clear();
      long bytes = threads.getCurrentThreadAllocatedBytes() - before;
      least = Math.min(least, (double) bytes / MESSAGES);
      assertThat(missed).isEqualTo(MESSAGES);
    }
    assertThat(least).as("bytes a message").isLessThan(MOST_BYTES);
  }

  @Test
  void whatIsKeptStaysWhatItWasWhenItsBytesAreUsedAgain() throws Exception {
    byte[] bytes = "<13>one\n<13>two\n<13>three\n".getBytes(StandardCharsets.US_ASCII);
    Intake intake = new Intake(Parsers.of(List.of()), new Intake.Last());
    intake.receiving(Messages.RECEPTION);
    var _ = new Framing(100).read(bytes, 0, bytes.length, true, intake);
    List<Arrival> kept = intake.taken().stream().map(Arrival::kept).toList();
    intake.clear();
    java.util.Arrays.fill(bytes, (byte) 'x');
    assertThat(kept)
        .extracting(each -> each.fields().get("message"))
        .containsExactly("one", "two", "three");
    assertThat(Sink.raw(kept.getLast())).isEqualTo("<13>three");
    assertThat(kept.getFirst().kept()).isSameAs(kept.getFirst());
  }

  @Test
  void aLineThatStandsForOthersCountsAsManyTowardsAThreshold() {
    RuleSet rules = rules("count: {by: [host], over: 10m, at-least: 5}");
    List<Arrival> arrivals =
        new SyslogConnector()
            .sample(
                SyslogSettings.of(List.of("udp://127.0.0.1:514")),
                "<13>Oct  1 10:00:00 h a: one\n<13>Oct  1 10:00:01 h last message repeated 4 times\n"
                    .getBytes(StandardCharsets.UTF_8),
                Messages.RECEIVED);
    assertThat(arrivals)
        .extracting(arrival -> times(rules, arrival.fields(), arrival.received()))
        .containsExactly(1L, 4L);
  }

  private static long times(RuleSet rules, Map<String, @Nullable Object> fields, Instant received) {
    Event event = Event.of("k", Position.NONE, null, fields);
    return rules.decide(event, received).effects().getFirst().condition()
            instanceof Threshold threshold
        ? threshold.times()
        : 0;
  }
}
