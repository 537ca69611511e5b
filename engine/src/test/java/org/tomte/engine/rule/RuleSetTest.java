package org.tomte.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.Position;
import org.tomte.api.Setting;
import org.tomte.api.SourceContext;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.decision.RuleTrace.Verdict;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.compile.Validation;

@NullUnmarked
class RuleSetTest {
  private static final Instant NIGHT = Instant.parse("2026-11-21T01:00:00Z");
  private static final Instant DAY = Instant.parse("2026-11-20T10:00:00Z");

  private static final String DAEMON =
      """
      daemon: alerts
      owner: soc
      source: {type: samples, name: x}
      inputs:
        vips: {type: text, list: true, default: [anna]}
      schedule: [{every: 1m}]
      mappings:
        alert:
          title: {template: "{{ event.name }} on {{ event.host }}", then: [{cut: 40}]}
          severity: {from: level, then: [{table: {map: {"9": critical, "5": medium}, default: low}}]}
          description: {from: text, default: nothing to say}
          starttime: {from: seen, then: [{date: {format: "dd.MM.yyyy HH:mm", zone: Europe/Berlin}}]}
        each:
          title: {from: hosts, list: each}
      rules:
        - id: noise
          when: event.name == 'noise'
          then: {do: discard, reason: only noise}
          stop: true
        - id: vip
          when: event.user in inputs.vips
          then:
            - {do: create-incident, mapping: alert, group: {by: [host], within: 4h}}
        - id: night
          when: event.level >= 5
          during: nights
          then: {do: add-to-triage, mapping: alert}
        - id: burst
          when: event.name == 'login failed'
          count: {by: [host], over: 10m, at-least: 3}
          then: {do: add-to-triage, mapping: alert}
        - id: several
          when: "'hosts' in event"
          then: {do: add-to-triage, mapping: each}
        - id: note
          when: event.name == 'again'
          then: {do: add-note, incident: event.incident, text: "seen again by {{ event.user }}"}
      unmatched: {do: discard, reason: nothing to do}
      ---
      time-frame: nights
      zone: Europe/Berlin
      open: [{days: mon-sun, from: "22:00", to: "06:00"}]
      ---
      template: general
      """;

  private final RuleSet rules = rules(DAEMON);

  @Test
  void theFirstMatchThatStopsEndsTheList() {
    Decision decision = rules.decide(event(Map.of("name", "noise", "user", "anna")), DAY);
    assertThat(decision.discarded()).isTrue();
    assertThat(verdicts(decision))
        .containsEntry("noise", Verdict.MATCHED)
        .containsEntry("vip", Verdict.NOT_REACHED);
  }

  @Test
  void everyMatchActsAndMappingsRenderTheFields() {
    Decision decision =
        rules.decide(
            event(
                Map.of(
                    "name",
                    "intrusion",
                    "user",
                    "anna",
                    "host",
                    "web-1",
                    "level",
                    9L,
                    "seen",
                    "20.11.2026 22:14")),
            NIGHT);
    assertThat(verdicts(decision))
        .containsEntry("vip", Verdict.MATCHED)
        .containsEntry("night", Verdict.MATCHED);
    assertThat(decision.effects()).hasSize(2);
    Effect.CreateIncident incident = (Effect.CreateIncident) decision.effects().getFirst().effect();
    assertThat(incident.fields())
        .containsEntry("title", "intrusion on web-1")
        .containsEntry("severity", "critical")
        .containsEntry("description", "nothing to say")
        .containsEntry("starttime", "2026-11-20T21:14:00Z");
    assertThat(incident.group()).isNotNull();
    assertThat(incident.group().values()).containsExactly("web-1");
  }

  @Test
  void aRuleSleepsOutsideOfItsTimeFrame() {
    Decision decision =
        rules.decide(event(Map.of("name", "x", "user", "bob", "host", "h", "level", 7L)), DAY);
    assertThat(verdicts(decision)).containsEntry("night", Verdict.ASLEEP);
    assertThat(decision.matched()).isFalse();
    assertThat(decision.effects()).extracting(PlannedEffect::rule).containsExactly("unmatched");
  }

