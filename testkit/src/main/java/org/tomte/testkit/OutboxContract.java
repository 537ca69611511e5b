package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.incident;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.only;
import static org.tomte.testkit.CommitSetup.triage;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.decision.AtMost;
import org.tomte.engine.decision.DeliveryDraft;
import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.decision.DeliveryTerms.OnlyIf;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.outbox.Hold;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxEntry.Ending;
import org.tomte.engine.outbox.OutboxEntry.State;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.outbox.OutboxStore.Act;
import org.tomte.engine.outbox.OutboxStore.Filter;

/** What every store must do with deliveries. */
public abstract class OutboxContract {
  private static final Ending ANN = new Ending("looked at it", "ann", START.plusSeconds(60));
  private static final Ending SENT = new Ending("taken", null, START.plusSeconds(1));

  private SettableClock clock;
  private CommitSetup setup;
  private OutboxStore outbox;
  private DaemonId daemon;
  private long epoch;

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  @BeforeEach
  void openADaemon() {
    clock = new SettableClock(START);
    StoreUnderTest store = store(clock);
    setup = new CommitSetup(store, clock);
    outbox = store.outbox();
    daemon = setup.daemon();
    epoch = setup.epoch(daemon);
  }

  static Effect mail(DeliveryTerms terms) {
    return mail(
        terms,
        made -> {
          Map<String, @Nullable Object> content = new LinkedHashMap<>();
          content.put("subject", "About " + made.get("incident"));
          return content;
        });
  }

  static Effect mail(DeliveryTerms terms, DeliveryDraft draft) {
    return new Effect.Deliver(
        "send-email", "mail-out", new Effect.Sender("test-daemon", "soc"), terms, draft);
  }

  private static DeliveryTerms onlyIf(OnlyIf onlyIf) {
    return new DeliveryTerms(onlyIf, null, false, Set.of());
  }

  private List<EventOutcome> commit(Judged... events) {
    return setup.committed(setup.batch(daemon, epoch, 1, List.of(events)));
  }

  private List<OutboxEntry> all() {
    return outbox.list(new Filter(daemon, Set.of(), null), 1000).reversed();
  }

  private OutboxEntry single() {
    assertThat(all()).hasSize(1);
    return all().getFirst();
  }

  /** Takes what is due; entries of other tests are taken too and left alone. */
  private List<OutboxEntry> claim() {
    Instant now = clock.instant();
    return outbox.claim(now, now.plusSeconds(180), 10_000).stream()
        .filter(each -> daemon.equals(each.delivery().origin().daemon()))
        .toList();
  }

  private boolean done(OutboxEntry claimed) {
    return outbox.done(claimed, SENT, "{}", _ -> {});
  }

