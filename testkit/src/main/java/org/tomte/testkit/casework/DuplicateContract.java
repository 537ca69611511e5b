package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;
import static org.tomte.testkit.casework.CaseworkContract.map;
import static org.tomte.testkit.casework.CaseworkContract.refused;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Outcome;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Change;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskEdit;

/** What every store of the data layer must do for incidents that are merged. */
public abstract class DuplicateContract {

  private CaseworkFixture fixture;

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  @BeforeEach
  void setUp() {
    fixture = new CaseworkFixture(store());
  }

  @Test
  void whatIsMergedIsClosedAndItsWorkGoesOnInTheOther() {
    Incident into = open("kept");
    Incident other = open("from 198.51.100.9");
    Task open = task(other);
    Task done = task(other);
    fixture
        .doing(
            fixture.byPerson,
            c ->
                c.editTasks(
                    List.of(
                        TaskEdit.of(
                            done.number(), new TaskEdit.Action.Close("done", null, false)))))
        .getFirst()
        .orThrow();
    fixture.doing(fixture.byPerson, c -> c.addNote(other.ref(), "seen")).orThrow();

    merge(into, other).orThrow();

    Incident merged = fixture.incident(other.number());
    assertThat(merged.closed()).isTrue();
    assertThat(merged.fields().asMap())
        .contains(
            entry("duplicateOf", into.number()),
            entry("closingReason", "duplicate"),
            entry("closingNote", "Merged into " + into.label() + "."));
    assertThat(reload(open).incident()).isEqualTo(into.number());
    assertThat(reload(open).closed()).isFalse();
    assertThat(reload(done).incident()).isEqualTo(other.number());
    assertThat(store().reader().entities(into.ref()))
        .extracting(Entity::toString)
        .hasSameElementsAs(
            store().reader().entities(other.ref()).stream().map(Entity::toString).toList());
    assertThat(store().reader().notes(other.ref())).hasSize(1);
    assertThat(store().reader().merged(into.number())).containsExactly(merged);
    assertThat(store().reader().history(into.ref()).getLast())
        .extracting(Change::field, Change::after)
        .containsExactly(Change.MERGED, other.number());
    assertThat(fixture.incident(into.number()).lifecycle().changed()).isEqualTo(fixture.now);
  }

  @Test
  void aMergeIsTakenBackWithTheTasksThatCameFromIt() {
    Incident last = open("last");
    Incident into = open("into");
    Incident other = open("other");
    Task ofInto = task(into);
    Task ofOther = task(other);
    merge(into, other).orThrow();
    merge(last, into).orThrow();
    assertThat(reload(ofOther).incident()).isEqualTo(last.number());
    assertThat(survivor(other)).isEqualTo(last.number());
    assertThat(store().reader().merged(last.number()))
        .extracting(Incident::number)
        .containsExactly(into.number(), other.number());

    unmerge(into).orThrow();
    assertThat(fixture.incident(into.number()).closed()).isFalse();
    assertThat(fixture.incident(into.number()).duplicateOf()).isNull();
    assertThat(reload(ofInto).incident()).isEqualTo(into.number());
    assertThat(reload(ofOther).incident()).isEqualTo(into.number());
    assertThat(survivor(other)).isEqualTo(into.number());

    unmerge(other).orThrow();
    assertThat(reload(ofOther).incident()).isEqualTo(other.number());
    assertThat(reload(ofOther).fields().get("mergedFrom")).isNull();
    assertThat(refused(unmerge(other)).reason()).contains("was not merged");
    assertThat(store().reader().history(into.ref()))
        .filteredOn(change -> change.field().equals(Change.MERGED))
        .extracting(Change::before, Change::after)
        .containsExactly(tuple(null, other.number()), tuple(other.number(), null));
  }

  @Test
  void whatCannotBeMergedIsRefusedOnItsOwn() {
    Incident into = open("into");
    Incident done = open("done");
    Incident deleted = open("deleted");
    Incident good = open("good");
    fixture.doing(fixture.byPerson, c -> c.close(done.number(), "benign", "n", false)).orThrow();
    fixture.doing(fixture.byPerson, c -> c.delete(deleted.number())).orThrow();
    List<Outcome<Incident>> outcomes =
        fixture.doing(
            fixture.byPerson,
            c ->
                c.merge(
                    into.number(),
                    List.of(
                        into.number(),
                        Long.MAX_VALUE,
                        deleted.number(),
                        done.number(),
                        good.number(),
                        good.number()),
                    "same mail"));
    assertThat(outcomes)
        .extracting(Outcome.Done.class::isInstance)
        .containsExactly(false, false, false, true, true, true);
    assertThat(fixture.incident(done.number()).fields().asMap())
        .contains(entry("closingReason", "benign"), entry("duplicateOf", into.number()));
    assertThat(fixture.incident(good.number()).fields().text("closingNote")).isEqualTo("same mail");
    assertThat(fixture.incident(good.number()).lifecycle().closures()).isEqualTo(1);
    Incident third = open("third");
    assertThat(refused(merge(good, third)).reason())
        .contains("was itself merged into " + into.number());
    assertThat(refused(merge(third, good)).reason()).contains("unmerge it first");
    unmerge(done).orThrow();
    assertThat(fixture.incident(done.number()).closed()).isTrue();
  }

  @Test
  void whatWasMergedIsNotOpenedByItself() {
    Incident into = open("into");
    Incident other = open("other");
    merge(into, other).orThrow();
    for (Outcome<?> outcome :
        List.<Outcome<?>>of(
            fixture.doing(fixture.byDaemon, c -> c.reopen(other.number())),
            fixture.doing(fixture.byPerson, c -> c.setStatus(other.number(), "open", true)))) {
      assertThat(refused(outcome).why()).isEqualTo(Refusal.BAD_STATE);
      assertThat(refused(outcome).reason()).contains("merged into incident " + into.number());
    }
    fixture.doing(fixture.byPerson, c -> c.delete(into.number())).orThrow();
    assertThat(refused(fixture.doing(fixture.byPerson, c -> c.purge(into.number()))).reason())
        .contains("incidents " + other.number() + " were merged into it");
  }

  private Incident open(String title) {
    return fixture.open(fixture.byDaemon, map("title", title));
  }

  private Outcome<Incident> merge(Incident into, Incident other) {
    return fixture
        .doing(fixture.byPerson, c -> c.merge(into.number(), List.of(other.number()), null))
        .getFirst();
  }

  private Outcome<Incident> unmerge(Incident incident) {
    return fixture.doing(fixture.byPerson, c -> c.unmerge(incident.number()));
  }

  private @Nullable Long survivor(Incident incident) {
    Map<Long, Long> survivors =
        store()
            .inTransaction(
                transaction -> transaction.incidents().survivors(List.of(incident.number())));
    return survivors.get(incident.number());
  }

  private Task task(Incident incident) {
    NewTask task = new NewTask(null, incident.number(), map("title", "t"), null, null);
    return fixture
        .doing(fixture.byDaemon, c -> c.createTasks(List.of(task)))
        .getFirst()
        .orThrow()
        .task();
  }

  private Task reload(Task task) {
    return store().reader().task(task.number()).orElseThrow();
  }
}
