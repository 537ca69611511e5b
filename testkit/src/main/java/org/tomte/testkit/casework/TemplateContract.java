package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Change;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.note.Note;
import org.tomte.casework.people.Team;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.LabelPattern;
import org.tomte.casework.template.TemplateContent;

/** What every store of the data layer must do for what templates and teams bring to incidents. */
public abstract class TemplateContract {

  private CaseworkFixture fixture;
  private String name;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
    name = "template-" + fixture.daemon;
  }

  @Test
  void tasksAndNotesAreMadeWithEachIncident() {
    TemplateContent content =
        new TemplateContent(
            "mail",
            List.of("often"),
            List.of(
                new TemplateContent.Task(
                    map("title", "Look", "priority", "high"), Duration.ofHours(4)),
                new TemplateContent.Task(map("title", "Warn"), null)),
            List.of("Ask the user."));
    save(content).orThrow();
    IncidentTemplate stored =
        Objects.requireNonNull(
            store()
                .inTransaction(transaction -> transaction.templates().find(Set.of(name)))
                .get(name));
    assertThat(stored.content()).isEqualTo(content);

    List<Incident> two =
        fixture
            .doing(
                fixture.byDaemon,
                c -> c.createIncidents(List.of(wanted(map()), wanted(map("title", "y")))))
            .stream()
            .map(Outcome::orThrow)
            .toList();

    for (Incident incident : two) {
      assertThat(store().reader().tasks(new TaskFilter(null, incident.number(), null, null), 0, 9))
          .extracting(Task::title, task -> task.fields().text("due"), Task::createdBy)
          .containsExactly(
              tuple("Look", fixture.now.plus(Duration.ofHours(4)).toString(), fixture.byDaemon),
              tuple("Warn", null, fixture.byDaemon));
      assertThat(store().reader().notes(incident.ref()))
          .extracting(Note::text)
          .containsExactly("Ask the user.");
      assertThat(fixture.incident(incident.number()).fields().get("roles"))
          .isEqualTo(Map.of("ann", "lead"));
    }
  }

  @Test
  void aTemplateWhoseTaskCannotBeMadeIsNotStored() {
    TemplateContent content =
        new TemplateContent(
            null,
            List.of(),
            List.of(new TemplateContent.Task(map("titel", "Look"), null)),
            List.of());
    assertThat(refused(save(content)).reason()).contains("did you mean 'title'?");
  }

  @Test
  void someTeamIsAlwaysResponsible() {
    save(TemplateContent.NONE).orThrow();
    team(
        team("desk", Set.of(), Set.of(), Set.of(), true),
        team("fraud", Set.of(), Set.of("fraud"), Set.of(), false),
        team("mail", Set.of("mail"), Set.of(), Set.of(), false),
        team("soc", Set.of(), Set.of(), Set.of(name), false));
    assertThat(teamOf(map("queue", "mail", "category", "fraud"))).isEqualTo("mail");
    assertThat(teamOf(map("queue", "other", "category", "fraud"))).isEqualTo("fraud");
    assertThat(teamOf(map())).isEqualTo("soc");
    assertThat(teamOf(map("team", "night"))).isEqualTo("night");
    Incident other = fixture.open(fixture.byDaemon, map("title", "x"));
    assertThat(other.fields().text("team")).isEqualTo("desk");
    assertThat(store().reader().history(other.ref()))
        .filteredOn(change -> change.field().equals(Change.RESPONSIBLE))
        .extracting(Change::after)
        .containsExactly("desk is responsible for everything else.");

    team(
        team("beta", Set.of("mail"), Set.of(), Set.of(), false),
        team("alpha", Set.of("x"), Set.of(), Set.of(), false));
    Incident left = fixture.open(fixture.byDaemon, map("title", "x"));
    assertThat(left.fields().text("team")).isEqualTo("alpha");
    assertThat(left.setByPerson()).isEmpty();
    Incident byPerson = fixture.open(fixture.byPerson, map("title", "x"));
    assertThat(byPerson.setByPerson()).containsExactly("title");
    team();
    assertThat(fixture.open(fixture.byDaemon, map("title", "x")).fields().get("team")).isNull();
  }

  private NewIncident wanted(Map<String, @Nullable Object> fields) {
    return NewIncident.of(name, fields);
  }

  private String teamOf(Map<String, @Nullable Object> fields) {
    Incident made =
        fixture
            .doing(fixture.byDaemon, c -> c.createIncidents(List.of(wanted(fields))))
            .getFirst()
            .orThrow();
    return String.valueOf(fixture.incident(made.number()).fields().text("team"));
  }

  private Outcome<IncidentTemplate> save(TemplateContent content) {
    IncidentTemplate template =
        new IncidentTemplate(
            name,
            "",
            LabelPattern.parse("T" + fixture.daemon + "-{counter}"),
            map("investigators", List.of("ann"), "roles", Map.of("ann", "lead")),
            content);
    return fixture.doing(fixture.byPerson, c -> c.saveTemplate(template));
  }

  private static Team team(
      String name,
      Set<String> queues,
      Set<String> categories,
      Set<String> templates,
      boolean everything) {
    return new Team(
        name,
        Set.of(),
        List.of(),
        null,
        new Team.Responsibility(queues, categories, templates, everything));
  }

  private void team(Team... teams) {
    CaseSettings before = fixture.settings;
    fixture.settings =
        CaseSettings.of(
            before.workflow(),
            before.customFields(),
            before.people().values(),
            List.of(teams),
            before.own());
  }
}
