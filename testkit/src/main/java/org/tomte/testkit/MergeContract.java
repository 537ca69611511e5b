package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.group;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.only;
import static org.tomte.testkit.CommitSetup.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.note.Note;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.Effect.Merge;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.PlannedEffect.Condition;
import org.tomte.engine.keep.KeptEvents.KeptEvent;

/** What commits make of events that come again, belong together, or name what is there. */
public abstract class MergeContract {
  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
  }

  private List<EventOutcome> commit(Judged... events) {
    return setup.committed(setup.batch(daemon, epoch, 1, List.of(events)));
  }

  private void asPerson(Consumer<Casework> work) {
    setup
        .store
        .store()
        .transaction(transaction -> {
          work.accept(
              new Casework(
                  transaction.casework(),
                  new Cause.Person("ann"),
                  CaseworkContext.plain(setup.clock)));
          return true;
        });
  }

  @Test
  void ignoresANewerVersionWhenAsked() {
    ObjectRef object = only(commit(judged(event("a", "1"), triage("Old"))).getFirst());

    assertThat(commit(judged(event("a", "2"), triage("New"))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
    assertThat(setup.triageEvent(object).title()).isEqualTo("Old");
  }

  @Test
  void updatesForANewerVersionOnly() {
    ObjectRef object =
        only(commit(judged(event("a", "2"), triage("Second", Merge.UPDATE))).getFirst());

    assertThat(commit(judged(event("a", "2"), triage("Same", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
    assertThat(commit(judged(event("a", "1"), triage("First", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
    assertThat(setup.triageEvent(object).title()).isEqualTo("Second");
    assertThat(commit(judged(event("a", "10"), triage("Tenth", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Merged(List.of(object)));
    assertThat(setup.triageEvent(object).title()).isEqualTo("Tenth");
    assertThat(setup.store.kept().ofKey(daemon, "a"))
        .extracting(kept -> kept.item().version())
        .containsExactly("10", "2");
  }

  @Test
  void comparesTimesAsTimes() {
    Judged later = judged(event("a", "2026-11-25T10:00:00+02:00"), triage("Later", Merge.UPDATE));
    ObjectRef object = only(commit(later).getFirst());

    assertThat(commit(judged(event("a", "2026-11-25T07:59:59Z"), triage("x", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
    assertThat(commit(judged(event("a", "2026-11-25T08:00:01Z"), triage("New", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Merged(List.of(object)));
  }

  @Test
  void leavesWhatAPersonSet() {
    ObjectRef object =
        only(commit(judged(event("a", "1"), incident("Old", Merge.UPDATE, null))).getFirst());
    asPerson(casework -> casework.updateIncident(object.id(), Map.of("title", "Mine"), false));

    commit(judged(event("a", "2"), incident("New", Merge.UPDATE, null)));
    assertThat(setup.incident(object).title()).isEqualTo("Mine");
    commit(
        judged(
            event("b"),
            new Effect.UpdateIncident(
                new Effect.Target.IncidentNumber(object.id()), Map.of("title", "Forced"), true)));
    assertThat(setup.incident(object).title()).isEqualTo("Forced");
  }

  @Test
  void appendsWhatANewerVersionSays() {
    ObjectRef object =
        only(commit(judged(event("a", "1"), triage("Old", Merge.APPEND))).getFirst());

    assertThat(commit(judged(event("a", "2"), triage("New", Merge.APPEND))))
        .containsExactly(new EventOutcome.Merged(List.of(object)));
    assertThat(setup.triageEvent(object).title()).isEqualTo("Old");
    assertThat(setup.store.casework().notes(object))
        .extracting(Note::text)
        .singleElement()
        .asString()
        .contains("Old", "New", "title");
    assertThat(commit(judged(event("a", "3"), triage("Old", Merge.APPEND))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
  }

  @Test
  void reopensAClosedIncidentWhenAsked() {
    ObjectRef object =
        only(commit(judged(event("a", "1"), incident("Old", Merge.REOPEN, null))).getFirst());
    asPerson(casework -> casework.close(object.id(), "done", null, true));
    assertThat(setup.incident(object).closed()).isTrue();

    assertThat(commit(judged(event("a", "2"), incident("New", Merge.REOPEN, null))))
        .containsExactly(new EventOutcome.Merged(List.of(object)));
    assertThat(setup.incident(object).closed()).isFalse();
    assertThat(setup.incident(object).title()).isEqualTo("New");
  }

  @Test
  void hasNothingToDoForAnObjectThatIsDoneWith() {
    ObjectRef object =
        only(commit(judged(event("a", "1"), triage("Old", Merge.UPDATE))).getFirst());
    asPerson(casework ->
        casework.editTriage(
            List.of(TriageEdit.of(object.id(), new TriageEdit.Action.Discard("harmless")))));

    assertThat(commit(judged(event("a", "2"), triage("New", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
  }

  @Test
  void worksOnAKeyThatStandsTwiceInAPage() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a", "1"), triage("One", Merge.UPDATE)),
            judged(event("a", "1"), triage("One", Merge.UPDATE)),
            judged(event("a", "2"), triage("Two", Merge.UPDATE)),
            judged(event("a", "3"), triage("Three", Merge.UPDATE)),
            judged(event("b"), triage("Other")));

    ObjectRef object = only(outcomes.getFirst());
    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(1)).isEqualTo(new EventOutcome.Known(List.of(object)));
    assertThat(outcomes.get(2)).isEqualTo(new EventOutcome.Merged(List.of(object)));
    assertThat(outcomes.get(3)).isEqualTo(new EventOutcome.Merged(List.of(object)));
    assertThat(setup.triageEvent(object).title()).isEqualTo("Three");
    assertThat(setup.made(daemon)).isEqualTo(2);
    assertThat(commit(judged(event("a", "3"), triage("Three", Merge.UPDATE))))
        .containsExactly(new EventOutcome.Known(List.of(object)));
  }

  @Test
  void makesOnlyTheEffectsThatANewerVersionAdds() {
    ObjectRef first = only(commit(judged(event("a", "1"), triage("One"))).getFirst());
    EventOutcome outcome =
        commit(judged(event("a", "2"), triage("One"), incident("Now an incident"))).getFirst();

    assertThat(outcome).isInstanceOf(EventOutcome.Created.class);
    assertThat(CommitSetup.objects(outcome)).hasSize(2).contains(first);
    assertThat(setup.made(daemon)).isEqualTo(2);
  }

  private Judged grouped(String key, Instant instant) {
    Effect.Group group = group("campaign", Duration.ofHours(4));
    return judged(event(key), instant, incident("Phish " + key, Merge.IGNORE, group));
  }

  @Test
  void sharesOneIncidentAmongEventsOfAGroup() {
    List<EventOutcome> outcomes = commit(grouped("a", START), grouped("b", START));
    ObjectRef object = only(outcomes.getFirst());
    assertThat(outcomes.get(1)).isEqualTo(new EventOutcome.Merged(List.of(object)));

    assertThat(commit(grouped("c", START.plusSeconds(4 * 3600 - 1))))
        .containsExactly(new EventOutcome.Merged(List.of(object)));
    assertThat(setup.store.casework().notes(object))
        .extracting(Note::text)
        .anyMatch(text -> text.contains("c: Phish c"));
    EventOutcome late = commit(grouped("d", START.plusSeconds(4 * 3600))).getFirst();
    assertThat(late).isInstanceOf(EventOutcome.Created.class);
    assertThat(only(late)).isNotEqualTo(object);
    assertThat(setup.made(daemon)).isEqualTo(2);
    assertThat(commit(grouped("b", START)))
        .containsExactly(new EventOutcome.Known(List.of(object)));
    KeptEvent why = setup.store.kept().ofKey(daemon, "b").getFirst();
    assertThat(why.made()).contains("joined");
  }

  @Test
  void opensANewIncidentWhenThatOfTheGroupIsClosed() {
    ObjectRef object = only(commit(grouped("a", START)).getFirst());
    asPerson(casework -> casework.close(object.id(), "done", null, true));

    assertThat(only(commit(grouped("b", START)).getFirst())).isNotEqualTo(object);
  }

  private static Judged counted(String key, Instant instant, int atLeast) {
    Condition threshold = new Condition.Threshold(List.of("host"), Duration.ofMinutes(5), atLeast);
    return judged(event(key), instant, new PlannedEffect("rule", "1", triage("Many"), threshold));
  }

  @Test
  void actsWhenACountIsReachedAndThenRests() {
    assertThat(commit(counted("a", START, 3), counted("b", START.plusSeconds(10), 3)))
        .allMatch(EventOutcome.Suppressed.class::isInstance);
    assertThat(commit(counted("a", START, 3)).getFirst()).isInstanceOf(EventOutcome.Known.class);
    assertThat(commit(counted("c", START.plusSeconds(20), 3)).getFirst())
        .isInstanceOf(EventOutcome.Created.class);
    assertThat(commit(counted("d", START.plusSeconds(30), 3)).getFirst())
        .isInstanceOf(EventOutcome.Suppressed.class);
    assertThat(
            commit(
                    counted("e", START.plusSeconds(318), 3),
                    counted("f", START.plusSeconds(319), 3),
                    counted("g", START.plusSeconds(320), 3))
                .getLast())
        .isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.made(daemon)).isEqualTo(2);
  }

  private static Judged weighed(String key, String value, Instant instant, long times) {
    Condition threshold = new Condition.Threshold(List.of(value), Duration.ofMinutes(5), 5, times);
    return judged(event(key), instant, new PlannedEffect("rule", "1", triage("Many"), threshold));
  }

  @Test
  void countsAnEventAsOftenAsItSays() {
    assertThat(commit(weighed("a", "x", START, 3), weighed("b", "x", START.plusSeconds(1), 1)))
        .allMatch(EventOutcome.Suppressed.class::isInstance);
    assertThat(commit(weighed("c", "x", START.plusSeconds(2), 1)).getFirst())
        .isInstanceOf(EventOutcome.Created.class);
    assertThat(commit(weighed("d", "y", START, 1_000_000_000)).getFirst())
        .isInstanceOf(EventOutcome.Created.class);
    assertThat(commit(weighed("e", "y", START.plusSeconds(1), 1_000_000_000)).getFirst())
        .isInstanceOf(EventOutcome.Suppressed.class);
    assertThat(commit(weighed("f", "z", START, 4)).getFirst())
        .isInstanceOf(EventOutcome.Suppressed.class);
    assertThat(commit(weighed("g", "z", START.plusSeconds(300), 4)).getFirst())
        .isInstanceOf(EventOutcome.Suppressed.class);
  }

  @Test
  void countsOnlyWithinTheWindow() {
    commit(counted("a", START, 2));

    assertThat(commit(counted("b", START.plusSeconds(300), 2)).getFirst())
        .isInstanceOf(EventOutcome.Suppressed.class);
    assertThat(commit(counted("c", START.plusSeconds(599), 2)).getFirst())
        .isInstanceOf(EventOutcome.Created.class);
  }

  private static Judged firstSeen(String key, String value, Instant instant) {
    Condition first = new Condition.FirstSeen(List.of(value), Duration.ofDays(30));
    return judged(event(key), instant, new PlannedEffect("rule", "1", triage("New"), first));
  }

  @Test
  void actsOnValuesThatWereNotSeen() {
    List<EventOutcome> outcomes =
        commit(
            firstSeen("a", "host-1", START),
            firstSeen("b", "host-1", START),
            firstSeen("c", "host-2", START));

    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(1)).isInstanceOf(EventOutcome.Suppressed.class);
    assertThat(outcomes.get(2)).isInstanceOf(EventOutcome.Created.class);
    assertThat(commit(firstSeen("d", "host-1", START.plus(Duration.ofDays(29)))).getFirst())
        .isInstanceOf(EventOutcome.Suppressed.class);
    assertThat(commit(firstSeen("e", "host-1", START.plus(Duration.ofDays(59)))).getFirst())
        .isInstanceOf(EventOutcome.Created.class);
  }

  @Test
  void changesIncidentsThatAreNamed() {
    ObjectRef object = only(commit(judged(event("a"), incident("First"))).getFirst());
    Effect byNumber =
        new Effect.UpdateIncident(
            new Effect.Target.IncidentNumber(object.id()), Map.of("severity", "high"), false);
    Effect byKey = new Effect.AddNote(new Effect.Target.EventKey("a"), "seen again");

    assertThat(commit(judged(event("b"), byNumber, byKey)))
        .containsExactly(new EventOutcome.Merged(List.of(object)));
    assertThat(setup.incident(object).fields().get(FieldNames.SEVERITY)).isNotNull();
    assertThat(setup.store.casework().notes(object))
        .extracting(Note::text)
        .containsExactly("seen again");
    assertThat(commit(judged(event("b"), byNumber, byKey)).getFirst())
        .isInstanceOf(EventOutcome.Known.class);
    assertThat(setup.store.casework().notes(object)).hasSize(1);
  }

  @Test
  void changesAnIncidentOfTheSamePage() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), incident("First")),
            judged(event("b"), new Effect.AddNote(new Effect.Target.EventKey("a"), "more")));

    assertThat(outcomes.get(1)).isEqualTo(new EventOutcome.Merged(List.of(only(outcomes.get(0)))));
    assertThat(setup.store.casework().notes(only(outcomes.get(0)))).hasSize(1);
  }

  @Test
  void quarantinesAnEventWhoseTargetIsUnknown() {
    Effect wrongNumber = new Effect.AddNote(new Effect.Target.IncidentNumber(999_999_999), "lost");
    Effect wrongKey = new Effect.AddNote(new Effect.Target.EventKey("nobody"), "lost");
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), triage("Kept back with it"), wrongNumber),
            judged(event("b"), wrongKey),
            judged(event("c"), triage("Fine")));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> assertThat(failed.reason()).contains("999999999"));
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            failed -> assertThat(failed.reason()).contains("nobody"));
    assertThat(outcomes.get(2)).isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void saysOnceOnAnIncidentThatManyEventsJoined() {
    commit(grouped("first", START));
    List<Judged> more = IntStream.range(0, 50).mapToObj(i -> grouped("more" + i, START)).toList();
    List<EventOutcome> outcomes = setup.committed(setup.batch(daemon, epoch, 2, more));

    assertThat(setup.store.casework().notes(only(outcomes.getFirst())))
        .extracting(Note::text)
        .singleElement()
        .asString()
        .startsWith("50 more events")
        .contains("and 30 more");
  }
}
