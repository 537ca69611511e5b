package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;

class IncidentCommandsTest {
  private static final String DEFINITIONS =
      """
      workflow: incidents
      phases: [{name: look}, {name: mend, mandatory: true, status: open}]
      closing: {reasons: [true-positive, false-positive], other-reasons: false, reason-required: true}
      same-titles: suffix
      ---
      time-frame: business-hours
      zone: Europe/Berlin
      open: {days: mon-fri, from: "08:00", to: "18:00"}
      ---
      sla: standard
      during: business-hours
      paused-in: on-hold
      respond: {critical: 30m, otherwise: 8h}
      resolve: {critical: 4h, otherwise: 40h}
      ---
      team: soc
      responsible-for: {categories: [fraud]}
      ---
      team: desk
      responsible-for: {everything-else: true}
      ---
      user: %s
      role: administrator
      """;

  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;

  @BeforeEach
  void instance() throws IOException {
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(
        folder.resolve("definitions/team.yaml"), DEFINITIONS.formatted(Person.name()));
    good("import", "definitions", "--apply");
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

  private Caller.Answer refused(String... arguments) {
    Caller.Answer answer = caller.call(arguments);
    assertThat(answer.exit()).as("%s%s", answer.out(), answer.err()).isEqualTo(ExitCode.DIFFERS);
    return answer;
  }

  @Test
  void anIncidentIsOpenedWorkedOnAndClosedByTheRules() {
    assertThat(
            good(
                    "incident",
                    "create",
                    "title=Invoice from 198.51.100.7",
                    "severity=critical",
                    "tags=mail,vip")
                .out())
        .isEqualTo("Incident 1, INC-2026-00001: Invoice from 198.51.100.7\n");
    assertThat(
            good("incident", "create", "title=Invoice from 198.51.100.7", "category=fraud").out())
        .contains("Invoice from 198.51.100.7 (2)");
    assertThat(good("incident", "show", "1").out())
        .contains("critical", "[mail, vip]", "respond", "2026-11-25T10:30:00Z", "Entities: 1")
        .contains("desk is responsible for everything else.");
    assertThat(good("incident", "show", "2").out())
        .contains("soc is responsible for the category 'fraud'.", "2026-11-26T08:00:00Z");

    assertThat(refused("incident", "close", "1", "--reason", "false-positve").out())
        .contains("did you mean 'false-positive'?");
    assertThat(refused("incident", "close", "1", "--reason", "false-positive").out())
        .contains("mandatory phase mend");
    good("incident", "edit", "1", "phase=mend", "--add-investigator", "ada", "--role", "lead");
    assertThat(good("incident", "show", "1").out())
        .contains("ada=lead")
        .contains("done 2026-11-25");
    good("incident", "close", "1", "--reason", "false-positive", "--note", "a scanner");
    good("incident", "reopen", "1");
    assertThat(good("incident", "list", "--open", "--json").json()).hasSize(2);
  }

  @Test
  void manyAreChosenByNumberOrSearchAndEachAnswers() {
    for (int i = 0; i < 3; i++) {
      good("incident", "create", "title=x" + i, "severity=low");
    }
    good("incident", "hold", "2", "--why", "court order");
    Caller.Answer answer = refused("incident", "delete", "--where", "severity == 'low'", "--json");
    assertThat(answer.json()).hasSize(3);
    assertThat(answer.json().get(1).get("what").asString()).contains("court order");
    assertThat(good("incident", "list", "--json").json()).hasSize(1);
    assertThat(good("incident", "list", "--where", "has(deleted)", "--json").json()).hasSize(2);
    assertThat(refused("incident", "purge", "2").out()).contains("is held");
    assertThat(good("incident", "purge", "1").out()).contains("INC-2026-00001 is gone for good");
    good("incident", "restore", "3");
    assertThat(caller.call("incident", "edit", "3").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("incident", "close").exit()).isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("incident", "close", "3", "severity=low").exit())
        .isEqualTo(ExitCode.USAGE);
    assertThat(caller.call("incident", "reopen", "--where", "number > 0", "--most", "1").err())
        .contains("more than 1 incidents");
    assertThat(refused("incident", "edit", "3", "severty=low").out())
        .contains("did you mean 'severity'?");
  }

  @Test
  void duplicatesAreMergedAndPartedAndIncidentsCopied() {
    good("incident", "create", "title=a");
    good("incident", "create", "title=b");
    assertThat(good("incident", "merge", "1", "2").out()).contains("merged into 1");
    assertThat(good("incident", "show", "1").out()).contains("Merged into it", "INC-2026-00002");
    assertThat(good("incident", "unmerge", "2").out()).contains("stands for itself; it is open");
    assertThat(good("incident", "clone", "2", "--json").json().get("number").asLong()).isEqualTo(3);
    assertThat(good("incident", "show", "3", "--json").json().get("fields").get("title").asString())
        .isEqualTo("b (2)");
    assertThat(caller.call("incident", "show", "99").exit()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void whatIsOverdueIsFoundBySearch() {
    good("incident", "create", "title=a", "severity=critical");
    good("incident", "create", "title=b");
    assertThat(due("29m")).isZero();
    assertThat(due("31m")).isOne();
    good("incident", "edit", "1", "status=on-hold");
    assertThat(due("31m")).isZero();
  }

  private int due(String within) {
    String condition = "slaDue < now + duration('%s')".formatted(within);
    return good("incident", "list", "--where", condition, "--json").json().size();
  }
}
