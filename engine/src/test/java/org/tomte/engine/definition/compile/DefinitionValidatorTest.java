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
        .validate(DefinitionSet.read("x.yaml", text));
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
        + (more.contains("unmatched:") ? "" : "\nunmatched: discard\n");
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
    assertThat(daemon.rules()).extracting(CompiledRule::id).containsExactly("newsletter", "script-attached");
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
            fault -> assertThat(fault).startsWith("x.yaml:4:16: the connector \"impa\" is not known").endsWith("did you mean \"imap\"?"),
            fault -> assertThat(fault).startsWith("x.yaml:6:5: the key \"evry\" is not known here").endsWith("did you mean \"every\"?"),
            fault -> assertThat(fault).startsWith("x.yaml:11:10: ").contains("startWith").endsWith("did you mean \"startsWith\"?"),
            fault -> assertThat(fault).startsWith("x.yaml:13:14: the action \"dicsard\" is not known").endsWith("did you mean \"discard\"?"));
    assertThat(validation.compiled().daemons()).isEmpty();
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("rules: [{id: a, then: {do: add-to-triage, mapping: mial}}]\nmappings: {mail: {title: {value: x}}}", "5:52: the mapping \"mial\" is not known; valid: mail; did you mean \"mail\"?"),
        Arguments.of("mappings: {m: {title: {value: x}}}\nrules: [{id: a, then: {do: create-incident, mapping: m, template: genral}}]", "6:67: the template \"genral\" is not known; valid: general; did you mean \"general\"?"),
        Arguments.of("rules: [{id: a, during: nights, then: discard}]", "5:25: the time frame \"nights\" is not known; none is defined"),
        Arguments.of("rules: [{id: a, during: otherwise, then: discard}]", "5:25: otherwise means that no time frame named beside it is open, and none is named"),
        Arguments.of("rules: [{id: a, then: discard}, {id: a, then: discard}]", "5:38: the rule id a is taken by rule 1"),
        Arguments.of("rules: [{id: a, then: [{do: discard, id: x}, {do: discard, id: x}]}]", "5:64: the action id x is taken by another action here"),
        Arguments.of("rules: [{id: a, when: \"event.x ==\", then: discard}]", "5:34: "),
        Arguments.of("rules: [{id: a, when: \"'text'\", then: discard}]", "5:2"),
        Arguments.of("acknowledge: {move: x}", "5:15: the key \"move\" is not known here; valid: done, quarantined"),
        Arguments.of("acknowledge: {done: {move: x}}", "5:21: the source json has nothing to acknowledge"),
        Arguments.of("inputs: {a: {type: number, default: x}}", "5:37: \"x\" is not a number"),
        Arguments.of("inputs: {a: {type: email, list: true, default: [a@example.com, b]}}", "5:64: \"b\" is not a mail address"),
        Arguments.of("inputs: {a: {type: text, list: true, default: x}}", "5:47: the input a is a list; write its default as [...]"),
        Arguments.of("inputs: {a: {type: duration, default: 5x}}", "5:39: "),
        Arguments.of("rules: [{id: a, when: inputs.b == 1, then: discard}]\ninputs: {a: {type: number, default: 1}}", "5:29: "),
        Arguments.of("outputs: {user: {name: text}}\nrules: [{id: a, when: event.user.nmae == 'x', then: discard}]", "6:34: "),
        Arguments.of("outputs: {user: {name: text}}\nmappings: {m: {title: {from: user.nmae}}}\nunmatched: {do: add-to-triage, mapping: m}", "6:35: user has no field \"nmae\"; valid: name; did you mean \"name\"?"),
        Arguments.of("outputs: {user: text}\nmappings: {m: {title: {from: event.user}}}\nunmatched: {do: add-to-triage, mapping: m}", "6:30: an event of this source has no field \"event\"; a path begins inside the event, so leave event out"),
        Arguments.of("outputs: {user: [text]}\nmappings: {m: {title: {from: user.name}}}\nunmatched: {do: add-to-triage, mapping: m}", "6:35: user is a list; take an element with [0], or use cel"),
        Arguments.of("outputs: {user: txt}", "5:17: the type \"txt\" is not known; valid: any, bool, decimal, text, time, whole; did you mean \"text\"?"),
        Arguments.of("mappings: {m: {title: {from: a, then: [{cute: 3}]}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:41: the transform \"cute\" is not known"),
        Arguments.of("mappings: {m: {title: {from: a, then: [{cut: 0}]}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:46: cut needs a length of at least 1, not 0"),
        Arguments.of("mappings: {m: {title: {from: a, then: [{regex: '(a'}]}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:48: "),
        Arguments.of("mappings: {m: {title: {from: a, then: [{regex: {pattern: '(a)', group: 2}}]}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:72: the pattern has 1 groups, so there is no group 2"),
        Arguments.of("mappings: {m: {title: {from: a, then: [{date: 'yyyy-bb'}]}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:47: the date format cannot be read"),
        Arguments.of("mappings: {m: {title: {from: a, then: [{table: t}]}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:48: the table \"t\" is not known; none is defined"),
        Arguments.of("mappings: {m: {title: {from: a, value: b}}}\nunmatched: {do: add-to-triage, mapping: m}", "5:23: a mapping row has exactly one of from, value, cel and template; this one has 2"),
        Arguments.of("rules: [{id: a, then: {do: update-incident, mapping: m}}]\nmappings: {m: {title: {value: x}}}", "5:23: update-incident needs exactly one of incident (its number) and key"),
        Arguments.of("rules: [{id: unmatched, then: discard}]", "5:9: the rule's id unmatched is taken by the part after the rules"),
        Arguments.of("rules: [{id: A b, then: discard}]", "5:9: the rule's id \"A b\" is not valid"),
        Arguments.of("limits: {per-run: 0}", "5:9: limits: per-run must be at least 1, not 0"),
        Arguments.of("limits: {deadline: 2}", "5:20: "),
        Arguments.of("limits: {bytes: 2XB}", "5:17: \"2XB\" is not a size; valid: 500, 64KB, 20MB, 1.5GB"),
        Arguments.of("mode: dry", "5:7: \"dry\" is not valid here; valid: live, observe"),
        Arguments.of("missed: colaesce", "5:9: \"colaesce\" is not valid here; valid: all, coalesce, none; did you mean \"coalesce\"?"),
        Arguments.of("silence: {none-for: -4h}", "5:21: "),
        Arguments.of("keep: {budget: [1]}", "5:16: expected a size such as 64KB or 2GB, not a list"),
        Arguments.of("mappings: [a]", "5:11: expected an object such as {name: value}, not a list"),
        Arguments.of("rules: {id: a}", "5:8: expected a list such as [...], not an object"),
        Arguments.of("tests: [{name: t, given: [], expect: {}}]", "5:9: test t has no given events"),
        Arguments.of("tests: [{name: t, now: tomorrow, given: a.json, expect: {}}]", "5:24: \"tomorrow\" is not an instant with an offset such as"));
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

  static Stream<Arguments> documents() {
    return Stream.of(
        Arguments.of("deamon: d\nowner: soc\nsource: clock\nschedule: {every: 1m}\nunmatched: discard", "1:1: the first key of a document says what it is, and \"deamon\" is not known; valid: connection, daemon, table, team, template, time-frame; did you mean \"daemon\"?"),
        Arguments.of("daemon: d\nsource: clock\nschedule: {every: 1m}\nunmatched: discard", "1:1: the key owner is missing"),
        Arguments.of("daemon: d\nowner: soc\nsource: clock\nschedule: {every: 1m}", "1:1: the key unmatched is missing, for example discard"),
        Arguments.of("daemon: D\nowner: soc\nsource: clock\nschedule: {every: 1m}\nunmatched: discard", "1:1: the daemon's name \"D\" is not valid"),
        Arguments.of("tomte: 2\ndaemon: d\nowner: soc\nsource: clock\nschedule: {every: 1m}\nunmatched: discard", "1:8: this file is written for format 2; this program knows up to 1"),
        Arguments.of("tomte: x\nteam: t", "1:8: tomte is the version of the format, a number from 1 to 1"),
        Arguments.of("[a]", "1:1: a document is an object that begins with one of daemon"),
        Arguments.of("team: t\n---\nteam: t", "3:7: the team t is defined a second time; the first is at x.yaml:1:1"),
        Arguments.of("team: t\naddresses: [no]", "1:1: \"no\" is not a mail address"),
        Arguments.of("team: t\n---\ndaemon: d\nowner: u\nsource: clock\nschedule: {every: 1m}\nunmatched: discard", "4:8: the team \"u\" is not known; valid: t; did you mean \"t\"?"),
        Arguments.of("time-frame: f\nzone: Europe/Berln\nopen: {days: mon}", "2:7: \"Europe/Berln\" is not a time zone of the IANA database; did you mean Europe/Berlin?"),
        Arguments.of("time-frame: f\nzone: UTC\nopen: {days: mno}", "3:14: "),
        Arguments.of("time-frame: f\nzone: UTC", "1:1: time frame 'f' has no windows"),
        Arguments.of("table: t\nmap: {a: 1}\ncsv: x", "1:1: a table has exactly one of rows, map and csv; this one has 2"),
        Arguments.of("table: t\ncsv: |\n  a,b\n  1,2\n  1,3", "2:6: row 2: a \"1\" is there already"),
        Arguments.of("table: t\ncsv: |\n  a,b\n  1", "2:6: csv: line 2 has 1 fields and the first line names 2"),
        Arguments.of("table: t\nkey: c\nrows: [{a: 1, b: 2}]", "3:7: the table has no column \"c\"; valid: a, b"),
        Arguments.of("connection: c\ntype: imap\nhsot: x", "3:1: the key \"hsot\" is not known here; valid: folder, host, max-bytes, password, search; did you mean \"host\"?"),
        Arguments.of("connection: c\ntype: imap\nhost: x\n---\ndaemon: d\nowner: soc\nsource: {type: imap, connection: c, host: evil}\nschedule: {every: 1m}\nunmatched: discard", "7:37: the connection c sets host already"),
        Arguments.of("connection: c\ntype: imap\nhost: x\n---\ndaemon: d\nowner: soc\nsource: {type: json, connection: c}\nschedule: {every: 1m}\nunmatched: discard", "7:34: the connection c is for the connector imap, and this source is of type json"),
        Arguments.of("daemon: d\nowner: soc\nsource: {type: imap, connection: c, host: h}\nschedule: {every: 1m}\nunmatched: discard", "3:34: the connection \"c\" is not known; none is defined"),
        Arguments.of("daemon: d\nowner: soc\nsource: {type: imap, host: h, acknowledge: x}\nschedule: {every: 1m}\nunmatched: discard", "3:31: the key \"acknowledge\" is not known here"),
        Arguments.of("daemon: d\nowner: soc\nsource: {type: imap, host: h, max-bytes: many}\nschedule: {every: 1m}\nunmatched: discard", "3:42: \"many\" is not a size"),
        Arguments.of("daemon: d\nowner: soc\nsource: {type: imap, host: h}\nacknowledge: {done: {mvoe: x}}\nschedule: {every: 1m}\nunmatched: discard", "4:22: the acknowledgement \"mvoe\" is not known; valid: flag, move; did you mean \"move\"?"),
        Arguments.of("daemon: d\nowner: soc\nsource: clock\nschedule: [{every: 1m}, {every: 2m}]\nunmatched: discard", "4:11: schedule entry 1 is always active"),
        Arguments.of("daemon: d\nowner: soc\nsource: clock\nschedule: {every: 1m, cron: '* * * * *'}\nunmatched: discard", "4:11: a schedule entry has exactly one of every, cron and at"),
        Arguments.of("daemon: d\nowner: soc\nsource: clock\nschedule: {cron: '* * * x *'}\nunmatched: discard", "4:18: cron"),
        Arguments.of("daemon: d\nowner: soc\nsource: clock\nschedule: {every: 1m}\nunmatched: {do: send-email, to: x}", "5:12: the key subject is missing"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("documents")
  void tellsAFaultOfADocument(String text, String expected) {
    assertThat(lines(validate(text).faults()))
        .as("faults of %s", text)
        .singleElement()
        .asString()
        .startsWith("x.yaml:" + expected);
  }

  static Stream<Arguments> warnings() {
    String mapping = "mappings: {m: {title: {value: x}}}\n";
    return Stream.of(
        Arguments.of(mapping + "rules: [{id: a, when: event.x, then: {do: add-to-triage, mapping: m}}, {id: b, when: event.y, then: {do: create-incident, mapping: m}}]", "6:72: rules a and b can both create for one event"),
        Arguments.of("rules: [{id: a, then: discard, stop: true}, {id: b, then: discard}]", "5:45: no event reaches rule b: rule a before it matches always and stops"),
        Arguments.of(mapping, "5:15: the mapping m is not used"),
        Arguments.of("inputs: {a: {type: text}}", "5:13: the input a has no value yet"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("warnings")
  void warnsWithThePlace(String more, String expected) {
    Validation validation = validate(daemon(more));

    assertThat(lines(validation.faults())).isEmpty();
    assertThat(lines(validation.warnings())).singleElement().asString().startsWith("x.yaml:" + expected);
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
                .replace("---", "unmatched: discard\n---"));

    Validation validation = validate(text);

    assertThat(lines(validation.faults())).isEmpty();
    assertThat(lines(validation.warnings())).isEmpty();
  }

  @Test
  void warnsOfSecretsInClearTextAndNeverShowsThem() {
    Validation validation =
        validate("connection: c\ntype: imap\nhost: h\npassword: hunter2\n---\nconnection: e\ntype: imap\npassword: ${secret:soc-mailbx}");

    assertThat(lines(validation.warnings()))
        .satisfiesExactly(
            one ->
                assertThat(one)
                    .startsWith("x.yaml:4:11: the value of password stands here in clear text")
                    .doesNotContain("hunter2"),
            one ->
                assertThat(one)
                    .isEqualTo("x.yaml:8:20: there is no secret \"soc-mailbx\" yet; did you mean \"soc-mailbox\"?"));
  }

  @Test
  void aSettingThatDoesNotWorkWithItsSecretIsNamedWithoutItsValue() {
    Validation validation =
        validate("daemon: d\nowner: soc\nsource: {type: imap, host: '${secret:soc-mailbox}'}\nschedule: {every: 1m}\nunmatched: discard");
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
                "mappings: {m: {title: {value: x}}}\n"
                    + "unmatched: [discard, {do: add-to-triage, mapping: m}, discard, {do: add-to-triage, mapping: m, id: own}]"));

    CompiledDaemon daemon = requireNonNull(validation.compiled().daemons().get("d"));
    assertThat(daemon.unmatched().actions())
        .extracting(CompiledAction::id)
        .containsExactly("discard", "add-to-triage", "discard-2", "own");
  }

  @Test
  void aFaultInOneDaemonLeavesTheOthersCompiled() {
    Validation validation =
        validate(daemon("rules: x") + "---\n" + daemon("").replace("daemon: d", "daemon: e"));

    assertThat(validation.faults()).hasSize(1);
    assertThat(validation.compiled().daemons()).containsOnlyKeys("e");
  }

  @Test
  void lookUpTablesAreKnownToExpressions() {
    Validation validation =
        validate(
            daemon("rules: [{id: a, when: \"lookup('levels', event.level) == 'high'\", then: discard}]\nunmatched: discard\n---\ntable: levels\nmap: {1: low, 9: high}"));

    assertThat(lines(validation.faults())).isEmpty();
    CompiledDaemon daemon = requireNonNull(validation.compiled().daemons().get("d"));
    var when = requireNonNull(daemon.rules().getFirst().when());
    assertThat(when.test(Bindings.of(daemon.declarations(), Map.of("event", Map.of("level", "9")))))
        .isInstanceOf(Verdict.True.class);
  }
}