  @Test
  void anAbsentFieldIsUnknownAndTheEventGoesOn() {
    Decision decision = rules.decide(event(Map.of("name", "x", "level", 7L, "host", "h")), NIGHT);
    RuleTrace vip = decision.rules().get(1);
    assertThat(vip.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(vip.details()).containsExactly("event.user");
    assertThat(verdicts(decision)).containsEntry("night", Verdict.MATCHED);
  }

  @Test
  void countingByAnAbsentFieldCannotBeJudged() {
    Decision decision =
        rules.decide(event(Map.of("name", "login failed", "user", "bob", "level", 1L)), DAY);
    assertThat(decision.rules().get(3))
        .isEqualTo(new RuleTrace("burst", Verdict.UNKNOWN, List.of("event.host")));
  }

  @Test
  void aCountedRulePlansItsEffectUnderACondition() {
    Decision decision =
        rules.decide(
            event(Map.of("name", "login failed", "user", "bob", "host", "h", "level", 1L)), DAY);
    assertThat(decision.effects())
        .singleElement()
        .satisfies(planned ->
            assertThat(planned.condition())
                .isInstanceOfSatisfying(
                    PlannedEffect.Condition.Threshold.class,
                    threshold -> {
                      assertThat(threshold.values()).containsExactly("h");
                      assertThat(threshold.atLeast()).isEqualTo(3);
                    }));
  }

  @Test
  void aListMakesAnObjectOfEachElementWithIdsOfTheirOwn() {
    Decision decision =
        rules.decide(
            event(Map.of("name", "x", "user", "b", "level", 1L, "hosts", List.of("a", "b"))), DAY);
    assertThat(decision.effects())
        .extracting(PlannedEffect::action)
        .containsExactly("add-to-triage[0]", "add-to-triage[1]");
  }

  @Test
  void aValueThatCannotBeMappedIsAFailureThatSaysWhichAndWhatWouldDo() {
    Decision decision =
        rules.decide(
            event(
                Map.of("name", "x", "user", "anna", "host", "h", "level", 9L, "seen", "yesterday")),
            DAY);
    assertThat(decision.failure()).isNotNull();
    assertThat(decision.failure().stage()).isEqualTo("mapping");
    assertThat(decision.failure().reason())
        .contains(
            "rule vip", "mapping alert", "field starttime", "'yesterday'", "dd.MM.yyyy HH:mm");
    assertThat(decision.effects()).isEmpty();
  }

  @Test
  void aNoteNeedsANumber() {
    Map<String, Object> fields =
        Map.of("name", "again", "user", "bob", "level", 1L, "incident", "not a number");
    assertThat(rules.decide(event(fields), DAY).failure()).isNotNull();
    Map<String, Object> good =
        Map.of("name", "again", "user", "bob", "level", 1L, "incident", "42");
    assertThat(rules.decide(event(good), DAY).effects())
        .extracting(PlannedEffect::effect)
        .containsExactly(
            new Effect.AddNote(new Effect.Target.IncidentNumber(42), "seen again by bob"));
  }

  @Test
  void theSameEventAndInstantGiveTheSameDecision() {
    Event event = event(Map.of("name", "intrusion", "user", "anna", "host", "w", "level", 9L));
    assertThat(rules.decide(event, NIGHT)).isEqualTo(rules.decide(event, NIGHT));
  }

  private static Map<String, Verdict> verdicts(Decision decision) {
    Map<String, Verdict> verdicts = new LinkedHashMap<>();
    decision.rules().forEach(trace -> verdicts.put(trace.rule(), trace.verdict()));
    return verdicts;
  }

  static Event event(Map<String, Object> fields) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(fields);
    return Event.of("k", new Position.Id(1), null, all);
  }

  static RuleSet rules(String yaml) {
    Installed installed = Installed.of(List.of(new Samples()));
    Validation validation =
        new DefinitionValidator(installed).validate(DefinitionSet.read("test.yaml", yaml));
    assertThat(validation.faults()).isEmpty();
    return new RuleSet(validation.compiled().daemons().get("alerts"), 1, FieldCatalogue.standard());
  }

  /** A connector whose events may hold anything. */
  private static final class Samples implements PollingConnector<Samples.Named> {
    record Named(@Setting("A name.") String name) {}

    @Override
    public String name() {
      return "samples";
    }

    @Override
    public String summary() {
      return "Samples for tests.";
    }

    @Override
    public Class<Named> settings() {
      return Named.class;
    }

    @Override
    public FieldType.Fields events(Named settings) {
      return FieldType.open();
    }

    @Override
    public Poller open(Named settings, SourceContext context) throws ConnectorFault {
      throw new ConnectorFault(FaultKind.CONFIGURATION, "has no events");
    }
  }
}
