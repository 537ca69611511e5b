package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.group;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.only;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.note.Note;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.Effect.Merge;
import org.tomte.engine.decision.Effect.WhenClosed;

/** What every store must do with events that close, change and join incidents. */
public abstract class IncidentWorkContract {
  private static final Duration DAY = Duration.ofDays(1);

  private CommitSetup setup;
  private DaemonId daemon;
  private long epoch;
  private ObjectRef opened;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openAnIncident() {
    SettableClock clock = new SettableClock(START);
    setup = new CommitSetup(store(clock), clock);
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
    opened = only(commit(judged(event("a"), incident("Opened"))).getFirst());
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

  private static Effect.Target of(ObjectRef object) {
    return new Effect.Target.IncidentNumber(object.id());
  }

  private static Effect close(Effect.Target target) {
    return new Effect.CloseIncident(target, "false alarm", "nothing found", false);
  }

  private Incident now() {
    return setup.incident(opened);
  }

  private void closed() {
    commit(judged(event("close"), close(of(opened))));
    assertThat(now().closed()).isTrue();
  }

  private List<String> notes(ObjectRef object) {
    return setup.store.casework().notes(object).stream().map(Note::text).toList();
  }

  @Test
  void closesOnceAndSaysWhy() {
    EventOutcome outcome =
        commit(judged(event("b"), close(new Effect.Target.EventKey("a")))).getFirst();

    assertThat(outcome).isEqualTo(new EventOutcome.Merged(List.of(opened)));
    assertThat(now().closed()).isTrue();
    assertThat(now().fields().get(FieldNames.CLOSING_REASON)).isEqualTo("false alarm");
    assertThat(now().fields().get(FieldNames.CLOSING_NOTE)).isEqualTo("nothing found");
    commit(judged(event("c"), close(of(opened))));
    assertThat(now().lifecycle().closures()).isOne();
  }

  @Test
  void leavesAStatusThatAPersonSetUnlessForced() {
    asPerson(casework -> casework.updateIncident(opened.id(), Map.of("status", "on-hold"), false));

    commit(judged(event("b"), close(of(opened))));
    commit(judged(event("c"), new Effect.ChangeIncidentStatus(of(opened), "open", false)));
    assertThat(now().status()).isEqualTo("on-hold");
    commit(judged(event("d"), new Effect.ChangeIncidentStatus(of(opened), "open", true)));
    assertThat(now().status()).isEqualTo("open");
  }

  @Test
  void keepsTheIntervalsOfEveryStatus() {
    setup.clock.advance(DAY);
    commit(judged(event("b"), new Effect.ChangeIncidentStatus(of(opened), "on-hold", false)));
    setup.clock.advance(DAY);
    commit(judged(event("c"), new Effect.ChangeIncidentStatus(of(opened), "closed", false)));

    assertThat(now().closed()).isTrue();
    assertThat(setup.store.casework().intervals(opened.id()))
        .extracting(interval -> interval.value())
        .contains("new", "on-hold", "closed");
  }

  @Test
  void quarantinesWhatNamesNoIncident() {
    for (Effect lost :
        List.of(
            close(new Effect.Target.IncidentNumber(999_999_999)),
            new Effect.ChangeIncidentStatus(new Effect.Target.EventKey("none"), "open", false),
            new Effect.AttachToIncident(
                new Effect.Target.IncidentNumber(999_999_999), WhenClosed.REOPEN, null))) {
      assertThat(commit(judged(event("lost-" + lost.word()), lost)).getFirst())
          .isInstanceOf(EventOutcome.Quarantined.class);
    }
  }

  @Test
  void quarantinesAStatusThatDoesNotExist() {
    assertThat(
            commit(judged(event("b"), new Effect.ChangeIncidentStatus(of(opened), "odd", false)))
                .getFirst())
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class, failed -> assertThat(failed.reason()).contains("odd"));
  }

  private EventOutcome attach(String key, WhenClosed whenClosed) {
    Effect.CreateIncident fresh =
        whenClosed == WhenClosed.NEW
            ? new Effect.CreateIncident("general", Map.of("title", "Anew"), Merge.IGNORE, null)
            : null;
    return commit(judged(event(key), new Effect.AttachToIncident(of(opened), whenClosed, fresh)))
        .getFirst();
  }

