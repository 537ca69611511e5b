package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;

class TestCommandTest {
  private static final String DAEMON =
      """
      team: soc
      ---
      time-frame: business-hours
      zone: Europe/Berlin
      open: [{days: mon-fri, from: "08:00", to: "18:00"}]
      ---
      daemon: logins
      owner: soc
      mode: observe
      source: {type: file, path: auth.jsonl}
      schedule: [{every: 1m}]
      outputs: {record: {user: text, host: text, tries: whole}}
      mappings:
        login:
          title: {template: "{{ event.record.user }} at {{ event.record.host }}"}
          severity: {cel: "event.record.tries > 5 ? 'high' : 'low'"}
      rules:
        - id: machine
          when: event.record.user == 'backup'
          then: [{do: discard, reason: a machine}]
          stop: true
        - id: root
          when: event.record.user == 'root'
          then:
            - {do: add-to-triage, mapping: login, during: business-hours}
            - {do: create-incident, mapping: login, during: otherwise}
      unmatched: discard
      """;

  @TempDir Path folder;

  @BeforeEach
  void sample() throws IOException {
    Files.createDirectory(folder.resolve("samples"));
    Files.writeString(
        folder.resolve("samples/two.jsonl"),
        """
        {"user": "root", "host": "web1", "tries": 9}
        {"user": "backup", "host": "web1", "tries": 1}
        """);
  }

  private Caller.Answer test(String tests, String... more) throws IOException {
    Files.writeString(folder.resolve("logins.yaml"), DAEMON + "tests:\n" + tests.indent(2));
    String[] arguments = new String[2 + more.length];
    arguments[0] = "test";
    arguments[1] = "logins.yaml";
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new Caller(folder).call(arguments);
  }

  @Test
  void testsPassByDayAndByNightWithSamplesAndWithEventsInPlace() throws IOException {
    Caller.Answer answer =
        test(
            """
            - name: by night an incident
              now: 2026-11-21T02:00:00+01:00
              given: samples/two.jsonl
              expect:
                incidents: [{title: root at web1, severity: high}]
                triage: []
                discarded: 1
                rules: [[root], [machine]]
            - name: by day a triage event
              now: 2026-11-20T10:00:00+01:00
              given: [{record: {user: root, host: web2, tries: 1}}]
              expect: {triage: [{title: root at web2, severity: low}], incidents: []}
            """);
    assertThat(answer.out() + answer.err())
        .isEqualTo(
            """
            ok   logins: by night an incident
            ok   logins: by day a triage event
            2 tests, 0 failed
            """);
    assertThat(answer.exit()).isZero();
  }

  @Test
  void differencesAreToldOneByOne() throws IOException {
    Caller.Answer answer =
        test(
            """
            - name: wrong
              now: 2026-11-21T02:00:00+01:00
              given: samples/two.jsonl
              expect:
                incidents: [{title: root at web9, severity: high, titel: x}]
                discarded: 2
                rules: [[root], []]
                outbox: [send-email]
            """);
    assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(answer.out())
        .contains("FAIL logins: wrong")
        .contains("incidents[0].title: expected 'root at web9', came 'root at web1'")
        .contains("incidents[0].titel: incident has no field 'titel'")
        .contains("discarded: expected 2, came 1: a machine")
        .contains("rules[1]: expected [], came [machine]")
        .contains("outbox: expected [send-email], came []")
        .endsWith("1 test, 1 failed\n");
  }

  @Test
  void anEventThatFailsIsNeverPassedOverInSilence() throws IOException {
    Files.writeString(folder.resolve("samples/bad.jsonl"), "{\"user\": \n");
    Caller.Answer answer =
        test("- {name: bad, given: samples/bad.jsonl, expect: {incidents: []}}\n");
    assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(answer.out()).contains("quarantined: read: ");
    Caller.Answer expected =
        test("- {name: bad, given: samples/bad.jsonl, expect: {quarantined: 1}}\n");
    assertThat(expected.exit()).isZero();
  }

  @Test
  void aSampleThatIsNotThereFailsItsTestOnly() throws IOException {
    Caller.Answer answer =
        test(
            """
            - {name: lost, given: samples/lost.jsonl, expect: {incidents: []}}
            - {name: kept, given: samples/two.jsonl, expect: {discarded: 1}}
            """);
    assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(answer.out()).contains("given: there is no file").contains("ok   logins: kept");
  }

  @Test
  void jsonAndTheChoiceOfADaemon() throws IOException {
    String tests = "- {name: kept, given: samples/two.jsonl, expect: {discarded: 1}}\n";
    Caller.Answer answer = test(tests, "--json", "--daemon", "logins");
    assertThat(answer.json().get("passed").asInt()).isEqualTo(1);
    assertThat(answer.json().get("tests").get(0).get("test").asString()).isEqualTo("kept");
    assertThat(test(tests, "--daemon", "logns").err()).contains("Did you mean logins?");
  }

  @Test
  void withoutATestOrWithFaultsNothingPasses() throws IOException {
    Files.writeString(folder.resolve("none.yaml"), DAEMON);
    assertThat(new Caller(folder).call("test", "none.yaml").exit()).isEqualTo(ExitCode.USAGE);
    Files.writeString(folder.resolve("none.yaml"), DAEMON.replace("discard", "discrad"));
    assertThat(new Caller(folder).call("test", "none.yaml"))
        .satisfies(answer -> {
          assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
          assertThat(answer.out()).contains("discrad");
        });
  }
}
