package org.tomte.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.app.ExitCode;
import org.tomte.casework.CaseworkCommand;
import org.tomte.casework.Outcome;
import org.tomte.casework.access.Permission;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.NewIncident;
import org.tomte.engine.access.Operation;
import tools.jackson.databind.JsonNode;

class PeopleCommandsTest {
  private static final String PEOPLE =
      """
      user: ann
      role: analyst
      full-name: Ann Analyst
      ---
      user: bob
      role: analyst
      ---
      user: eve
      role: engineer
      ---
      user: ada
      role: administrator
      ---
      user: old
      role: administrator
      active: false
      ---
      team: soc
      members: [ann, bob]
      responsible-for: {categories: [fraud], everything-else: true}
      ---
      custom-field: cost
      type: number
      description: What it cost.
      """;

  @TempDir Path folder;
  private MemoryInstance instance;
  private Caller caller;

  @BeforeEach
  void instance() throws IOException {
    instance = new MemoryInstance(folder);
    caller = new Caller(folder, () -> instance);
    Files.createDirectory(folder.resolve("definitions"));
    Files.writeString(folder.resolve("definitions/people.yaml"), PEOPLE);
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

  private long incident(Map<String, @Nullable Object> fields) {
    return instance
        .commands()
        .inTransaction(
            new Cause.Person("ann"),
            c -> c.createIncidents(List.of(NewIncident.of("general", fields))))
        .getFirst()
        .orThrow()
        .number();
  }

  @Test
  void everyCommandHasALineInTheTableOfOperationsAndNoLineIsLeftOver() {
    List<String> commands =
        ProgramTest.commands().stream().map(path -> String.join(" ", path)).toList();
    for (String command : commands) {
      assertThat(CommandOperations.find(command)).as("tomte %s", command).isNotNull();
    }
    for (Operation operation : Operation.values()) {
      assertThat(commands).containsAll(CommandOperations.commands(operation));
    }
  }

  /** To write the table anew, run this test with {@code -Dtomte.docs=write}. */
  @Test
  void thePageAboutPeopleHasTheTableOfThisProgram() throws IOException {
    Path page = Path.of("..", "docs", "people.md");
    String text = Files.readString(page);
    String head = "This part is checked against the program by a test.\n\n";
    String kept = text.substring(0, text.indexOf(head) + head.length());
    StringBuilder table = new StringBuilder("| role | may | commands |\n|---|---|---|\n");
    for (Operation operation : Operation.values()) {
      String commands =
          CommandOperations.commands(operation).stream()
              .map(command -> "`" + command + "`")
              .collect(Collectors.joining(", "));
      row(table, operation.permission(), operation.words(), commands);
    }
    table.append("\nCommands of the data layer, whichever door they come through:\n\n");
    table.append("| role | may | command |\n|---|---|---|\n");
    for (CaseworkCommand command : CaseworkCommand.values()) {
      String name = command.name().toLowerCase(Locale.ROOT).replace('_', '-');
      row(table, command.permission(), command.words(), "`" + name + "`");
    }
    if ("write".equals(System.getProperty("tomte.docs"))) {
      Files.writeString(page, kept + table);
    }
    assertThat(Files.readString(page)).isEqualTo(kept + table);
  }

  private static void row(
      StringBuilder table, Permission permission, String words, String commands) {
    table.append("| %s | %s | %s |\n".formatted(permission.least().word(), words, commands));
  }

  @Test
  void whoActsAsAUserMayDoWhatThatUserMay() {
    Caller.Answer refused = caller.call("--as", "ann", "audit");
    assertThat(refused.exit()).isEqualTo(ExitCode.USAGE);
    assertThat(refused.err())
        .contains(
            "ann has the role analyst and may not read the audit; that needs the role"
                + " administrator.");
    assertThat(caller.call("--as", "anne", "incident", "list").err())
        .contains("There is no user 'anne'; did you mean 'ann'? (users: ada, ann, bob, eve, old)");
    assertThat(caller.call("--as", "old", "incident", "list").err())
        .contains("old is not active any more");
    good("--as", "ann", "incident", "list");
    JsonNode audit = good("audit", "--what", "refused", "--json").json();
    assertThat(audit.get(0).get("who").asString()).isEqualTo("ann");
    assertThat(audit.get(0).get("object").asString()).isEqualTo("audit");
  }

  @Test
  void whatIsRestrictedIsShownToThoseItNamesAndUndoneByNobodyElse() {
    long number = incident(Map.of("title", "Plan", "restricted", true, "owner", "ann"));
    String id = String.valueOf(number);
    assertThat(good("--as", "ann", "incident", "timeline", id).out()).contains("opened it: Plan");
    for (String other : List.of("bob", "ada")) {
      Caller.Answer hidden = caller.call("--as", other, "incident", "timeline", id);
      assertThat(hidden.exit()).isEqualTo(ExitCode.USAGE);
      assertThat(hidden.err()).contains("There is no incident " + id);
      assertThat(good("--as", other, "incident", "list", "--json").out()).doesNotContain("Plan");
      assertThat(caller.call("--as", other, "undo", "incident:" + id).err())
          .contains("There is no incident " + id);
    }
    assertThat(caller.call("--as", "bob", "incident", "break-glass", id, "--why", "x").err())
        .contains("needs the role administrator");
    good("--as", "ada", "incident", "break-glass", id, "--why", "ann is ill");
    assertThat(good("--as", "ada", "incident", "timeline", id, "--json").out())
        .contains("ada, an administrator, took part without being asked: ann is ill");
    JsonNode audit = good("--as", "ada", "audit", "--object", "incident " + id, "--json").json();
    assertThat(audit.toString()).contains("break-glass").contains("ann is ill");
    assertThat(good("audit", "--what", "acted-as", "--json").json().toString())
        .contains("user ada")
        .contains("incident break-glass " + id);
  }

  @Test
  void aChangeIsUndoneByTheNameThatTheTimelineGivesIt() {
    long number = incident(Map.of("title", "Plan", "severity", "low"));
    instance
        .commands()
        .inTransaction(
            new Cause.Person("ann"),
            c -> c.updateIncident(number, Map.of("severity", "high"), false))
        .orThrow();
    JsonNode timeline = good("incident", "timeline", String.valueOf(number), "--json").json();
    assertThat(timeline.get(1).get("what").asString()).isEqualTo("set severity from low to high");
    String change = timeline.get(1).get("change").asString();
    assertThat(good("--as", "bob", "undo", "incident:" + number, change).out())
        .contains("have their former value again: severity");
    JsonNode history = good("history", "incident:" + number, "--json").json();
    assertThat(history.get(2).get("who").asString()).isEqualTo("bob");
    assertThat(caller.call("undo", "incident:" + number, change).exit())
        .isEqualTo(ExitCode.DIFFERS);
  }

  @Test
  void usersAndTeamsAreListedWithTheirRolesAndWhatTheyAreResponsibleFor() {
    assertThat(good("user", "list").out()).contains("Ann Analyst").contains("administrator");
    JsonNode ann = good("user", "show", "ann", "--json").json();
    assertThat(ann.get("role").asString()).isEqualTo("analyst");
    assertThat(ann.get("teams").get(0).asString()).isEqualTo("soc");
    JsonNode soc = good("team", "show", "soc", "--json").json();
    assertThat(soc.get("members").get("bob").asString()).isEqualTo("analyst");
    assertThat(soc.get("responsibleFor").get("everythingElse").asBoolean()).isTrue();
    assertThat(good("team", "show", "soc").out()).contains("ann: analyst; bob: analyst");
    assertThat(good("team", "list").out()).contains("ann, bob");
    assertThat(caller.call("team", "show", "sco").err()).contains("did you mean 'soc'?");
  }

  @Test
  void onlyAnAdministratorChangesUsersAndAnEngineerOtherDefinitions() throws IOException {
    Files.writeString(
        folder.resolve("definitions/people.yaml"), PEOPLE.replace("What it cost.", "Cost."));
    assertThat(caller.call("--as", "ann", "import", "definitions", "--apply").err())
        .contains("ann has the role analyst and may not change definitions");
    good("--as", "eve", "import", "definitions", "--apply");
    Files.writeString(
        folder.resolve("definitions/people.yaml"),
        PEOPLE.replace("user: eve\nrole: engineer", "user: eve\nrole: administrator"));
    Caller.Answer own = caller.call("--as", "eve", "import", "definitions", "--apply");
    assertThat(own.exit()).isNotZero();
    assertThat(own.out() + own.err())
        .contains("eve has the role engineer and may not change users and teams");
    good("--as", "ada", "import", "definitions", "--apply");
    assertThat(Objects.requireNonNull(instance.settings().people().get("eve")).role().word())
        .isEqualTo("administrator");
  }

  @Test
  void anInstanceIsNotServedAsSomebodyElse() {
    assertThat(caller.call("--as", "ann", "serve").err()).contains("is not for tomte serve");
    good("--as", "ann", "functions");
  }

  @Test
  void whoLeavesWhileIncidentsAreTheirsIsToldAndTheLastAdministratorStays() throws IOException {
    long number = incident(Map.of("title", "Plan", "owner", "ann"));
    String without = PEOPLE.substring(PEOPLE.indexOf("---\nuser: bob") + 4);
    Files.writeString(folder.resolve("definitions/people.yaml"), without);
    Caller.Answer told = good("import", "definitions", "--apply", "--delete-missing");
    assertThat(told.err())
        .contains("ann leaves and owns 1 open incident: " + number)
        .contains("there is no user ann");
    assertThat(instance.settings().people()).doesNotContainKey("ann");

    Files.writeString(
        folder.resolve("definitions/people.yaml"),
        without.replace("user: ada\nrole: administrator", "user: ada\nrole: engineer"));
    Caller.Answer refused = caller.call("import", "definitions", "--apply");
    assertThat(refused.exit()).isNotZero();
    assertThat(refused.out() + refused.err()).contains("nobody would be an active administrator");
  }

  @Test
  void fieldsAndUsersThatWereImportedHoldInCommands() {
    long number = incident(Map.of("title", "x", "custom.cost", "5"));
    assertThat(instance.casework().incident(number).orElseThrow().fields().asMap())
        .containsKey("custom.cost");
    Outcome<?> viewer =
        instance.commands().inTransaction(new Cause.Person("old"), c -> c.reopen(number));
    assertThat(viewer.toString()).contains("old is not active any more");
  }

  @Test
  void secretsAreAuditedWithoutTheirValues() {
    caller.typing("hunter2hunter2");
    good("secret", "set", "imap");
    JsonNode audit = good("audit", "--what", "secret", "--json").json();
    assertThat(audit.get(0).get("what").asString()).isEqualTo("secret set");
    assertThat(audit.get(0).get("object").asString()).isEqualTo("imap");
    assertThat(audit.toString()).doesNotContain("hunter2");
  }
}
