package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.app.instance.OpenInstance.Check;
import org.tomte.engine.alarm.AlarmCause;

class InstanceCommandsTest {
  private static final String DAEMON =
      """
      team: soc
      ---
      daemon: logins
      description: Who logs in as root
      owner: soc
      source: {type: file, path: %s}
      start: beginning
      schedule: [{every: 1m}]
      outputs: {record: {user: text, host: text}}
      mappings:
        login: {title: {template: "{{ event.record.user }} at {{ event.record.host }}"}}
      rules:
        - id: root
          when: event.record.user == 'root'
          then: [{do: create-incident, mapping: login}]
      unmatched: {do: discard, reason: nobody we look for}
      """;

  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;

  @BeforeEach
  void instance() throws IOException {
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
    Files.createDirectory(folder.resolve("definitions"));
    define(DAEMON);
    Files.writeString(
        folder.resolve("auth.jsonl"),
        """
        {"user": "root", "host": "web1"}
        {"user": "anna", "host": "web1"}
        nonsense
        """);
    Files.setLastModifiedTime(
        folder.resolve("auth.jsonl"), FileTime.from(Instant.parse("2026-11-25T08:00:00Z")));
  }

  @AfterEach
  void close() {
    instance.close();
  }

  private void define(String text) throws IOException {
    Files.writeString(
        folder.resolve("definitions/logins.yaml"), text.formatted(folder.resolve("auth.jsonl")));
  }

  private Caller.Answer good(String... arguments) {
    Caller.Answer answer = caller.call(arguments);
    assertThat(answer.exit()).as("%s%s", answer.out(), answer.err()).isZero();
    return answer;
  }

  private void imported() {
    good("import", "definitions", "--apply");
  }