  @Test
  void attachesToAnOpenIncidentWhateverIsSaidOfClosedOnes() {
    for (WhenClosed whenClosed : WhenClosed.values()) {
      assertThat(attach("b-" + whenClosed, whenClosed))
          .isEqualTo(new EventOutcome.Merged(List.of(opened)));
    }
    assertThat(notes(opened)).hasSize(3).anyMatch(note -> note.contains("b-NEW"));
    assertThat(setup.made(daemon)).isOne();
  }

  @Test
  void reopensAClosedIncident() {
    closed();
    assertThat(attach("b", WhenClosed.REOPEN)).isEqualTo(new EventOutcome.Merged(List.of(opened)));
    assertThat(now().closed()).isFalse();
    assertThat(now().lifecycle().reopens()).isOne();
    assertThat(attach("b", WhenClosed.REOPEN)).isInstanceOf(EventOutcome.Known.class);
    assertThat(notes(opened)).hasSize(1);
  }

  @Test
  void opensANewIncidentInsteadOfAClosedOne() {
    closed();
    EventOutcome outcome = attach("b", WhenClosed.NEW);
    assertThat(outcome).isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.incident(only(outcome)).title()).isEqualTo("Anew");
    assertThat(now().closed()).isTrue();
    assertThat(notes(opened)).isEmpty();
  }

  @Test
  void leavesANoteOnAClosedIncident() {
    closed();
    assertThat(attach("b", WhenClosed.NOTE)).isEqualTo(new EventOutcome.Merged(List.of(opened)));
    assertThat(now().closed()).isTrue();
    assertThat(notes(opened)).hasSize(1);
  }

  @Test
  void aGroupDoesWithItsClosedIncidentAsItSays() {
    for (WhenClosed whenClosed : WhenClosed.values()) {
      Effect grouped = incident("Group", Merge.IGNORE, group("g-" + whenClosed, DAY, whenClosed));
      ObjectRef first = only(commit(judged(event("1" + whenClosed), grouped)).getFirst());
      commit(judged(event("c" + whenClosed), close(of(first))));
      EventOutcome second = commit(judged(event("2" + whenClosed), grouped)).getFirst();

      boolean anew = whenClosed == WhenClosed.NEW;
      assertThat(only(second).equals(first)).as(whenClosed.name()).isEqualTo(!anew);
      assertThat(setup.incident(first).closed())
          .as(whenClosed.name())
          .isEqualTo(whenClosed != WhenClosed.REOPEN);
    }
  }

  @Test
  void whatComesForAMergedIncidentGoesToTheOneItWasMergedInto() {
    Effect grouped = incident("Group", Merge.UPDATE, group("m", DAY, WhenClosed.NOTE));
    ObjectRef merged = only(commit(judged(event("g1"), grouped)).getFirst());
    ObjectRef between = only(commit(judged(event("b"), incident("Between"))).getFirst());
    asPerson(casework -> casework.merge(between.id(), List.of(merged.id()), null));
    asPerson(casework -> casework.merge(opened.id(), List.of(between.id()), null));

    EventOutcome joined = commit(judged(event("g2"), grouped)).getFirst();
    EventOutcome named =
        commit(
                judged(
                    event("n"), new Effect.AddNote(new Effect.Target.EventKey("g1"), "by its key")))
            .getFirst();
    EventOutcome numbered =
        commit(judged(event("o"), new Effect.AddNote(of(merged), "by its number"))).getFirst();

    assertThat(List.of(joined, named, numbered))
        .containsOnly(new EventOutcome.Merged(List.of(opened)));
    assertThat(notes(opened)).contains("by its key", "by its number").hasSize(3);
    assertThat(notes(merged)).isEmpty();
  }

  @Test
  void aDeletedIncidentTakesNothingMore() {
    Effect grouped = incident("Group", Merge.IGNORE, group("d", DAY, WhenClosed.REOPEN));
    ObjectRef first = only(commit(judged(event("d1"), grouped)).getFirst());
    asPerson(casework -> casework.delete(first.id()));

    EventOutcome second = commit(judged(event("d2"), grouped)).getFirst();
    assertThat(second).isInstanceOf(EventOutcome.Created.class);
    assertThat(only(second)).isNotEqualTo(first);
    assertThat(commit(judged(event("d3"), close(of(first)))).getFirst())
        .isInstanceOf(EventOutcome.Quarantined.class);
  }
}
