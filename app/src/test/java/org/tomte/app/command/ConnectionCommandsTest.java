package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;

class ConnectionCommandsTest {
  private static final String DEFINITIONS =
      """
      connection: tickets
      type: http
      description: Where tickets are made
      owner: soc
      expires: 2027-03-01
      url: http://127.0.0.1:%d/api
      allow-private: true
      token: ${secret:tickets}
      ---
      connection: logs
      type: file
      ---
      daemon: logins
      owner: soc
      mode: live
      source: {type: file, connection: logs, path: %s, format: jsonl}
      start: beginning
      schedule: [{every: 1m}]
      outputs: {record: {user: text}}
      mappings:
        login: {title: {from: record.user}}
      rules:
        - id: all
          then:
            - {do: create-incident, mapping: login}
            - {do: call-webhook, json: {title: "{{ incident.title }}"}}
      unmatched: discard
      """;

  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;
  private ServerSocket listening;

  @BeforeEach
  void instance() throws IOException {
    listening = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
    Path log = folder.resolve("auth.jsonl");
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        folder.resolve("definitions/all.yaml"),
        DEFINITIONS.formatted(listening.getLocalPort(), log));
    Files.writeString(log, "{\"user\": \"root\"}\n");
    Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-11-25T08:00:00Z")));
    good("import", "definitions", "--apply");
    good("daemon", "enable", "logins");
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
    instance.close();
  }

  private Caller.Answer good(String... arguments) {
    Caller.Answer answer = caller.call(arguments);
    assertThat(answer.exit()).as("%s%s", answer.out(), answer.err()).isZero();
    return answer;
  }

  @Test
  void connectionsAreListedWithWhoUsesThemAndUntilWhenTheyAreGood() {
    assertThat(good("connection", "list").out())
        .contains("tickets", "http", "2027-03-01", "logins");
    var rows = good("connection", "list", "--json").json();
    assertThat(rows).hasSize(2);
    assertThat(good("connection", "show", "tickets").out())
        .contains("Where tickets are made", "${secret:tickets}", "logins", "2027-03-01");
    Caller.Answer unknown = caller.call("connection", "show", "ticket");
    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("did you mean tickets?");
  }

  @Test
  void aTestTellsEachStepAndWhatToDoAboutTheOneThatFails() throws IOException {
    Caller.Answer missing = caller.call("connection", "test", "tickets");
    assertThat(missing.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(missing.out()).contains("PROBLEM settings", "tickets", "tomte secret set");

    caller.typing("s3cret-word").call("secret", "set", "tickets");
    Caller.Answer good = good("connection", "test", "tickets");
    assertThat(good.out()).contains("ok      name", "ok      connection", " ms)");
    assertThat(good.out()).doesNotContain("s3cret-word");

    listening.close();
    var json = caller.call("connection", "test", "tickets", "--json").json();
    assertThat(json.get("good").asBoolean()).isFalse();
    var last = json.get("steps").get(json.get("steps").size() - 1);
    assertThat(last.get("step").asString()).isEqualTo("connection");
    assertThat(last.get("kind").asString()).isEqualTo("unavailable");
    assertThat(last.get("remedy").asString()).contains("port");

    Caller.Answer nothing = caller.call("connection", "test", "logs");
    assertThat(nothing.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(nothing.out()).contains("nothing that could be tried");
  }

  @Test
  void aPausedConnectionKeepsItsDaemonsFromRunningAndSaysWhoWantedThat() {
    good("connection", "pause", "logs", "--until", "2h", "--reason", "the disk moves");
    assertThat(good("daemon", "list").out()).contains("paused");
    assertThat(good("daemon", "show", "logins").out())
        .contains("the connection logs is paused until 2026-11-25T12:00:00Z", "the disk moves");
    Caller.Answer start = caller.call("daemon", "start", "logins");
    assertThat(start.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(start.err()).contains("the disk moves", "tomte connection resume logs");
    assertThat(good("connection", "list").out()).contains("2026-11-25T12:00:00Z");

    good("connection", "resume", "logs", "--reason", "it has moved");
    assertThat(good("connection", "show", "logs").out())
        .contains("the disk moves", "it has moved", "ended 2026-11-25T10:00:00Z");
    good("daemon", "start", "logins");
    assertThat(caller.call("connection", "resume", "logs").exit()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void aPauseEndsByItselfAndDoesNotTouchThePointer() {
    good("daemon", "start", "logins");
    String before = good("daemon", "pointer", "show", "logins").out();
    good("connection", "pause", "logs", "--until", "2026-11-25T11:00:00Z", "--reason", "move");
    assertThat(good("daemon", "pointer", "show", "logins").out()).isEqualTo(before);
    instance.testClock().goTo(Caller.NOW.plus(Duration.ofHours(1)));
    assertThat(good("daemon", "list").out()).doesNotContain("paused");
    good("daemon", "start", "logins");
    assertThat(good("daemon", "pointer", "show", "logins").out()).isEqualTo(before);
  }

  @Test
  void deliveriesByAPausedConnectionAreShownAsWaiting() {
    good("daemon", "start", "logins");
    good("connection", "pause", "tickets", "--until", "2h", "--reason", "update");
    assertThat(good("outbox", "list").out()).contains("open: its connection is paused");
    good("connection", "resume", "tickets");
    assertThat(good("outbox", "list").out()).doesNotContain("paused");
  }

  @Test
  void anEndThatIsNotAheadAndAPauseWithoutAReasonAreRefused() {
    for (String until : new String[] {"2026-11-25T09:00:00Z", "tomorrow", "900d"}) {
      Caller.Answer answer =
          caller.call("connection", "pause", "logs", "--until", until, "--reason", "x");
      assertThat(answer.exit()).as(until).isEqualTo(ExitCode.USAGE);
      assertThat(answer.err()).contains("--until");
    }
    assertThat(caller.call("connection", "pause", "logs", "--until", "2h").exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("connection", "pause", "logs", "--until", "2h", "--reason", " ").exit())
        .isEqualTo(ExitCode.USAGE);
  }
}
