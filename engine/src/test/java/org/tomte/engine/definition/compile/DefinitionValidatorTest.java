package org.tomte.engine.definition.compile;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.yaml.DefinitionFault;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Verdict;

class DefinitionValidatorTest {

  private static Validation validate(String text) {
    return new DefinitionValidator(StubConnectors.installed())
        .validate(DefinitionSet.read("x.yaml", text.replace('~', '\n')));
  }

  private static List<String> lines(List<DefinitionFault> faults) {
    return faults.stream().map(DefinitionFault::toString).toList();
  }

  /** A daemon to which each test adds what it is about; line 5 is the first that it adds. */
  private static String daemon(String more) {
    return """
    daemon: d
    owner: soc
    source: {type: json}
    schedule: {every: 1m}
    """
        + more
        + (more.contains("unmatched:") ? "" : "~unmatched: discard~");
  }

  @Test
  void compilesTheExampleOfTheDesign() throws IOException {
    String text;
    try (InputStream in =
        requireNonNull(DaemonDefinition.class.getResourceAsStream("mailbox.yaml"))) {
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    Validation validation = validate(text);

    assertThat(lines(validation.faults())).isEmpty();
    assertThat(lines(validation.warnings())).isEmpty();
    CompiledDaemon daemon = requireNonNull(validation.compiled().daemons().get("reported-mail"));
    assertThat(daemon.rules())
        .extracting(CompiledRule::id)
        .containsExactly("newsletter", "script-attached");
    assertThat(daemon.rules().get(1).actions())
        .extracting(CompiledAction::id)
        .containsExactly("add-to-triage", "create-incident");
    assertThat(daemon.rules().get(1).deliveries())
        .extracting(CompiledDelivery::id)
        .containsExactly("send-email");
    assertThat(daemon.source().settings().values().keySet())
        .containsExactly("host", "password", "folder", "search");
    assertThat(daemon.source().resolved(text1 -> text1.replace("${secret:soc-mailbox}", "s3cret")))
        .extracting("password")
        .isEqualTo("s3cret");
    var when = requireNonNull(daemon.rules().get(1).when());
    var event = Map.of("original", Map.of("attachments", List.of(Map.of("extension", "js"))));
    assertThat(when.test(Bindings.of(daemon.declarations(), Map.of("event", event))))
        .isInstanceOf(Verdict.True.class);
  }

  @Test
  void refusesOnlyIfOnAnEffectBecauseItIsDoneBeforeAnythingIsKnown() {
    String text = daemon("unmatched: {do: discard, reason: x, only-if: created}~");

    assertThat(lines(validate(text).faults()))
        .singleElement()
        .asString()
        .contains("the key \"only-if\" is not known here");
  }

  @Test
  void tellsFourMisspeltWordsAtOnceWithTheirPlaceAndTheRightWord() {
    Validation validation =
        validate(
            """
            tomte: 1
            daemon: mails
            owner: soc-mail
            source: {type: impa, host: mail.example.com}
            schedule:
              - evry: 1m
            rules:
              - id: bad
                when: >-
                  event.subject.lower()
                    .startWith('invoice')
                then:
                  - {do: dicsard, reason: no}
            unmatched: discard
            """);

    assertThat(lines(validation.faults()))
        .satisfiesExactly(
            fault ->
                assertThat(fault)
                    .startsWith("x.yaml:4:16: the connector \"impa\" is not known")
                    .endsWith("did you mean \"imap\"?"),
            fault ->
                assertThat(fault)
                    .startsWith("x.yaml:6:5: the key \"evry\" is not known here")
                    .endsWith("did you mean \"every\"?"),
            fault ->
                assertThat(fault)
                    .startsWith("x.yaml:11:10: ")
                    .contains("startWith")
                    .endsWith("did you mean \"startsWith\"?"),
            fault ->
                assertThat(fault)
                    .startsWith("x.yaml:13:14: the action \"dicsard\" is not known")
                    .endsWith("did you mean \"discard\"?"));
    assertThat(validation.compiled().daemons()).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of(
            "rules: [{id: a, then: {do: add-to-triage, mapping: mial}}]~mappings: {mail: {title:"
                + " {value: x}}}",
            "5:52: the mapping \"mial\" is not known; valid: mail; did you mean \"mail\"?"),
        Arguments.of(
            "mappings: {m: {title: {value: x}}}~rules: [{id: a, then: {do: create-incident,"
                + " mapping: m, template: genral}}]",
            "6:67: the template \"genral\" is not known; valid: general; did you mean"
                + " \"general\"?"),
        Arguments.of(
            "rules: [{id: a, during: nights, then: discard}]",
            "5:25: the time frame \"nights\" is not known; none is defined"),
        Arguments.of(
            "rules: [{id: a, during: otherwise, then: discard}]",
            "5:25: otherwise means that no time frame named beside it is open, and none is named"),
        Arguments.of(
            "rules: [{id: a, then: discard}, {id: a, then: discard}]",
            "5:38: the rule id a is taken by rule 1"),
        Arguments.of(
            "rules: [{id: a, then: [{do: discard, id: x}, {do: discard, id: x}]}]",
            "5:64: the action id x is taken by another action here"),
        Arguments.of("rules: [{id: a, when: \"event.x ==\", then: discard}]", "5:34: "),
        Arguments.of("rules: [{id: a, when: \"'text'\", then: discard}]", "5:2"),
        Arguments.of(
            "acknowledge: {move: x}",
            "5:15: the key \"move\" is not known here; valid: done, quarantined"),
        Arguments.of(
            "acknowledge: {done: {move: x}}", "5:21: the source json has nothing to acknowledge"),
        Arguments.of("inputs: {a: {type: number, default: x}}", "5:37: \"x\" is not a number"),
        Arguments.of(
            "inputs: {a: {type: email, list: true, default: [a@example.com, b]}}",
            "5:64: \"b\" is not a mail address"),
        Arguments.of(
            "inputs: {a: {type: text, list: true, default: x}}",
            "5:47: the input a is a list; write its default as [...]"),
        Arguments.of("inputs: {a: {type: duration, default: 5x}}", "5:39: "),
        Arguments.of(
            "rules: [{id: a, when: inputs.b == 1, then: discard}]~inputs: {a: {type: number,"
                + " default: 1}}",
            "5:30: "),
        Arguments.of(
            "outputs: {user: {name: text}}~rules: [{id: a, when: event.user.nmae == 'x', then:"
                + " discard}]",
            "6:34: "),
        Arguments.of(
            "outputs: {user: {name: text}}~mappings: {m: {title: {from: user.nmae}}}~unmatched:"
                + " {do: add-to-triage, mapping: m}",
            "6:35: user has no field \"nmae\"; valid: name; did you mean \"name\"?"),
        Arguments.of(
            "outputs: {user: text}~mappings: {m: {title: {from: event.user}}}~unmatched: {do:"
                + " add-to-triage, mapping: m}",
            "6:30: an event of this source has no field \"event\"; a path begins inside the event,"
                + " so leave event out"),
        Arguments.of(
            "outputs: {user: [text]}~mappings: {m: {title: {from: user.name}}}~unmatched: {do:"
                + " add-to-triage, mapping: m}",
            "6:35: user is a list; take an element with [0], or use cel"),
        Arguments.of(
            "outputs: {user: txt}",
            "5:17: the type \"txt\" is not known; valid: any, bool, decimal, text, time, whole; did"
                + " you mean \"text\"?"),
        Arguments.of(
            "mappings: {m: {title: {from: a, then: [{cute: 3}]}}}~unmatched: {do: add-to-triage,"
                + " mapping: m}",
            "5:41: the transform \"cute\" is not known"),
        Arguments.of(
            "mappings: {m: {title: {from: a, then: [{cut: 0}]}}}~unmatched: {do: add-to-triage,"
                + " mapping: m}",
            "5:46: cut needs a length of at least 1, not 0"),
        Arguments.of(
            "mappings: {m: {title: {from: a, then: [{regex: '(a'}]}}}~unmatched: {do:"
                + " add-to-triage, mapping: m}",
            "5:48: "),
        Arguments.of(
            "mappings: {m: {title: {from: a, then: [{regex: {pattern: '(a)', group:"
                + " 2}}]}}}~unmatched: {do: add-to-triage, mapping: m}",
            "5:72: the pattern has 1 groups, so there is no group 2"),
        Arguments.of(
            "mappings: {m: {title: {from: a, then: [{date: 'yyyy-bb'}]}}}~unmatched: {do:"
                + " add-to-triage, mapping: m}",
            "5:47: the date format cannot be read"),
        Arguments.of(
            "mappings: {m: {title: {from: a, then: [{table: t}]}}}~unmatched: {do: add-to-triage,"
                + " mapping: m}",
            "5:48: the table \"t\" is not known; none is defined"),
        Arguments.of(
            "mappings: {m: {title: {from: a, value: b}}}~unmatched: {do: add-to-triage, mapping:"
                + " m}",
            "5:23: a mapping row has exactly one of from, value, cel and template; this one has 2"),
        Arguments.of(
            "rules: [{id: a, then: {do: update-incident, mapping: m}}]~mappings: {m: {title:"
                + " {value: x}}}",
            "5:23: update-incident needs exactly one of incident (its number) and key"),
        Arguments.of(
            "rules: [{id: a, then: {do: change-incident-status, incident: '7', status: clsoed}}]",
            "5:75: the status \"clsoed\" is not known"),
        Arguments.of(
            "rules: [{id: a, then: {do: attach-to-incident, incident: '7', when-closed: new}}]",
            "5:23: attach-to-incident needs mapping with when-closed: new, and only then"),
        Arguments.of(
            "rules: [{id: a, then: {do: close-incident}}]",
            "5:23: close-incident needs exactly one of incident (its number) and key"),
        Arguments.of(
            "rules: [{id: a, then: {do: close-task}}]",
            "5:23: close-task needs exactly one of task (its number) and key"),
        Arguments.of(
            "rules: [{id: a, then: {do: set-task-progress, task: '1', key: \"'k'\", progress: 5}}]",
            "5:23: set-task-progress needs exactly one of task (its number) and key"),
        Arguments.of(
            "rules: [{id: a, then: {do: set-task-progress, task: '7', progress: 150}}]",
            "5:68: the progress 150 is no whole number from 0 to 100"),
        Arguments.of(
            "rules: [{id: a, then: {do: set-task-progres, task: '7', progress: 50}}]",
            "5:28: the action \"set-task-progres\" is not known"),
        Arguments.of(
            "rules: [{id: a, then: {do: set-task-progress, task: '7', progress: 50, forse: true}}]",
            "5:72: the key \"forse\" is not known here"),
        Arguments.of(
            "mappings: {m: {prioriti: {value: low}}}~unmatched: {do: create-task, mapping: m}",
            "5:16: an object of kind task has no field \"prioriti\"; valid: "),
        Arguments.of(
            "mappings: {m: {title: {from: a, list: each}}}~unmatched: {do: create-task, mapping: m,"
                + " key: event.k}",
            "6:47: the row title of the mapping m makes a task of each element"),
        Arguments.of(
            "mappings: {m: {title: {value: x}}}~unmatched: {do: create-task, mapping: m, incident:"
                + " '1', incident-key: event.k}",
            "6:12: create-task takes incident (a number) or incident-key"),
        Arguments.of(
            "unmatched: {do: add-indicator}",
            "5:12: add-indicator needs value, or a mapping with a row value"),
        Arguments.of(
            "unmatched: {do: add-indicator, type: domian, value: event.x}",
            "5:38: \"domian\" is not valid here; valid: artifact, domain, email, file, hash, ip,"
                + " network, url; did you mean \"domain\"?"),
        Arguments.of(
            "mappings: {m: {confidence: {value: 700}, value: {from: x}}}~unmatched: {do:"
                + " add-indicator, mapping: m}",
            "5:36: field 'confidence': '700' is not a whole number from 0 to 100"),
        Arguments.of(
            "mappings: {m: {tlp: {value: ambre}, value: {from: x}}}~unmatched: {do: add-indicator,"
                + " mapping: m}",
            "5:29: field 'tlp': 'ambre' is not one of clear, green, amber, amber+strict, red; did"
                + " you mean 'amber'?"),
        Arguments.of(
            "mappings: {m: {tlp: {value: red}}}~unmatched: {do: add-indicator, mapping: m}",
            "6:41: the mapping m has no row value, and the action has no value"),
        Arguments.of(
            "mappings: {m: {value: {from: x}}}~unmatched: {do: add-indicator, mapping: m, value:"
                + " event.x}",
            "6:51: the mapping m has a row value; one of them goes"),
        Arguments.of(
            "mappings: {m: {titel: {value: x}}}~unmatched: {do: add-to-triage, mapping: m}",
            "5:16: an object of kind triage-event has no field \"titel\"; valid: "),
        Arguments.of(
            "mappings: {m: {severity: {value: hgih}}}~unmatched: {do: add-to-triage, mapping: m}",
            "5:34: "),
        Arguments.of(
            "mappings: {m: {severity: {from: a, default: hgih}}}~unmatched: {do: add-to-triage,"
                + " mapping: m}",
            "5:45: "),
        Arguments.of(
            "rules: [{id: unmatched, then: discard}]",
            "5:9: the rule's id unmatched is taken by the part after the rules"),
        Arguments.of(
            "rules: [{id: A b, then: discard}]", "5:9: the rule's id \"A b\" is not valid"),
        Arguments.of("limits: {per-run: 0}", "5:9: limits: per-run must be at least 1, not 0"),
        Arguments.of("limits: {deadline: 2}", "5:20: "),
        Arguments.of(
            "limits: {bytes: 2XB}", "5:17: \"2XB\" is not a size; valid: 500, 64KB, 20MB, 1.5GB"),
        Arguments.of("mode: dry", "5:7: \"dry\" is not valid here; valid: live, observe"),
        Arguments.of(
            "missed: colaesce",
            "5:9: \"colaesce\" is not valid here; valid: all, coalesce, none; did you mean"
                + " \"coalesce\"?"),
        Arguments.of("silence: {none-for: -4h}", "5:21: "),
        Arguments.of(
            "keep: {budget: [1]}", "5:16: expected a size such as 64KB or 2GB, not a list"),
        Arguments.of("mappings: [a]", "5:11: expected an object such as {name: value}, not a list"),
        Arguments.of("rules: {id: a}", "5:8: expected a list such as [...], not an object"),
        Arguments.of(
            "tests: [{name: t, given: [], expect: {}}]", "5:9: test t has no given events"),
        Arguments.of(
            "tests: [{name: t, now: tomorrow, given: a.json, expect: {}}]",
            "5:24: \"tomorrow\" is not an instant with an offset such as"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void tellsAFaultWithItsPlace(String more, String expected) {
    Validation validation = validate(daemon(more));

    assertThat(lines(validation.faults()))
        .as("faults of %s", more)
        .singleElement()
        .asString()
        .startsWith("x.yaml:" + expected);
    assertThat(validation.compiled().daemons()).isEmpty();
  }

  static Stream<Arguments> warnings() {
    String mapping = "mappings: {m: {title: {value: x}}}~";
    return Stream.of(
        Arguments.of(
            mapping
                + "rules: [{id: a, when: event.x, then: {do: add-to-triage, mapping: m}}, {id: b,"
                + " when: event.y, then: {do: create-incident, mapping: m}}]",
            "6:72: rules a and b can both create for one event"),
        Arguments.of(
            "rules: [{id: a, then: discard, stop: true}, {id: b, then: discard}]",
            "5:45: no event reaches rule b: rule a before it matches always and stops"),
        Arguments.of(mapping, "5:15: the mapping m is not used"),
        Arguments.of("inputs: {a: {type: text}}", "5:13: the input a has no value yet"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("warnings")
  void warnsWithThePlace(String more, String expected) {
    Validation validation = validate(daemon(more));

    assertThat(lines(validation.faults())).isEmpty();
    assertThat(lines(validation.warnings()))
        .singleElement()
        .asString()
        .startsWith("x.yaml:" + expected);
  }

  @Test
  void rulesThatExcludeEachOtherByStopOrTimeFrameDoNotWarn() {
    String text =
        daemon(
            """
            mappings: {m: {title: {value: x}}}
            rules:
              - {id: a, when: event.x, then: {do: add-to-triage, mapping: m}, stop: true}
              - {id: b, during: f, when: event.y, then: {do: create-incident, mapping: m}}
              - {id: c, during: otherwise, then: {do: create-incident, mapping: m}}
            ---
            time-frame: f
            zone: UTC
            open: {days: mon-fri}
            """
                .replace("---", "unmatched: discard~---"));

    Validation validation = validate(text);

    assertThat(lines(validation.faults())).isEmpty();
    assertThat(lines(validation.warnings())).isEmpty();
  }

  @Test
  void warnsOfSecretsInClearTextAndNeverShowsThem() {
    Validation validation =
        validate(
            "connection: c~type: imap~host: h~password: hunter2~---~connection: e~type:"
                + " imap~password: ${secret:soc-mailbx}");

    assertThat(lines(validation.warnings()))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("x.yaml:4:11: the value of password stands here in clear text")
                    .doesNotContain("hunter2"),
            one ->
                assertThat(one)
                    .isEqualTo(
                        "x.yaml:8:20: there is no secret \"soc-mailbx\" yet; did you mean"
                            + " \"soc-mailbox\"?"));
  }

  @Test
  void aSettingThatDoesNotWorkWithItsSecretIsNamedWithoutItsValue() {
    Validation validation =
        validate(
            "daemon: d~owner: soc~source: {type: imap, host: '${secret:soc-mailbox}'}~schedule:"
                + " {every: 1m}~unmatched: discard");
    CompiledSource source = requireNonNull(validation.compiled().daemons().get("d")).source();

    assertThat(source.resolved(text -> text.replace("${secret:soc-mailbox}", "mail.example.com")))
        .extracting("host")
        .isEqualTo("mail.example.com");
  }

  @Test
  void actionIdsDoNotMoveWithActionsOfOtherWords() {
    Validation validation =
        validate(
            daemon(
                "mappings: {m: {title: {value: x}}}~unmatched: [discard, {do: add-to-triage,"
                    + " mapping: m}, discard, {do: add-to-triage, mapping: m, id: own}]"));

    CompiledDaemon daemon = requireNonNull(validation.compiled().daemons().get("d"));
    assertThat(daemon.unmatched().actions())
        .extracting(CompiledAction::id)
        .containsExactly("discard", "add-to-triage", "discard-2", "own");
  }

  @Test
  void aFaultInOneDaemonLeavesTheOthersCompiled() {
    Validation validation =
        validate(daemon("rules: x") + "---~" + daemon("").replace("daemon: d", "daemon: e"));

    assertThat(validation.faults()).hasSize(1);
    assertThat(validation.compiled().daemons()).containsOnlyKeys("e");
  }

  @Test
  void lookUpTablesAreKnownToExpressions() {
    Validation validation =
        validate(
            daemon(
                "rules: [{id: a, when: \"lookup('levels', event.level) == 'high'\", then:"
                    + " discard}]~unmatched: discard~---~table: levels~map: {1: low, 9: high}"));

    assertThat(lines(validation.faults())).isEmpty();
    CompiledDaemon daemon = requireNonNull(validation.compiled().daemons().get("d"));
    var when = requireNonNull(daemon.rules().getFirst().when());
    assertThat(when.test(Bindings.of(daemon.declarations(), Map.of("event", Map.of("level", "9")))))
        .isInstanceOf(Verdict.True.class);
  }
}
