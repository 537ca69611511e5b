package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;

class OutboxCommandsTest {
  private static final String DEFINITIONS =
      """
      connection: tickets
      type: http
      url: https://tickets.example.com/api
      token: ${secret:tickets}
      ---
      daemon: logins
      owner: soc
      mode: live
      source: {type: file, path: %s, format: jsonl}
      start: beginning
      schedule: [{every: 1m}]
      outputs: {record: {user: text}}
      mappings:
        login:
          title: {template: "Log-in of {{ event.record.user }}"}
      rules:
        - id: all
          then:
            - {do: create-incident, mapping: login}
            - {do: call-webhook, id: told, json: {title: "{{ incident.title }}"}}
            - {do: call-webhook, id: asked, approve: true, json: {number: "{{ incident.number }}"}}
      unmatched: discard
      """;

  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;

  @BeforeEach
  void instance() throws IOException {
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
    Path log = folder.resolve("auth.jsonl");
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(folder.resolve("definitions/logins.yaml"), DEFINITIONS.formatted(log));
    Files.writeString(log, "{\"user\": \"root\"}\n");
    Files.setLastModifiedTime(log, FileTime.from(Instant.parse("2026-11-25T08:00:00Z")));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private Caller.Answer good(String... arguments) {
    Caller.Answer answer = caller.call(arguments);
    assertThat(answer.exit()).as("%s%s", answer.out(), answer.err()).isZero();
    return answer;
  }

  private String number(int index) {
    return good("outbox", "list", "--json").json().get(index).get("number").asString();
  }

  @Test
  void aDryRunShowsWhatItWouldSend() {
    Caller.Answer answer = caller.call("run", "definitions/logins.yaml");
    assertThat(answer.out())
        .contains("WOULD SEND", "call-webhook", "tickets", "Log-in of root", "waits for approval");
    var outbox = caller.call("run", "definitions/logins.yaml", "--json").json().get("outbox");
    assertThat(outbox).hasSize(2);
    assertThat(outbox.get(0).get("content").get("json").get("title").asString())
        .isEqualTo("Log-in of root");
  }

  @Test
  void aPersonSeesApprovesHoldsAndDiscards() {
    good("import", "definitions", "--apply");
    good("daemon", "start", "logins");
    assertThat(good("outbox", "list").out())
        .contains("logins", "call-webhook", "open", "held: waits for approval", "Log-in of root");
    String asked = number(0);
    String told = number(1);
    assertThat(good("outbox", "show", told).out())
        .contains("daemon: logins", "action: call-webhook", "Log-in of root", "object: incident:1");
    assertThat(caller.call("outbox", "approve", told).exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(good("outbox", "approve", asked).out()).isEqualTo("1 of 1 approved\n");
    good("outbox", "hold", told);
    good("outbox", "release", told);
    Caller.Answer retried = caller.call("outbox", "retry", told);
    assertThat(retried.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(retried.err()).contains(told + " is open and stays so.");
    good("outbox", "discard", told, "--why", "told by phone");
    assertThat(good("outbox", "list", "--state", "discarded").out()).contains("told by phone");
    assertThat(good("outbox", "list", "--json").json()).hasSize(1);
    assertThat(good("outbox", "list", "--all", "--daemon", "logins", "--json").json()).hasSize(2);
    assertThat(caller.call("outbox", "show", "999999").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void oneSwitchHoldsEverything() {
    good("outbox", "hold-all", "--why", "the mail server moves");
    assertThat(caller.call("outbox", "list").err()).contains("are held", "the mail server moves");
    assertThat(instance.outbox().heldAll()).isPresent();
    good("outbox", "release-all", "--why", "it has moved");
    assertThat(instance.outbox().heldAll()).isEmpty();
    assertThat(caller.call("outbox", "hold-all", "--why", " ").exit()).isEqualTo(ExitCode.USAGE);
  }
}
