package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchRequest;
import org.tomte.casework.search.SearchTarget;
import org.tomte.casework.search.SeenBy;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;

/**
 * What every store of the data layer must do for incidents that are deleted, held, copied, edited
 * together, and belong to each other.
 */
public abstract class RemovalContract {

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  @Test
  void aDeletedIncidentIsLeftOutOfListsUntilItIsRestored() {
    Incident incident = fixture.open(fixture.byDaemon, map("title", "x"));
    fixture.doing(fixture.byPerson, c -> c.delete(incident.number())).orThrow();

    assertThat(listed(IncidentFilter.ALL, incident)).isFalse();
    assertThat(listed(IncidentFilter.ALL.withDeleted(), incident)).isTrue();
    SearchFields fields = SearchFields.of(ObjectKind.INCIDENT, fixture.settings.fields());
    SearchRequest every = SearchRequest.first(fields, Condition.all(), 500, fixture.now);
    assertThat(store().reader().seen(SearchTarget.INCIDENTS, every, new SeenBy(null, false)))
        .noneMatch(seen -> seen.object().number() == incident.number());
    Incident deleted = fixture.incident(incident.number());
    assertThat(deleted.lifecycle().deleted()).isEqualTo(fixture.now);
    Outcome<?> edit =
        fixture.doing(
            fixture.byDaemon, c -> c.updateIncident(incident.number(), map("title", "y"), true));
    assertThat(refused(edit).why()).isEqualTo(Refusal.BAD_STATE);
    assertThat(refused(edit).reason()).contains("restore it first");
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.addNote(incident.ref(), "n"))).why())
        .isEqualTo(Refusal.UNKNOWN_TARGET);

    fixture.doing(fixture.byPerson, c -> c.restore(incident.number())).orThrow();
    assertThat(listed(IncidentFilter.ALL, incident)).isTrue();
    assertThat(store().reader().history(incident.ref()))
        .filteredOn(change -> change.field().equals(Change.DELETED))
        .extracting(Change::before, Change::after)
        .containsExactly(tuple(null, fixture.now.toString()), tuple(fixture.now.toString(), null));
    assertThat(
            fixture.doing(fixture.byPerson, c -> c.restore(incident.number())).orThrow().changed())
        .isEmpty();
  }

  @Test
  void whatIsHeldIsNeitherDeletedNorRemovedNorMergedAway() {
    Incident held = fixture.open(fixture.byDaemon, map("title", "x"));
    Incident other = fixture.open(fixture.byDaemon, map("title", "y"));
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.hold(held.number(), " "))).reason())
        .contains("needs a reason");
    fixture.doing(fixture.byPerson, c -> c.hold(held.number(), "case 7 O 12/26")).orThrow();
    assertThat(fixture.incident(held.number()).fields().asMap())
        .contains(
            Map.entry("holdReason", "case 7 O 12/26"),
            Map.entry("heldBy", "ada"),
            Map.entry("heldSince", fixture.now.toString()));
    for (Outcome<?> outcome :
        List.<Outcome<?>>of(
            fixture.doing(fixture.byPerson, c -> c.delete(held.number())),
            fixture.doing(fixture.byPerson, c -> c.purge(held.number())),
            fixture
                .doing(fixture.byPerson, c -> c.merge(other.number(), List.of(held.number()), null))
                .getFirst())) {
      assertThat(refused(outcome).why()).isEqualTo(Refusal.AGAINST_RULES);
      assertThat(refused(outcome).reason()).contains("by ada (case 7 O 12/26)");
    }
    fixture.doing(fixture.byPerson, c -> c.release(held.number())).orThrow();
    fixture.doing(fixture.byPerson, c -> c.delete(held.number())).orThrow();
    fixture.doing(fixture.byPerson, c -> c.hold(held.number(), "again")).orThrow();
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.purge(held.number()))).why())
        .isEqualTo(Refusal.AGAINST_RULES);
  }

  @Test
  void whatIsPurgedIsGoneWithAllThatHungOnIt() {
    Incident gone = fixture.open(fixture.byDaemon, map("title", "from 198.51.100.7"));
    Incident child = fixture.open(fixture.byDaemon, map("title", "child", "parent", gone.number()));
    Task task = task(gone);
    fixture.doing(fixture.byPerson, c -> c.addNote(gone.ref(), "secret")).orThrow();
    fixture.doing(fixture.byPerson, c -> c.addNote(task.ref(), "secret too")).orThrow();
    Outcome<?> early = fixture.doing(fixture.byPerson, c -> c.purge(gone.number()));
    assertThat(refused(early).reason()).contains("is not deleted");

    fixture.doing(fixture.byPerson, c -> c.delete(gone.number())).orThrow();
    String label = fixture.doing(fixture.byPerson, c -> c.purge(gone.number())).orThrow();

    CaseworkReader reader = store().reader();
    assertThat(label).isEqualTo(gone.label());
    assertThat(reader.incident(gone.number())).isEmpty();
    assertThat(reader.task(task.number())).isEmpty();
    assertThat(reader.notes(gone.ref())).isEmpty();
    assertThat(reader.notes(task.ref())).isEmpty();
    assertThat(reader.entities(gone.ref())).isEmpty();
    assertThat(reader.intervals(gone.number())).isEmpty();
    assertThat(reader.history(task.ref())).isEmpty();
    assertThat(reader.history(gone.ref()))
        .extracting(Change::field, Change::after, Change::cause)
        .containsExactly(tuple(Change.PURGED, label, fixture.byPerson));
    assertThat(fixture.incident(child.number()).parent()).isNull();
    assertThat(reader.history(child.ref()).getLast().before()).isEqualTo(gone.number());
  }

  @Test
  void noIncidentIsAboveItself() {
    Incident top = fixture.open(fixture.byDaemon, map("title", "top"));
    Incident middle =
        fixture.open(fixture.byDaemon, map("title", "middle", "parent", top.number()));
    Incident low = fixture.open(fixture.byDaemon, map("title", "low", "parent", middle.number()));
    Outcome<?> circle = parent(top, low);
    assertThat(refused(circle).reason())
        .contains(
            "(%d below %d below %d below %d)"
                .formatted(top.number(), low.number(), middle.number(), top.number()));
    List<Outcome<EditedIncident>> together =
        fixture.doing(
            fixture.byDaemon,
            c ->
                c.editIncidents(
                    List.of(
                        edit(middle, map("parent", null)),
                        edit(top, map("parent", low.number())),
                        edit(middle, map("parent", top.number())))));
    assertThat(together)
        .extracting(Outcome.Done.class::isInstance)
        .containsExactly(true, true, false);
    assertThat(store().reader().children(low.number()))
        .extracting(Incident::number)
        .containsExactly(top.number());
    fixture.doing(fixture.byPerson, c -> c.delete(top.number())).orThrow();
    assertThat(store().reader().children(low.number())).isEmpty();
  }

  @Test
  void aCopyHasTheFieldsAndOnWishTheTasksButNotThePast() {
    Incident source =
        fixture.open(
            fixture.byDaemon,
            map("title", "from 198.51.100.8", "severity", "low", "tags", List.of("a")));
    Task task = task(source);
    fixture.doing(fixture.byPerson, c -> c.close(source.number(), "x", "n", false)).orThrow();

    Incident plain = fixture.doing(fixture.byPerson, c -> c.copy(source.number(), false)).orThrow();
    Incident whole = fixture.doing(fixture.byPerson, c -> c.copy(source.number(), true)).orThrow();

    Incident copy = fixture.incident(whole.number());
    assertThat(copy.label()).isNotEqualTo(source.label());
    assertThat(copy.status()).isEqualTo("new");
    assertThat(copy.fields().asMap())
        .containsEntry("severity", "low")
        .containsEntry("tags", List.of("a"))
        .doesNotContainKeys("closingReason", "closingNote");
    assertThat(store().reader().entities(copy.ref())).hasSize(1);
    assertThat(tasks(plain)).isEmpty();
    assertThat(tasks(copy))
        .extracting(Task::title, Task::closed)
        .containsExactly(tuple(task.title(), false));
    assertThat(store().reader().history(copy.ref()))
        .anyMatch(change ->
            change.field().equals(Change.CLONED)
                && Long.valueOf(source.number()).equals(change.after()));
  }

  @Test
  void manyAreEditedAtOnceAndEachAnswersOnItsOwn() {
    Incident one = fixture.open(fixture.byDaemon, map("title", "1"));
    Incident two = fixture.open(fixture.byDaemon, map("title", "2"));
    fixture.doing(fixture.byPerson, c -> c.hold(two.number(), "court")).orThrow();
    List<Outcome<EditedIncident>> outcomes =
        fixture.doing(
            fixture.byPerson,
            c ->
                c.editAll(
                    List.of(one.number(), two.number(), Long.MAX_VALUE),
                    new IncidentEdit.Action.Delete()));
    assertThat(outcomes)
        .extracting(Outcome.Done.class::isInstance)
        .containsExactly(true, false, false);
  }

  @Test
  void investigatorsHaveRolesAndWhoLeavesLosesTheirs() {
    Incident incident =
        fixture.open(fixture.byDaemon, map("title", "x", "investigators", List.of("ada")));
    fixture
        .doing(
            fixture.byPerson,
            c ->
                c.editAll(
                    List.of(incident.number()),
                    new IncidentEdit.Action.AddInvestigators(List.of("bob", "ada"), "analyst")))
        .getFirst()
        .orThrow();
    assertThat(fixture.incident(incident.number()).fields().asMap())
        .containsEntry("investigators", List.of("ada", "bob"))
        .containsEntry("roles", Map.of("ada", "analyst", "bob", "analyst"));
    Outcome<?> stranger = update(incident, map("roles", "bob=lead, adda=observer"));
    assertThat(refused(stranger).reason()).contains("'adda'").contains("did you mean 'ada'?");
    update(incident, map("roles", "bob=lead, ada=observer")).orThrow();
    update(incident, map("investigators", List.of("bob"))).orThrow();
    assertThat(fixture.incident(incident.number()).fields().get("roles"))
        .isEqualTo(Map.of("bob", "lead"));
    update(incident, map("investigators", List.of())).orThrow();
    assertThat(fixture.incident(incident.number()).fields().get("roles")).isNull();
  }

  private Outcome<EditedIncident> update(Incident incident, Map<String, @Nullable Object> fields) {
    return fixture.doing(fixture.byPerson, c -> c.updateIncident(incident.number(), fields, false));
  }

  private Outcome<EditedIncident> parent(Incident incident, Incident parent) {
    return update(incident, map("parent", parent.number()));
  }

  private static IncidentEdit edit(Incident incident, Map<String, @Nullable Object> fields) {
    return IncidentEdit.of(incident.number(), new IncidentEdit.Action.Set(fields, false));
  }

  private boolean listed(IncidentFilter filter, Incident incident) {
    return store().reader().incidents(filter, incident.number() - 1, 1).stream()
        .anyMatch(each -> each.number() == incident.number());
  }

  private List<Task> tasks(Incident incident) {
    return store()
        .reader()
        .tasks(new org.tomte.casework.task.TaskFilter(null, incident.number(), null, null), 0, 99);
  }

  private Task task(Incident incident) {
    NewTask task = new NewTask(null, incident.number(), map("title", "t"), null, null);
    return fixture
        .doing(fixture.byDaemon, c -> c.createTasks(List.of(task)))
        .getFirst()
        .orThrow()
        .task();
  }
}
