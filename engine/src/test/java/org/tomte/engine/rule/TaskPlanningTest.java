package org.tomte.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.Effect.TaskMerge;
import org.tomte.engine.decision.Effect.TaskPlace;
import org.tomte.engine.decision.Effect.TaskTarget;
import org.tomte.engine.decision.PlannedEffect;

@NullUnmarked
class TaskPlanningTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  private static final String DAEMON =
      """
      daemon: alerts
      owner: soc
      source: {type: samples, name: x}
      schedule: [{every: 1m}]
      mappings:
        todo:
          title: {template: "Look at {{ event.host }}"}
          due: {from: due}
        found:
          value: {from: hosts, list: each}
          type: {from: kind}
          confidence: {from: sure}
        known: {sources: {value: our list}, tlp: {value: "TLP:AMBER"}}
      rules:
        - {id: make, when: event.do == 'make', then: {do: create-task, mapping: todo, key: event.ticket, incident-key: event.ref, merge: update}}
        - {id: plain, when: event.do == 'plain', then: {do: create-task, mapping: todo}}
        - {id: go, when: event.do == 'go', then: {do: set-task-progress, key: event.ticket, progress: event.percent}}
        - {id: old, when: event.do == 'old', then: {do: change-task-progress, task: event.number, progress: 70, force: true}}
        - {id: end, when: event.do == 'end', then: {do: close-task, task: event.number, reason: "{{ event.why }}", note: by the source}}
        - {id: see, when: event.do == 'see', then: {do: add-indicator, value: event.value}}
        - {id: see-known, when: event.do == 'known', then: {do: add-indicator, type: domain, value: event.value, mapping: known, local-addresses: true}}
        - {id: text, when: event.do == 'text', then: {do: add-indicator, value: observables(event.text)}}
        - {id: found, when: event.do == 'found', then: {do: add-indicator, mapping: found}}
      unmatched: {do: discard, reason: nothing to do}
      """;

  private final RuleSet rules = RuleSetTest.rules(DAEMON);

  private Decision decide(String what, Map<String, Object> more) {
    Map<String, Object> fields = new HashMap<>(more);
    fields.put("do", what);
    return rules.decide(RuleSetTest.event(fields), NOW);
  }

  private List<Effect> effects(String what, Map<String, Object> more) {
    Decision decision = decide(what, more);
    assertThat(decision.failure()).isNull();
    return decision.effects().stream().map(PlannedEffect::effect).toList();
  }

  private String failure(String what, Map<String, Object> more) {
    Decision decision = decide(what, more);
    assertThat(decision.failure()).as("%s", decision.effects()).isNotNull();
    return decision.failure().reason();
  }

  @Test
  void aTaskHasItsKeyItsIncidentAndItsFields() {
    assertThat(effects("make", Map.of("ticket", "T-1", "ref", "mail-7", "host", "web")))
        .containsExactly(
            new Effect.CreateTask(
                "T-1",
                new TaskPlace.Named(new Effect.Target.EventKey("mail-7")),
                Map.of("title", "Look at web"),
                TaskMerge.UPDATE));
    assertThat(effects("plain", Map.of("host", "web")))
        .containsExactly(
            new Effect.CreateTask(
                null, new TaskPlace.SameRule(), Map.of("title", "Look at web"), TaskMerge.IGNORE));
  }

  @Test
  void aTaskThatCannotBeNamedOrFilledIsAFailure() {
    assertThat(failure("make", Map.of("ticket", " ", "ref", "r", "host", "h")))
        .contains("key", "blank");
    assertThat(failure("make", Map.of("ref", "r", "host", "h"))).contains("key", "event.ticket");
    assertThat(failure("plain", Map.of("host", "h", "due", "soon"))).contains("due", "'soon'");
    assertThat(failure("old", Map.of("number", "seven"))).contains("task: 'seven'");
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "50, 50", "100, 100", "50.0, 50", "1e2, 100", "' 7 ', 7"})
  void progressIsTakenFromWhatSourcesWrite(String written, long percent) {
    assertThat(effects("go", Map.of("ticket", "T", "percent", written)))
        .containsExactly(new Effect.SetTaskProgress(new TaskTarget.TaskKey("T"), percent, false));
    assertThat(effects("old", Map.of("number", 7L)))
        .containsExactly(new Effect.SetTaskProgress(new TaskTarget.TaskNumber(7), 70, true));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "101", "0.5", "33.3", "half", "", "NaN", "1e-9", "1e999999999", "50 %"})
  void whatIsNoPercentIsAFailure(String written) {
    assertThat(failure("go", Map.of("ticket", "T", "percent", written)))
        .contains("rule go", "no whole number from 0 to 100");
  }

  @Test
  void aTaskIsClosedWithWhatIsSaid() {
    assertThat(effects("end", Map.of("number", "12", "why", "patched")))
        .containsExactly(
            new Effect.CloseTask(new TaskTarget.TaskNumber(12), "patched", "by the source", false));
  }

  private static IndicatorName name(IndicatorType type, String value) {
    return new IndicatorName(type, value);
  }

  private List<IndicatorName> names(String what, Map<String, Object> more) {
    return effects(what, more).stream().map(each -> ((Effect.AddIndicator) each).name()).toList();
  }

  @Test
  void anIndicatorIsReadInOneFormAndSaidByTheDaemon() {
    assertThat(effects("see", Map.of("value", "EVIL[.]com")))
        .containsExactly(
            new Effect.AddIndicator(
                name(IndicatorType.DOMAIN, "evil.com"), Map.of("sources", List.of("alerts"))));
    assertThat(effects("known", Map.of("value", "EVIL.example")))
        .containsExactly(
            new Effect.AddIndicator(
                name(IndicatorType.DOMAIN, "evil.example"),
                Map.of("sources", "our list", "tlp", "TLP:AMBER")));
  }

  @Test
  void anIndicatorThatComesTwiceInAnEventIsOneAndKnownByItself() {
    Decision decision =
        decide("see", Map.of("value", List.of("evil.com", "192.0.2.7", "EVIL.COM")));
    assertThat(decision.effects())
        .extracting(PlannedEffect::action)
        .containsExactly("add-indicator[domain:evil.com]", "add-indicator[ip:192.0.2.7]");
    String url = "http://evil.com/" + "x".repeat(500);
    assertThat(decide("see", Map.of("value", url)).effects().getFirst().action())
        .startsWith("add-indicator[url:")
        .hasSizeLessThan(100);
  }

  @Test
  void theObservablesOfATextAreIndicators() {
    assertThat(names("text", Map.of("text", "hxxp://evil[.]com/x from 10.0.0.7 and 192.0.2.7")))
        .containsExactly(
            name(IndicatorType.URL, "http://evil.com/x"),
            name(IndicatorType.DOMAIN, "evil.com"),
            name(IndicatorType.IP, "192.0.2.7"));
  }

  @Test
  void aMappingGivesIndicatorsOfAList() {
    assertThat(
            names("found", Map.of("hosts", List.of("a.evil.com", "b.evil.com"), "kind", "Domain")))
        .containsExactly(
            name(IndicatorType.DOMAIN, "a.evil.com"), name(IndicatorType.DOMAIN, "b.evil.com"));
    assertThat(failure("found", Map.of("kind", "domain"))).contains("field value", "empty");
    assertThat(failure("found", Map.of("hosts", "a.com", "kind", "domian")))
        .contains("did you mean 'domain'?");
    assertThat(failure("found", Map.of("hosts", "a.com", "sure", 700L))).contains("from 0 to 100");
  }

  @Test
  void addressesOfLocalNetworksAreLeftOutUnlessAskedFor() {
    assertThat(effects("see", Map.of("value", "10.0.0.7")))
        .containsExactly(new Effect.Discard("its indicators are addresses of local networks"));
    assertThat(effects("see", Map.of("value", List.of())))
        .containsExactly(new Effect.Discard("it brings no indicator"));
    assertThat(names("see", Map.of("value", List.of("10.0.0.7", "192.0.2.7"))))
        .containsExactly(name(IndicatorType.IP, "192.0.2.7"));
  }

  @Test
  void whatIsNoIndicatorIsAFailureThatSaysWhatWouldDo() {
    assertThat(failure("see", Map.of("value", "hello"))).contains("'hello'", "name its type");
    assertThat(failure("known", Map.of("value", "192.0.2.7"))).contains("is no domain");
    assertThat(failure("see", Map.of("value", List.of(List.of("x"))))).contains("each element");
    assertThat(failure("see", Map.of("value", List.of(Map.of("value", "x")))))
        .contains("type and value");
    assertThat(failure("see", Map.of())).contains("event.value");
  }
}