  private void ranOnce() {
    imported();
    Caller.Answer answer = caller.call("daemon", "start", "logins");
    assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS); // one line is nonsense
    assertThat(answer.out()).startsWith("done: ").contains("created 1", "quarantined 1");
  }

  @Test
  void anImportIsShownFirstThenAppliedAndThenNothingDiffers() {
    Caller.Answer shown = caller.call("import", "definitions");
    assertThat(shown.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(shown.out()).contains("new         daemon logins").contains("add --apply");
    assertThat(good("daemon", "list", "--json").json()).isEmpty();
    imported();
    assertThat(good("import", "definitions").out()).contains("Nothing differs.");
    assertThat(good("daemon", "list").out()).contains("logins", "disabled", "every minute");
  }

  @Test
  void anImportWithFaultsStoresNothing() throws IOException {
    define(DAEMON.replace("create-incident", "create-incidnet"));
    Caller.Answer answer = caller.call("import", "definitions", "--apply");
    assertThat(answer.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(answer.out()).contains("did you mean \"create-incident\"?", "Nothing is stored.");
    assertThat(instance.definitionStore().documents()).isEmpty();
  }

  @Test
  void anExportGivesBackWhatWasImported() throws IOException {
    imported();
    assertThat(good("export", "out").out()).contains("logins.yaml", "1 file written");
    assertThat(folder.resolve("out/logins.yaml"))
        .hasSameTextualContentAs(folder.resolve("definitions/logins.yaml"));
    assertThat(good("export", "out").out()).contains("0 files written");
  }

  @Test
  void daemonsAreSwitchedAndShown() {
    imported();
    assertThat(good("daemon", "enable", "logins", "--why", "live").out())
        .isEqualTo("logins is enabled\n");
    assertThat(good("daemon", "enable", "logins").out()).isEqualTo("logins is already enabled\n");
    assertThat(good("daemon", "show", "logins").out())
        .contains("enabled:      true", "Who logs in as root", "owner:        soc");
    assertThat(good("daemon", "list", "--json").json().get(0).get("enabled").asBoolean()).isTrue();
    good("daemon", "disable", "logins");
    Caller.Answer unknown = caller.call("daemon", "disable", "logns");
    assertThat(unknown.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(unknown.err()).contains("Did you mean logins?");
  }

  @Test
  void theScheduleIsToldInWordsAndInstants() {
    imported();
    Caller.Answer answer = good("daemon", "schedule", "logins", "--count", "3");
    assertThat(answer.out())
        .contains("schedule:   every minute", "missed:     coalesce", "2026-11-25T10:0");
    assertThat(answer.out().lines()).hasSize(6);
    assertThat(answer.err()).contains("The daemon is disabled");
    assertThat(good("daemon", "schedule", "logins", "--json").json().get("next")).hasSize(20);
    assertThat(caller.call("daemon", "schedule", "logins", "--count", "0").exit())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aRunByHandIsCountedListedAndExplained() {
    ranOnce();
    assertThat(good("daemon", "runs", "logins").out()).contains("manual", "done");
    assertThat(good("daemon", "stats", "logins", "--step", "1h").out().replaceAll(" +", " "))
        .contains("read 3", "created 1", "quarantined 1", "root 1 0 0");
    assertThat(good("daemon", "decisions", "logins").out())
        .contains("user=root host=web1", "made INC-2026-00001", "user=anna");
    Caller.Answer why = good("daemon", "decisions", "logins", "--object", "incident:1");
    assertThat(why.out()).contains("rule:     root matched", "effects:  made INC-2026-00001");
    String key =
        good("daemon", "decisions", "logins", "--object", "incident:1", "--json")
            .json()
            .get(0)
            .get("key")
            .asString();
    assertThat(good("daemon", "decisions", "logins", "--key", key).out()).contains(key);
    assertThat(caller.call("daemon", "decisions", "logins", "--key", "no").exit())
        .isEqualTo(ExitCode.DIFFERS);
    assertThat(caller.call("daemon", "decisions", "logins", "--object", "incidnt:1").err())
        .contains("names no object");
    assertThat(good("incident", "list").out()).contains("root at web1");
    assertThat(good("triage", "list", "--daemon", "logins", "--json").json()).isEmpty();
  }

  @Test
  void tasksAndIndicatorsAreListedAndExplained() throws IOException {
    define(
        DAEMON.replace(
            "[{do: create-incident, mapping: login}]",
            "[{do: create-incident, mapping: login}, {do: create-task, mapping: login, key:"
                + " event.record.host}, {do: add-indicator, type: artifact, value:"
                + " event.record.user}]"));
    ranOnce();

    assertThat(good("task", "list", "--open", "--incident", "1").out())
        .contains("root at web1", "0 %", "open");
    var task = good("task", "list", "--json").json().get(0);
    assertThat(task.get("key").asString()).isEqualTo("web1");
    assertThat(task.get("fields").get("incident").asInt()).isOne();
    assertThat(good("task", "list", "--owner", "nobody", "--json").json()).isEmpty();
    assertThat(good("indicator", "list").out()).contains("artifact", "root");
    String found =
        good("indicator", "list", "--type", "artifact", "--value", " root ", "--json").out();
    assertThat(found).contains("\"sightings\"", "\"logins\"");
    assertThat(good("indicator", "list", "--value", "192.0.2.7", "--json").json()).isEmpty();
    assertThat(caller.call("indicator", "list", "--type", "domian").err())
        .contains("did you mean 'domain'?");
    assertThat(good("daemon", "decisions", "logins", "--object", "task:1").out())
        .contains("INC-", "task 1", "indicator artifact:root");
    assertThat(caller.call("daemon", "decisions", "logins", "--object", "task:99").err())
        .contains("There is no task 99.");
  }

  @Test
  void whatIsThereIsFoundByConditionAndByWords() {
    ranOnce();
    assertThat(good("search", "incident", "title.contains('root at') && !has(closed)").out())
        .contains("root at web1");
    assertThat(good("search", "incident", "--text", "WEB1", "--sort", "opened:desc").out())
        .contains("root at web1");
    assertThat(good("search", "incident", "--count").out()).contains("1");
    assertThat(good("incident", "list", "--where", "age < duration('1d')").out())
        .contains("root at web1");
    var page = good("search", "incident", "true", "--json").json();
    assertThat(page.get("found").get(0).get("number").asInt()).isOne();
    assertThat(page.get("next").isNull()).isTrue();
    assertThat(caller.call("search", "task").exit()).isOne();

    assertThat(caller.call("search", "incident", "sverity == 'high'").err())
        .contains("1:1:", "did you mean 'severity'?");
    assertThat(caller.call("search", "incidnt").err()).contains("did you mean 'incident'?");
    assertThat(caller.call("search", "incident", "--sort", "opend").err())
        .contains("did you mean 'opened'?");
    assertThat(caller.call("search", "incident", "--after", "x").exit()).isEqualTo(2);
    assertThat(caller.call("task", "list", "--limit", "0").exit()).isEqualTo(2);
  }

  @Test
  void aSecondRunMakesNothingTwiceAlsoWhenThePointerWasReset() {
    ranOnce();
    good("daemon", "pointer", "reset", "logins", "--yes", "--why", "again");
    instance.testClock().goTo(Caller.NOW.plus(Duration.ofMinutes(5)));
    Caller.Answer again = good("daemon", "start", "logins", "--json");
    assertThat(again.json().get("counters").get("stages").get("created").asInt()).isZero();
    assertThat(good("incident", "list", "--json").json()).hasSize(1);
  }

  @Test
  void aPointerIsShownPreviewedMovedAndPutBack() {
    ranOnce();
    assertThat(good("daemon", "pointer", "show", "logins").out()).contains("auth.jsonl");
    Caller.Answer preview = good("daemon", "pointer", "move", "logins", "beginning");
    assertThat(preview.out()).contains("would read 3 again, 2 known", "Not moved");
    good("daemon", "pointer", "move", "logins", "beginning", "--yes", "--why", "to look");
    assertThat(good("daemon", "pointer", "history", "logins").out()).contains("to look");
    assertThat(good("daemon", "pointer", "undo", "logins").out()).contains("goes on at");
    assertThat(good("daemon", "pointer", "history", "logins", "--stream", "auth", "--json").json())
        .hasSize(2);
    assertThat(caller.call("daemon", "pointer", "move", "logins", "yesterday-ish").exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(good("daemon", "pointer", "move", "logins", "-24h").out()).contains("24h ago");
    Caller.Answer misspelt = caller.call("daemon", "pointer", "move", "logins", "now", "--yess");
    assertThat(misspelt.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(misspelt.err()).contains("Did you mean --yes?");
  }

  @Test
  void aClockHasNoPastSoItsFirstRunCounts() throws IOException {
    define(
        """
        team: soc
        ---
        daemon: ticker
        owner: soc
        source: {type: clock}
        schedule: [{every: 1h}]
        mappings:
          tick: {title: {value: tick}}
        unmatched: {do: add-to-triage, mapping: tick}
        """);
    good("import", "definitions", "--apply", "--why", "a clock");
    assertThat(good("daemon", "start", "ticker").out()).contains("created 1");
  }

  @Test
  void aQuarantinedEventIsShownEditedAndReplayed() {
    ranOnce();
    Caller.Answer list = good("quarantine", "list", "--json");
    assertThat(list.json()).hasSize(1);
    String id = list.json().get(0).get("id").asString();
    assertThat(good("quarantine", "list", "--daemon", "logins").out())
        .contains("read", id, "nonsense");
    assertThat(good("quarantine", "raw", id).out()).isEqualTo("nonsense\n");
    assertThat(good("quarantine", "show", id).out()).contains("daemon: logins", "stage: read");
    Caller.Answer failed = caller.call("quarantine", "replay", id);
    assertThat(failed.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(failed.out()).contains("failed again: read");
    caller.typing("{\"record\": {\"user\": \"root\", \"host\": \"db\"}}");
    good("quarantine", "edit", id, "--why", "typo");
    assertThat(good("quarantine", "replay", "--all", "--daemon", "logins").out())
        .contains("created INC-2026-00002");
    assertThat(good("quarantine", "list", "--json").json()).isEmpty();
    assertThat(good("quarantine", "list", "--all", "--json").json()).hasSize(1);
  }

  @Test
  void aQuarantinedEventIsDiscardedWithAReasonOnce() {
    ranOnce();
    String id = good("quarantine", "list", "--json").json().get(0).get("id").asString();
    assertThat(caller.call("quarantine", "discard", id).err()).contains("--why");
    good("quarantine", "discard", id, "--why", "a test");
    assertThat(caller.call("quarantine", "discard", id, "--why", "again").exit())
        .isEqualTo(ExitCode.DIFFERS);
    assertThat(caller.call("quarantine", "show", "4711").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("quarantine", "replay").exit()).isEqualTo(ExitCode.USAGE);
    caller.typing("[1]");
    assertThat(caller.call("quarantine", "edit", id).err()).contains("no JSON object");
  }

  @Test
  void aReplayTellsWhatTheRulesOfNowWouldDoInAnotherWay() throws IOException {
    ranOnce();
    assertThat(good("replay", "logins").out()).contains("2 events decided again, 0 in another way");
    define(DAEMON.replace("== 'root'", "== 'anna'"));
    good("import", "definitions", "--apply", "--why", "other people");
    Caller.Answer shown = caller.call("replay", "logins");
    assertThat(shown.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(shown.out()).contains("2 in another way", "no rule ->");
    assertThat(good("incident", "list", "--json").json()).hasSize(1);

    Caller.Answer applied = caller.call("replay", "logins", "--apply");
    assertThat(applied.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(applied.out())
        .contains("1 worked on, 0 failed", "0 of 1 quarantined events worked on");
    assertThat(good("incident", "list", "--json").json()).hasSize(2);
    caller.call("replay", "logins", "--apply");
    assertThat(good("incident", "list", "--json").json()).hasSize(2);

    define(
        DAEMON.replace("== 'root'", "== 'eve'").replace("start: beg", "mode: observe\nstart: beg"));
    good("import", "definitions", "--apply", "--why", "only look");
    assertThat(caller.call("replay", "logins", "--apply").err()).contains("only observes");
  }

  @Test
  void revisionsAreListedComparedAndRolledBack() throws IOException {
    imported();
    define(DAEMON.replace("every: 1m", "every: 5m"));
    good("import", "definitions", "--apply", "--why", "slower");
    assertThat(good("definitions", "history", "logins").out()).contains("slower", "created");
    Caller.Answer diff = caller.call("definitions", "diff", "logins");
    assertThat(diff.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(diff.out()).contains("1m -> 5m");
    assertThat(caller.call("definitions", "diff", "logins", "--lines").out())
        .contains("+schedule: [{every: 5m}]");
    good("definitions", "rollback", "logins", "1");
    assertThat(good("daemon", "list").out()).contains("every minute");
    assertThat(caller.call("definitions", "rollback", "logins", "9").err()).contains("1 to 3");
    assertThat(good("definitions", "list").out()).contains("team", "soc");
    assertThat(caller.call("definitions", "history", "team:sco").err()).contains("mean soc?");
    assertThat(good("definitions", "check").out()).contains("0 faults");
  }

  @Test
  void secretsAreStoredListedAndRemovedAndNeverShown() {
    caller.typing("hunter2-hunter2");
    Caller.Answer set = good("secret", "set", "mailbox");
    assertThat(set.out() + set.err()).contains("${secret:mailbox}").doesNotContain("hunter2");
    assertThat(good("secret", "list").out()).isEqualTo("mailbox\n");
    assertThat(caller.call("secret", "remove", "mailbix").err()).contains("Did you mean mailbox?");
    good("secret", "remove", "mailbox");
    assertThat(good("secret", "list", "--json").json()).isEmpty();
    caller.typing("abc");
    assertThat(caller.call("secret", "set", "short").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void alarmsAndTheDoctorSayByExitCodeWhetherAllIsWell() {
    assertThat(good("alarms").out()).contains("No alarm is open.");
    instance
        .alarms()
        .raise(
            AlarmCause.daemon("logins", "silence"), "soc", "No new event.", "logins", Caller.NOW);
    assertThat(caller.call("alarms"))
        .satisfies(answer -> {
          assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS);
          assertThat(answer.out()).contains("daemon/logins/silence", "No new event.");
        });
    instance.checkList().add(Check.good("home", "/srv/tomte"));
    instance.checkList().add(Check.good("schema", "version 5"));
    assertThat(good("doctor").out()).contains("ok      home: /srv/tomte");
    assertThat(good("migrate").out()).contains("version 5");
    instance.checkList().add(Check.bad("disk", "1 % free", "Make room."));
    assertThat(caller.call("doctor", "--json").exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(caller.call("doctor").out()).contains("PROBLEM disk", "        Make room.");
  }

  @Test
  void aRealRunSavesTheDefinitionsAndCommits() {
    Caller.Answer answer = caller.call("run", "definitions", "--real");
    assertThat(answer.exit()).isEqualTo(ExitCode.DIFFERS);
    assertThat(answer.err()).contains("2 definitions saved.");
    assertThat(answer.out()).contains("made INC-2026-00001", "quarantined 1");
    instance.testClock().goTo(Caller.NOW.plus(Duration.ofMinutes(5)));
    Caller.Answer again = good("run", "definitions", "--real", "--json");
    assertThat(again.json().get("events")).isEmpty();
    assertThat(instance.casework().incidents(List.of(1L, 2L))).hasSize(1);
  }
}
