package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.triage.NewTriageEvent;
import tools.jackson.databind.JsonNode;

class WorkCommandsTest {
  private static final Cause DAEMON = Cause.Daemon.of(1, null, "all");

  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;

  @BeforeEach
  void instance() {
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
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

  private long triage(String title) {
    return instance
        .commands()
        .inTransaction(
            DAEMON,
            (Casework casework) ->
                casework.addToTriage(List.of(NewTriageEvent.of(Map.of("title", title)))))
        .getFirst()
        .orThrow();
  }

  private long incident(String title) {
    return instance
        .commands()
        .inTransaction(
            DAEMON,
            (Casework casework) ->
                casework.createIncidents(
                    List.of(NewIncident.of("general", Map.of("title", title)))))
        .getFirst()
        .orThrow()
        .number();
  }

  @Test
  void aTaskIsMadeApprovedWorkedOnAndClosed() {
    String me = Person.name();
    String other = "not-" + me;
    JsonNode task =
        good(
                "task",
                "create",
                "Wipe it",
                "--set",
                "authoriser=" + other,
                "--set",
                "tags=a",
                "--set",
                "tags=b",
                "--json")
            .json();
    String number = task.get("number").asString();
    assertThat(task.get("fields").get("tags")).hasSize(2);
    Caller.Answer early = caller.call("task", "close", number);
    assertThat(early.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(early.err()).contains("cannot be closed before " + other);
    Caller.Answer foreign = caller.call("task", "approve", number);
    assertThat(foreign.err()).contains("it waits for " + other);

    String mine =
        good("task", "create", "x", "--set", "authoriser=" + me, "--json")
            .json()
            .get("number")
            .asString();
    good("task", "assign", mine, "ann");
    good("task", "start", mine);
    good("task", "decline", mine, "--why", "not yet");
    assertThat(good("task", "effort", mine, "1h30m", "--person", "ann", "--text", "logs").out())
        .contains("took 1 hour");
    good("task", "effort", mine, "30m", "--take-off", "--person", "ann");
    assertThat(good("task", "list", "--authoriser", other).out()).contains("waiting " + other);
    good("task", "approve", mine, "--why", "fine");
    good("task", "close", mine, "--reason", "done");
    JsonNode shown = good("task", "show", mine, "--json").json();
    assertThat(shown.get("fields").get("status").asString()).isEqualTo("closed");
    assertThat(shown.get("fields").get("effort").asLong()).isEqualTo(3_600);
    assertThat(shown.get("efforts")).hasSize(2);
    assertThat(good("task", "show", mine).out()).contains("approvalReason", "fine");
    good("task", "reopen", mine);
    good("task", "edit", mine, "due=2026-11-24T10:00:00Z");
    assertThat(good("task", "list", "--overdue").out()).contains("(overdue)");
    assertThat(caller.call("task", "edit", mine, "titel=x").err())
        .contains("did you mean 'title'?");
    assertThat(caller.call("task", "show", "999999").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("task", "effort", mine, "soon").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFileIsAttachedReadBackAndRemoved() throws IOException {
    String object = "incident:" + incident("x");
    byte[] large = new byte[(1 << 20) + 5];
    large[7] = 'x';
    Files.write(folder.resolve("large.bin"), large);
    Files.writeString(folder.resolve("mail.eml"), "Subject: hi\n\nhello\n");
    JsonNode mail =
        good("attachment", "add", object, "mail.eml", "--description", "as reported", "--json")
            .json();
    assertThat(mail.get("mediaType").asString()).isEqualTo("message/rfc822");
    String id =
        good("attachment", "add", object, "large.bin", "--json").json().get("id").asString();
    assertThat(good("attachment", "list", object).out()).contains("mail.eml", "1048581");

    assertThat(good("attachment", "get", id).err()).contains("may be hostile");
    assertThat(folder.resolve("attachment-" + id + ".bin")).hasBinaryContent(large);
    assertThat(caller.call("attachment", "get", id).err()).contains("already");
    good("attachment", "get", mail.get("id").asString(), "--to", "copy.eml");
    assertThat(folder.resolve("copy.eml")).hasContent("Subject: hi\n\nhello\n");
    good("attachment", "remove", id);
    assertThat(caller.call("attachment", "remove", id).exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(good("attachment", "list", object, "--json").json()).hasSize(1);
    assertThat(caller.call("attachment", "add", object, "none").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("attachment", "add", "incident:99", "mail.eml").err())
        .contains("There is no incident 99");
  }

  @Test
  void anEntityTellsWhereItWasSeen() {
    long first = incident("Beacon to http://bad.example.net/x from 203.0.113.9");
    long second = incident("Again bad.example.net");
    triage("Mail with bad.example.net");
    Caller.Answer shown = good("entity", "show", "BAD[.]example[.]net");
    assertThat(shown.out())
        .contains("bad[.]example[.]net", "incident:" + first, "incident:" + second, "triage-event:")
        .contains("203[.]0[.]113[.]9")
        .doesNotContain("value: bad.example.net");
    JsonNode json = good("entity", "show", "bad.example.net", "--json").json();
    assertThat(json.get("value").asString()).isEqualTo("bad.example.net");
    assertThat(json.get("defanged").asString()).isEqualTo("bad[.]example[.]net");
    assertThat(json.get("seenIn").get("incident").asLong()).isEqualTo(2);
    assertThat(json.get("objects")).hasSize(3);

    good("entity", "tag", "bad[.]example[.]net", "c2", "--remove", "x");
    good("entity", "lock", "bad[.]example[.]net", "--why", "watched");
    assertThat(caller.call("entity", "delete", "bad.example.net").err()).contains("is locked by");
    assertThat(good("entity", "list", "--tag", "c2").out())
        .contains("bad[.]example[.]net", Person.name());
    good("entity", "unlock", "bad.example.net");
    good("entity", "describe", "bad.example.net", "a shop");
    assertThat(good("entity", "remove", "incident:" + first, "203[.]0[.]113[.]9").out())
        .contains("203[.]0[.]113[.]9 now does not belong to incident:" + first);
    good("entity", "add", "incident:" + first, "user:ann");
    assertThat(good("entity", "list", "--object", "incident:" + first).out())
        .contains("user", "ann")
        .doesNotContain("203[.]0[.]113[.]9");
    good("entity", "delete", "bad.example.net");
    assertThat(caller.call("entity", "show", "nowhere.example.net").err())
        .contains("nowhere[.]example[.]net was never seen");
    assertThat(caller.call("entity", "show", "just words").err()).contains("say what it is");
  }

  @Test
  void triageEventsAreJudged() {
    String first = String.valueOf(triage("one bad.example.net"));
    String second = String.valueOf(triage("two"));
    String third = String.valueOf(triage("three"));
    good("triage", "grab", first, second);
    good("triage", "reassign", second, "--to", "ann");
    good("note", "add", "triage-event:" + first, "seen before, says @ann");
    assertThat(good("triage", "show", first).out())
        .contains("status: grabbed", "bad[.]example[.]net", "seen before");
    assertThat(good("triage", "discard", second, "--reason", "duplicate").out())
        .isEqualTo("1 of 1 discarded\n");
    assertThat(good("triage", "list", "--status", "grabbed", "--json").json()).hasSize(1);
    assertThat(good("triage", "list", "--status", "new").out()).contains("three");
    Caller.Answer again = caller.call("triage", "grab", second, third);
    assertThat(again.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(again.err()).contains("is discarded");
    JsonNode made = good("triage", "convert", first, "--set", "severity=high", "--json").json();
    String object = "incident:" + made.get("incident").asString();
    assertThat(good("note", "list", object).out()).contains("seen before");
    good("triage", "attach", third, "--incident", made.get("incident").asString());
    assertThat(caller.call("triage", "attach", third, "--incident", "1").exit())
        .isEqualTo(ExitCode.DIFFERS);
    assertThat(caller.call("triage", "show", "999999").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("triage", "convert", third).exit()).isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void notesArePinnedChangedAndDeleted() {
    String object = "incident:" + incident("x");
    good("note", "add", object, "first");
    String id =
        good("note", "add", object, "second", "--hand-over", "--json").json().get("id").asString();
    good("note", "edit", id, "--pin", "--text", "second, better");
    assertThat(good("note", "list", object).out())
        .containsSubsequence("pinned hand-over edited", "second, better", "first");
    good("note", "edit", id, "--no-hand-over");
    assertThat(good("note", "list", object, "--hand-over", "--json").json()).isEmpty();
    assertThat(caller.call("note", "edit", id).exit()).isEqualTo(ExitCode.USAGE);
    Outcome<Long> foreign =
        instance
            .commands()
            .inTransaction(
                DAEMON,
                (Casework casework) -> casework.addNote(ObjectRef.incident(1), "by a daemon"));
    Caller.Answer refused = caller.call("note", "delete", String.valueOf(foreign.orThrow()));
    assertThat(refused.exit()).isEqualTo(ExitCode.DIFFERS);
    good("note", "delete", id);
    assertThat(good("note", "list", object, "--json").json()).hasSize(2);
  }
}
