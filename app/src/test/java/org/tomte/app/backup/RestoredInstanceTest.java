package org.tomte.app.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.app.command.Caller;
import org.tomte.app.instance.Instance;
import org.tomte.app.instance.InstanceRestore;
import org.tomte.app.instance.InstanceSettings;
import org.tomte.engine.secret.SecretFault;

/** An instance whose daemons ran, backed up and restored into another home. */
class RestoredInstanceTest {
  private static final String DEFINITIONS =
      """
      team: soc
      ---
      connection: tickets
      type: http
      url: https://tickets.example.com/api
      token: ${secret:chat-token}
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
          then:
            - {do: create-incident, mapping: login, group: {by: [record.host], within: 30d}}
            - {do: add-indicator, type: domain, value: event.record.host}
            - {do: call-webhook, json: {title: "{{ incident.title }}"}}
          stop: true
        - id: other
          when: event.record.user != 'root'
          then: [{do: add-to-triage, mapping: login}]
      unmatched: discard
      ---
      daemon: watch
      owner: soc
      source: {type: changes}
      start: beginning
      schedule: [{every: 1h}]
      mappings:
        seen: {title: {template: "{{ event.field }} of {{ event.object.id }}"}}
      unmatched: {do: add-to-triage, mapping: seen}
      """;
  private static final String PASSPHRASE = "correct horse battery";

  @TempDir private Path folder;

  private Instance open(String home) {
    return Instance.open(
        new InstanceSettings(folder.resolve(home), null, Map.of(), Clock.systemUTC()));
  }

  private InstanceRestore.Done restore(String home, Path file, String passphrase) {
    return InstanceRestore.run(
        new InstanceSettings(folder.resolve(home), null, Map.of(), Clock.systemUTC()),
        file,
        false,
        passphrase,
        _ -> {});
  }

  private static Caller.Answer good(Caller caller, String... arguments) {
    Caller.Answer answer = caller.call(arguments);
    assertThat(answer.exit()).as("%s%s", answer.out(), answer.err()).isZero();
    return answer;
  }

  private void line(String text) throws IOException {
    Files.writeString(
        folder.resolve("auth.jsonl"),
        text + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  @Test
  void goesOnWhereTheBackupWas() throws IOException {
    Files.writeString(
        folder.resolve("daemons.yaml"),
        DEFINITIONS.replace("FILE", folder.resolve("auth.jsonl").toString()));
    line("{\"user\": \"root\", \"host\": \"web1.example.com\"}");
    line("nonsense");
    line("{\"user\": \"anna\", \"host\": \"web1.example.com\"}");
    Path file = folder.resolve("backup.zip");
    String watched;
    try (Instance instance = open("first")) {
      Caller caller = new Caller(folder, () -> instance);
      good(caller.typing("s3cret-token"), "secret", "set", "chat-token");
      good(caller, "import", "daemons.yaml", "--apply");
      assertThat(caller.call("daemon", "start", "logins").out()).contains("quarantined 1");
      watched = caller.call("daemon", "start", "watch").out();
      assertThat(watched).contains("new ");
      Caller.Answer made =
          good(caller.typing(PASSPHRASE), "backup", file.toString(), "--include-key");
      assertThat(made.err()).contains("The key of the secrets is in it");
      good(caller, "backup", "--verify", file.toString());
      assertThat(caller.call("doctor", "--json").out()).contains("\"backup\"");
    }
    assertThat(Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("s3cret-token");
    assertThatThrownBy(() -> restore("second", file, "not the passphrase"))
        .isInstanceOf(SecretFault.class)
        .hasMessageContaining("does not open the keys");
    InstanceRestore.Done done = restore("second", file, PASSPHRASE);
    assertThat(done.keys()).isEmpty();
    try (Instance instance = open("second")) {
      Caller caller = new Caller(folder, () -> instance);
      assertThat(instance.secrets().unreadable()).isEmpty();
      assertThat(instance.secrets().value("chat-token").reveal()).isEqualTo("s3cret-token");
      assertThat(good(caller, "incident", "list", "--json").json()).hasSize(1);
      assertThat(good(caller, "quarantine", "list", "--json").json()).hasSize(1);
      assertThat(good(caller, "indicator", "list", "--json").json()).hasSize(1);
      int triage = good(caller, "triage", "list", "--json").json().size();
      assertThat(good(caller, "daemon", "start", "logins").out()).contains("new 0");
      assertThat(good(caller, "daemon", "start", "watch").out()).contains("new 0");
      line("{\"user\": \"root\", \"host\": \"web2.example.com\"}");
      assertThat(good(caller, "daemon", "start", "logins").out()).contains("created 1");
      long changes =
          instance
              .jdbi()
              .withHandle(handle ->
                  handle
                      .createQuery(
                          "SELECT count(*) FROM change WHERE object_kind = 1 AND object_id = 2")
                      .mapTo(Long.class)
                      .one());
      assertThat(changes).isPositive();
      assertThat(good(caller, "daemon", "start", "watch").out()).contains("new " + changes + ",");
      assertThat(good(caller, "incident", "list", "--json").json()).hasSize(2);
      assertThat(good(caller, "triage", "list", "--json").json()).hasSize(triage + (int) changes);
      assertThat(good(caller, "outbox", "list").out() + caller.call("outbox", "list").err())
          .contains("restored from a backup");
    }
    try (Instance instance = open("second")) {
      Caller caller = new Caller(folder, () -> instance);
      assertThat(caller.call("doctor").out()).contains("new ones come after those that are there");
      instance
          .jdbi()
          .useTransaction(handle -> {
            handle.execute("SET LOCAL tomte.purge = 'on'"); // else it is append-only
            handle.execute("UPDATE change SET xid = '999999999999'");
          });
      assertThat(caller.call("doctor").out())
          .contains("PROBLEM changes: the database came from a server");
    }
    assertThatThrownBy(() -> restore("second", file, PASSPHRASE)).hasMessageContaining("not empty");
  }

  @Test
  void commandsThatNeedNoInstanceSayWhatIsThere() {
    Caller caller = new Caller(folder);
    Caller.Answer none = caller.call("backup", "--verify", "none.zip");
    assertThat(none.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(none.err()).contains("There is no backup", "none.zip");
    assertThat(caller.call("backup", "--list", "--verify", "x").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(List.of(caller.call("restore").exit())).containsExactly(ExitCode.USAGE);
  }
}
