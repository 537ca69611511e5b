package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;

class RunCommandTest {
  private static final String DAEMON =
      """
      team: soc
      ---
      daemon: logins
      owner: soc
      source: {type: file, path: auth.jsonl}
      schedule: [{every: 1m}]
      outputs: {record: {user: text, host: text}}
      mappings:
        login: {title: {template: "{{ event.record.user }} at {{ event.record.host }}"}}
      rules:
        - id: root
          when: event.record.user == 'root'
          then: [{do: create-incident, mapping: login}]
        - id: named
          when: event.record.realm == 'corp'
          then: [{do: add-to-triage, mapping: login}]
      unmatched: {do: discard, reason: nobody we look for}
      """
          .replace("host: text}}", "host: text, realm: text}}");

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    Files.writeString(folder.resolve("logins.yaml"), DAEMON);
    write(
        "auth.jsonl",
        """
        {"user": "root", "host": "web1"}
        {"user": "anna", "host": "web1", "realm": "home"}
        {"user": "root", "host": "web2", "realm": "corp"}
        """);
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, text);
    Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-25T08:00:00Z")));
  }

  @Test
  void aDryRunPrintsWhatItDecidesAndWhy() {
    Caller.Answer answer = new Caller(folder).call("run", "logins.yaml");
    assertThat(answer.err()).isEmpty();
    assertThat(answer.out().lines().map(line -> line.replaceAll(" {2,}", "  ")).toList())
        .startsWith("EVENT  RULES  EFFECTS  REASON")
        .anyMatch(line -> line.contains("  root  created INC-2026-00001  named not judged"))
        .anyMatch(line -> line.endsWith("  -  discarded  nobody we look for"))
        .anyMatch(line -> line.contains("  root, named  created INC-2026-00002, triage-event "))
        .last()
        .asString()
        .contains("read 3", "new 3", "objects 3");
    assertThat(answer.exit()).isZero();
  }

  @Test
  void tasksAndIndicatorsAreInTheTableAndInJson() throws IOException {
    Files.writeString(
        folder.resolve("logins.yaml"),
        DAEMON.replace(
            "[{do: create-incident, mapping: login}]",
            "[{do: create-incident, mapping: login}, {do: create-task, mapping: login, key:"
                + " event.record.host}, {do: add-indicator, type: artifact, value:"
                + " event.record.user}]"));
    assertThat(new Caller(folder).call("run", "logins.yaml").out())
        .contains("created INC-2026-00001, indicator artifact:root", "objects 6");
    var events = new Caller(folder).call("run", "logins.yaml", "--json").json().get("events");
    var objects = events.get(0).get("objects");
    assertThat(objects.get(1).get("kind").asString()).isEqualTo("indicator");
    assertThat(objects.get(1).get("value").asString()).isEqualTo("root");
    assertThat(objects.get(2).get("kind").asString()).isEqualTo("task");
    assertThat(objects.get(2).get("fields").get("title").asString()).isEqualTo("root at web1");
    assertThat(events.get(2).get("outcome").asString()).contains("indicator artifact:root");
  }

  @Test
  void parsersAreTriedOnSamplesOfWhatIsSent() throws IOException {
    Files.writeString(
        folder.resolve("ssh.yaml"),
        """
        team: soc
        ---
        daemon: ssh
        owner: soc
        source:
          type: syslog
          listen: ["udp://127.0.0.1:5514"]
          parse: [{application: sshd, regex: 'password for (?<user>\\S+)'}]
        mappings:
          login: {title: {from: record.user}}
        rules:
          - id: failed
            when: has(event.record)
            then: [{do: add-to-triage, mapping: login}]
        unmatched: {do: discard, reason: no log-in}
        """);
    write(
        "sample.log",
        """
        <38>Nov 25 09:59:00 web1 sshd[7]: Failed password for bob
        <38>Nov 25 09:59:01 web1 cron[8]: started
        """);
    Caller.Answer answer =
        new Caller(folder).call("run", "ssh.yaml", "--sample", "sample.log", "--fields");
    assertThat(answer.out().lines().map(line -> line.replaceAll(" {2,}", "  ")).toList())
        .contains("1  record.user  bob", "1  host  web1", "2  application  cron")
        .anyMatch(line -> line.contains("failed"))
        .anyMatch(line -> line.contains("no log-in"));
    assertThat(answer.exit()).as(answer.err()).isZero();
  }

  @Test
  void aDryRunLeavesNoTraceAndCanBeRepeated() {
    Caller caller = new Caller(folder);
    assertThat(caller.call("run", "logins.yaml", "--json").json().get("events")).hasSize(3);
    assertThat(caller.call("run", "logins.yaml", "--json").json().get("events")).hasSize(3);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("logins.yaml", "auth.jsonl");
  }

  @Test
  void samplesStandInForTheSourceAndALimitEndsTheRun() throws IOException {
    write("a.jsonl", "{\"user\": \"root\", \"host\": \"a\"}\n");
    write("b.jsonl", "{\"user\": \"root\", \"host\": \"b\"}\n");
    Caller caller = new Caller(folder);
    Caller.Answer answer =
        caller.call("run", "logins.yaml", "--json", "--sample", "a.jsonl", "b.jsonl");
    assertThat(answer.json().get("events")).hasSize(2);
    assertThat(answer.json().get("events").get(1).get("objects").get(0).get("fields").get("title"))
        .hasToString("\"root at b\"");
    assertThat(caller.call("run", "logins.yaml", "--json", "--limit", "1").json().get("events"))
        .hasSize(1);
  }

  @Test
  void anEventThatGoesToQuarantineIsExitOne() throws IOException {
    write("auth.jsonl", "{\"user\": \"root\", \"host\": \"web1\"}\nnonsense\n");
    Caller.Answer answer = new Caller(folder).call("run", "logins.yaml");
    assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(answer.out()).contains("quarantine #").contains("read: ");
  }

  @Test
  void whatCannotBeIsToldBeforeAnythingRuns() throws IOException {
    Caller caller = new Caller(folder);
    assertThat(caller.call("run", "logins.yaml", "--judge-as", "yesterday").err())
        .contains("'yesterday' is no instant");
    assertThat(caller.call("run", "logins.yaml", "--limit", "0").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("run", "logins.yaml", "--sample", "lost.eml").err())
        .contains("there is no file");
    Files.writeString(
        folder.resolve("logins.yaml"),
        DAEMON + "---\n" + DAEMON.substring(14).replace("daemon: logins", "daemon: other"));
    assertThat(caller.call("run", "logins.yaml").err()).contains("logins, other");
    assertThat(caller.call("run", "logins.yaml", "--daemon", "other").exit()).isZero();
  }
}