  @Test
  void aDeliveryIsStoredWithTheObjectThatItIsAboutAndKnowsItsNumber() {
    EventOutcome outcome =
        commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE))).getFirst();
    ObjectRef object = only(outcome);
    OutboxEntry entry = single();
    assertThat(entry.state()).isEqualTo(State.OPEN);
    assertThat(entry.delivery().orderKey()).isEqualTo("incident/" + object.id());
    assertThat(entry.delivery().origin().object()).isEqualTo(object);
    assertThat(entry.delivery().content())
        .contains("number=" + object.id())
        .contains("label=" + setup.incident(object).label())
        .contains("title=A");
    assertThat(entry.delivery().route().connection()).isEqualTo("mail-out");
    assertThat(entry.tries().due()).isEqualTo(START);
  }

  @Test
  void anEventThatComesAgainSendsNothingMore() {
    commit(judged(event("a", "1"), incident("A"), mail(DeliveryTerms.NONE)));
    commit(judged(event("a", "1"), incident("A"), mail(DeliveryTerms.NONE)));
    commit(
        judged(
            event("a", "2"), incident("A2", Effect.Merge.UPDATE, null), mail(DeliveryTerms.NONE)));
    assertThat(all()).hasSize(1);
  }

  @Test
  void anEventThatOnlySendsCountsAsHandledAndIsRemembered() {
    assertThat(commit(judged(event("a"), mail(DeliveryTerms.NONE))))
        .singleElement()
        .isInstanceOf(EventOutcome.Created.class);
    assertThat(commit(judged(event("a"), mail(DeliveryTerms.NONE))))
        .singleElement()
        .isInstanceOf(EventOutcome.Known.class);
    assertThat(single().delivery().orderKey()).startsWith("event/");
  }

  @Test
  void theSameEventRuleAndActionGiveTheSameIdAndOthersAnother() {
    commit(judged(event("a"), mail(DeliveryTerms.NONE), mail(DeliveryTerms.NONE)));
    commit(judged(event("b"), mail(DeliveryTerms.NONE)));
    assertThat(all()).extracting(each -> each.delivery().id()).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void onlyIfLooksAtWhatBecameOfTheEvent() {
    Effect.Group group = CommitSetup.group("g", Duration.ofHours(1));
    Effect created = mail(onlyIf(OnlyIf.CREATED));
    Effect merged = mail(onlyIf(OnlyIf.MERGED));
    Effect make = incident("A", Effect.Merge.IGNORE, group);
    commit(judged(event("a"), make, created, merged));
    assertThat(all())
        .extracting(each -> each.delivery().origin().step().action())
        .containsExactly("action-1");
    commit(judged(event("b"), make, created, merged));
    assertThat(all())
        .extracting(each -> each.delivery().origin().step().action())
        .containsExactly("action-1", "action-2");
    assertThat(all())
        .extracting(each -> each.delivery().orderKey())
        .containsOnly(all().getFirst().delivery().orderKey());
  }

  @Test
  void aTextThatCannotBeRenderedCostsItsEventAndNothingElse() {
    Effect broken =
        mail(
            DeliveryTerms.NONE,
            _ -> {
              throw new DeliveryDraft.DraftFault("subject: no such filter");
            });
    List<EventOutcome> outcomes =
        commit(
            judged(event("good"), triage("Good"), mail(DeliveryTerms.NONE)),
            judged(event("bad"), triage("Bad"), broken));
    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            EventOutcome.Quarantined.class,
            bad -> assertThat(bad.reason()).contains("send-email", "no such filter"));
    assertThat(all()).hasSize(1);
    assertThat(setup.made(daemon)).isEqualTo(1);
  }

  @Test
  void onlyTheOldestOpenEntryOfAnObjectCanBeTaken() {
    commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE), mail(DeliveryTerms.NONE)));
    commit(judged(event("b"), mail(DeliveryTerms.NONE)));
    List<OutboxEntry> first = claim();
    assertThat(first).hasSize(2);
    assertThat(claim()).isEmpty();
    assertThat(done(first.getFirst())).isTrue();
    List<OutboxEntry> second = claim();
    assertThat(second)
        .singleElement()
        .satisfies(each -> {
          assertThat(each.delivery().orderKey()).isEqualTo(first.getFirst().delivery().orderKey());
          assertThat(each.number()).isGreaterThan(first.getFirst().number());
        });
  }

  @Test
  void anEntryWaitsForItsTimeAndKeepsTheOnesBehindItWaiting() {
    commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE), mail(DeliveryTerms.NONE)));
    OutboxEntry taken = claim().getFirst();
    assertThat(outbox.later(taken, START.plusSeconds(30), "connection refused", true)).isTrue();
    assertThat(claim()).isEmpty();
    clock.set(START.plusSeconds(30));
    OutboxEntry again = claim().getFirst();
    assertThat(again.number()).isEqualTo(taken.number());
    assertThat(again.tries().count()).isEqualTo(1);
    assertThat(again.tries().faults()).isEqualTo(1);
    assertThat(again.tries().problem()).isEqualTo("connection refused");
    outbox.later(again, START.plusSeconds(40), null, false);
    clock.set(START.plusSeconds(40));
    assertThat(claim().getFirst().tries().count()).isEqualTo(1);
  }

  @Test
  void whoLostTheLeaseCannotEndAnEntryThatAnotherHasTaken() {
    commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE)));
    OutboxEntry slow = claim().getFirst();
    clock.set(START.plusSeconds(180));
    OutboxEntry quick = claim().getFirst();
    assertThat(quick.delivery().id()).isEqualTo(slow.delivery().id());
    assertThat(done(slow)).isFalse();
    assertThat(outbox.later(slow, START, "late", true)).isFalse();
    assertThat(outbox.park(slow, "late", START)).isFalse();
    assertThat(single().state()).isEqualTo(State.OPEN);
    assertThat(done(quick)).isTrue();
    assertThat(single().state()).isEqualTo(State.DONE);
    assertThat(single().ending()).isEqualTo(SENT);
  }

  @Test
  void whatIsParkedLetsTheNextGoOnAndCanBeSentAgain() {
    commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE), mail(DeliveryTerms.NONE)));
    OutboxEntry taken = claim().getFirst();
    assertThat(outbox.park(taken, "given up", START)).isTrue();
    assertThat(outbox.waiting()).anySatisfy(each -> assertThat(each.parked()).isPositive());
    OutboxEntry next = claim().getFirst();
    assertThat(next.number()).isGreaterThan(taken.number());
    done(next);
    assertThat(outbox.act(List.of(taken.number()), Act.RETRY, ANN)).containsExactly(taken.number());
    clock.set(ANN.at());
    OutboxEntry again = claim().getFirst();
    assertThat(again.number()).isEqualTo(taken.number());
    assertThat(again.tries().faults()).isZero();
  }

  @Test
  void whatNeedsApprovalWaitsForAPersonAndHoldsUpNobody() {
    DeliveryTerms approve = new DeliveryTerms(null, null, true, Set.of());
    commit(judged(event("a"), incident("A"), mail(approve), mail(DeliveryTerms.NONE)));
    OutboxEntry held = all().getFirst();
    assertThat(held.state()).isEqualTo(State.HELD);
    assertThat(held.hold()).isEqualTo(Hold.APPROVAL);
    assertThat(claim())
        .singleElement()
        .satisfies(each -> assertThat(each.number()).isNotEqualTo(held.number()));
    assertThat(outbox.act(List.of(held.number()), Act.RELEASE, ANN)).containsExactly(held.number());
    clock.set(START.plusSeconds(200));
    claim().forEach(each -> assertThat(done(each)).isTrue());
    claim().forEach(each -> assertThat(done(each)).isTrue());
    assertThat(all()).allMatch(each -> each.state() == State.DONE);
  }

  @Test
  void moreThanAtMostIsHeldUntilTheSpanHasPassed() {
    DeliveryTerms two =
        new DeliveryTerms(null, new AtMost(2, Duration.ofHours(1)), false, Set.of());
    for (int i = 0; i < 5; i++) {
      commit(judged(event("e" + i), mail(two)));
    }
    assertThat(all())
        .extracting(OutboxEntry::hold)
        .containsExactly(null, null, Hold.AT_MOST, Hold.AT_MOST, Hold.AT_MOST);
    clock.set(START.plus(Duration.ofHours(1)));
    commit(judged(event("later"), mail(two)));
    assertThat(all().getLast().hold()).isNull();
    assertThat(outbox.waiting()).anySatisfy(each -> assertThat(each.aboveAtMost()).isPositive());
  }

  @Test
  void aDaemonThatObservesHoldsWhatItWouldSendUntilItIsLive() {
    Judged judged = judged(event("a"), incident("A"), mail(onlyIf(OnlyIf.CREATED)));
    Batch live = setup.batch(daemon, epoch, 1, List.of(judged));
    Batch observing =
        new Batch(
            live.daemon(),
            live.lane(),
            live.epoch(),
            live.run(),
            Batch.Mode.OBSERVE,
            live.events(),
            live.pointers(),
            live.counters(),
            live.keep());
    setup.committed(observing);
    setup.committed(observing);
    OutboxEntry held = single();
    assertThat(held.hold()).isEqualTo(Hold.OBSERVED);
    assertThat(held.delivery().content()).contains("title=A");
    assertThat(claim()).isEmpty();
    assertThat(setup.made(daemon)).isZero();
    setup.committed(live);
    OutboxEntry real = single();
    assertThat(real.state()).isEqualTo(State.OPEN);
    assertThat(real.delivery().id()).isEqualTo(held.delivery().id());
    assertThat(real.delivery().orderKey()).startsWith("incident/");
  }

  @Test
  void theSwitchHoldsEverythingAndIsRemembered() {
    commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE)));
    outbox.hold(true, "ann", "mail server moves", START);
    try {
      assertThat(claim()).isEmpty();
      assertThat(outbox.heldAll())
          .hasValueSatisfying(by -> {
            assertThat(by.who()).isEqualTo("ann");
            assertThat(by.words()).isEqualTo("mail server moves");
          });
    } finally {
      outbox.hold(false, "ann", "it has moved", START);
    }
    assertThat(outbox.heldAll()).isEmpty();
    assertThat(claim()).hasSize(1);
  }

  @Test
  void aPersonHoldsReleasesAndDiscardsOnlyWhatIsNotBeingSent() {
    commit(
        judged(event("a"), mail(DeliveryTerms.NONE)), judged(event("b"), mail(DeliveryTerms.NONE)));
    List<Long> numbers = all().stream().map(OutboxEntry::number).toList();
    assertThat(outbox.act(List.of(numbers.get(0)), Act.HOLD, ANN)).containsExactly(numbers.get(0));
    OutboxEntry sending = claim().getFirst();
    assertThat(outbox.act(numbers, Act.DISCARD, new Ending("no", "ann", START)))
        .containsExactly(numbers.get(0));
    assertThat(done(sending)).isTrue();
    assertThat(outbox.act(numbers, Act.RETRY, ANN)).isEmpty();
    assertThat(all()).extracting(OutboxEntry::state).containsExactly(State.DISCARDED, State.DONE);
    assertThat(all().getFirst().ending()).isEqualTo(new Ending("no", "ann", START));
    assertThat(outbox.count(new Filter(daemon, Set.of(State.DONE), null))).isEqualTo(1);
  }

  @Test
  void aHostIsAskedAsOftenAsItsBudgetSaysAndRestsWhenItAsksForThat() {
    String host = "host-" + daemon.value() + ".example";
    assertThat(outbox.room(host, 2, START)).isEqualTo(START);
    assertThat(outbox.room(host, 2, START.plusSeconds(1))).isEqualTo(START.plusSeconds(1));
    assertThat(outbox.room(host, 2, START.plusSeconds(2))).isEqualTo(START.plusSeconds(60));
    assertThat(outbox.room(host, 2, START.plusSeconds(60))).isEqualTo(START.plusSeconds(60));
    outbox.rest(host, START.plusSeconds(500));
    outbox.rest(host, START.plusSeconds(300));
    assertThat(outbox.room(host, 2, START.plusSeconds(200))).isEqualTo(START.plusSeconds(500));
    assertThat(outbox.room(host, 2, START.plusSeconds(500))).isEqualTo(START.plusSeconds(500));
    assertThat(outbox.room("other-" + host, 2, START)).isEqualTo(START);
  }

  @Test
  void theAnswerIsWrittenToTheObjectTogetherWithTheEnd() {
    ObjectRef object =
        only(commit(judged(event("a"), incident("A"), mail(DeliveryTerms.NONE))).getFirst());
    OutboxEntry taken = claim().getFirst();
    assertThatThrownBy(() ->
            outbox.done(
                taken,
                SENT,
                "{}",
                transaction -> {
                  note(transaction, taken, object);
                  throw new IllegalStateException("killed");
                }))
        .hasMessageContaining("killed");
    assertThat(single().state()).isEqualTo(State.OPEN);
    assertThat(setup.store.casework().notes(object)).isEmpty();
    assertThat(
            outbox.done(
                taken, SENT, "{\"ticket\":7}", transaction -> note(transaction, taken, object)))
        .isTrue();
    assertThat(setup.store.casework().notes(object)).hasSize(1);
    assertThat(outbox.answer(taken.number())).hasValue("{\"ticket\":7}");
    assertThat(outbox.done(taken, SENT, "{}", transaction -> note(transaction, taken, object)))
        .isFalse();
    assertThat(setup.store.casework().notes(object)).hasSize(1);
  }

  private void note(
      org.tomte.casework.CaseworkTransaction transaction, OutboxEntry entry, ObjectRef object) {
    var cause = entry.delivery().origin().cause();
    assertThat(cause).isNotNull();
    new Casework(transaction, java.util.Objects.requireNonNull(cause), CaseworkContext.plain(clock))
        .addNote(object, "Sent.");
  }

  @Test
  void whatEndedLongAgoIsRemovedAndWhatIsOpenStays() {
    commit(
        judged(event("a"), mail(DeliveryTerms.NONE)),
        judged(event("b"), mail(DeliveryTerms.NONE)),
        judged(event("c"), mail(new DeliveryTerms(null, null, true, Set.of()))));
    done(claim().getFirst());
    assertThat(outbox.remove(START.plusSeconds(2), START.plusSeconds(2))).isPositive();
    assertThat(all())
        .extracting(OutboxEntry::state)
        .containsExactlyInAnyOrder(State.OPEN, State.HELD);
  }
}
