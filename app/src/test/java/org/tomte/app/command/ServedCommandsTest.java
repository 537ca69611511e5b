package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.Assembly;
import org.tomte.app.ExitCode;
import org.tomte.app.attach.AttachedServer;
import org.tomte.app.console.Console;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceServer;
import org.tomte.app.instance.InstanceSettings;

/** The commands inside of a server on a real database, called as an attached process calls them. */
class ServedCommandsTest {
  private static final String DAEMON =
      """
      team: soc
      ---
      daemon: logins
      owner: soc
      source: {type: file, path: FILE}
      start: beginning
      schedule: [{every: 1h}]
      outputs: {record: {user: text, host: text}}
      mappings:
        login: {title: {template: "{{ event.record.user }} at {{ event.record.host }}"}}
      rules:
        - id: root
          when: event.record.user == 'root'
          then: [{do: create-incident, mapping: login}]
      unmatched: discard
      """;

  @TempDir static Path folder;
  private static Instance instance;
  private static InstanceServer server;

  @BeforeAll
  static void serve() throws IOException {
    Path home = folder.resolve("home");
    instance = Instance.open(new InstanceSettings(home, null, Map.of(), Clock.systemUTC()));
    server =
        InstanceServer.start(
            instance,
            "127.0.0.1",
            0,
            new ServerCommands(
                new CommandContext.Surroundings(
                    Clock.systemUTC(),
                    Assembly::installed,
                    () -> instance,
                    new Services() {
                      @Override
                      public int serve(Serving serving, Console console) {
                        return ExitCode.USAGE;
                      }

                      @Override
                      public int demo(Demonstration demonstration, Console console) {
                        return ExitCode.USAGE;
                      }
                    },
                    instance.masker())));
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        folder.resolve("definitions/logins.yaml"),
        DAEMON.replace("FILE", folder.resolve("auth.jsonl").toString()));
    Files.writeString(
        folder.resolve("auth.jsonl"),
        "{\"user\": \"root\", \"host\": \"web1\"}\nnonsense\n{\"user\": \"anna\"}\n");
  }

  @AfterAll
  static void stop() {
    server.close();
    instance.close();
  }

  private record Answer(int exit, String out, String err) {}

  private static Answer call(String... arguments) throws InterruptedException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(out), new PrintWriter(err), folder, new Console.Screen(120, false));
    int exit =
        AttachedServer.find(folder.resolve("home"))
            .orElseThrow()
            .call(List.of(arguments), null, console);
    return new Answer(exit, out.toString(), err.toString());
  }

  @Test
  void aDaemonIsImportedRunExplainedMovedBackAndReplayed() throws InterruptedException {
    assertThat(call("import", "definitions", "--apply").out()).contains("Stored.");
    Answer run = call("daemon", "start", "logins");
    assertThat(run.out() + run.err()).contains("done: ", "created 1", "quarantined 1");
    assertThat(run.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(call("daemon", "show", "logins").out()).contains("disabled", "auth.jsonl");
    assertThat(call("daemon", "decisions", "logins", "--object", "incident:1").out())
        .contains("root matched", "made INC-");
    assertThat(call("daemon", "pointer", "move", "logins", "beginning", "--yes").out())
        .contains("would read 3 again, 2 known", "Moved.");
    Answer again = call("daemon", "start", "logins");
    assertThat(again.out()).contains("read 3", "known 2", "0 created");
    assertThat(again.exit()).isZero();
    assertThat(call("replay", "logins").out()).contains("0 in another way");
    Answer replayed = call("quarantine", "replay", "--all");
    assertThat(replayed.out()).contains("failed again: read");
    assertThat(call("incident", "list").out()).contains("root at web1");
    Answer doctor = call("doctor");
    assertThat(doctor.out())
        .contains(
            "ok      database: PostgreSQL 18",
            "ok      clock",
            "ok      schema: version",
            "ok      partitions",
            "ok      rights",
            "ok      nodes: 1 alive")
        .contains("PROBLEM quarantine: 1 wait for a person");
    assertThat(call("migrate").out()).contains("The schema is at version");
    assertThat(call("daemon", "enable", "logins").exit()).isZero();
    assertThat(call("daemon", "lst").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aConnectionIsTriedAndPausedInsideOfTheServer() throws InterruptedException, IOException {
    Files.createDirectories(folder.resolve("more"));
    Files.writeString(
        folder.resolve("more/syslog.yaml"),
        """
        connection: edge
        type: syslog
        listen: ["tcp://127.0.0.1:0"]
        ---
        daemon: edge-logs
        owner: soc
        source: {type: syslog, connection: edge}
        unmatched: discard
        """);
    assertThat(call("import", "more", "--apply").out()).contains("Stored.");
    assertThat(call("connection", "test", "edge").out()).contains("can be had, port");
    assertThat(call("daemon", "enable", "edge-logs").exit()).isZero();
    awaitState("listening");
    assertThat(call("connection", "test", "edge").out()).contains("listens there now");
    assertThat(call("connection", "pause", "edge", "--until", "1h", "--reason", "move").exit())
        .isZero();
    awaitState("paused");
    Awaitility.await().until(() -> instance.node().listeners().size() == 0);
    assertThat(call("connection", "resume", "edge").exit()).isZero();
    awaitState("listening");
    assertThat(call("connection", "show", "edge").out()).contains("move", "ended");
    assertThat(call("daemon", "disable", "edge-logs").exit()).isZero();
  }

  private static void awaitState(String state) {
    Awaitility.await()
        .until(() -> call("daemon", "show", "edge-logs").out().contains("state:        " + state));
  }
}
