package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.STREAM;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.failing;
import static org.tomte.testkit.CommitSetup.judged;
import static org.tomte.testkit.CommitSetup.many;
import static org.tomte.testkit.CommitSetup.only;
import static org.tomte.testkit.CommitSetup.triage;
import static org.tomte.testkit.CommitSetup.unmatched;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Acknowledgement;
import org.tomte.api.Attachment;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeyUse;
import org.tomte.engine.commit.PendingAcknowledgements.Pending;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.keep.KeptEvents.KeptEvent;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.RuleCount;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;

/** What every store of the machinery must do for a commit: all of it or nothing, once. */
public abstract class CommitContract {
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

  @Test
  void writesObjectsDecisionsCountersAndThePointerTogether() {
    EventOutcome outcome = commit(judged(event("a"), triage("First"))).getFirst();

    assertThat(outcome).isInstanceOf(EventOutcome.Created.class);
    TriageEvent made = setup.triageEvent(only(outcome));
    assertThat(made.title()).isEqualTo("First");
    assertThat(made.createdBy().words()).contains(String.valueOf(daemon.value()), "rule");
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 1");
    KeptEvent kept = setup.store.kept().ofKey(daemon, "a").getFirst();
    assertThat(kept.decision().rules()).hasSize(2);
    assertThat(kept.decision().revision()).isEqualTo(3);
    assertThat(kept.item().fields()).containsEntry("number", 7L);
    assertThat(setup.store.kept().ofObject(daemon, only(outcome), made.created()))
        .extracting(each -> each.item().key())
        .containsExactly("a");
    assertThat(setup.counted(daemon).of(Stage.CREATED)).isOne();
  }

  @Test
  void makesNothingOfEventsThatAreKnown() {
    EventOutcome first = commit(judged(event("a"), triage("First"))).getFirst();
    List<EventOutcome> again =
        commit(judged(event("a"), triage("First")), judged(event("b"), triage("Second")));

    assertThat(again.get(0)).isEqualTo(new EventOutcome.Known(List.of(only(first))));
    assertThat(again.get(1)).isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.made(daemon)).isEqualTo(2);
  }

  @Test
  void writesNothingForAStaleEpoch() {
    long newer = setup.epoch(daemon);
    BatchOutcome outcome = setup.commit(setup.batch(daemon, epoch, 1, many("s", 30)));

    assertThat(outcome).isEqualTo(new BatchOutcome.Stale(newer));
    assertThat(setup.made(daemon)).isZero();
    assertThat(setup.pointerOf(daemon)).isNull();
    assertThat(setup.counted(daemon).isZero()).isTrue();
    assertThat(setup.store.kept().ofKey(daemon, "s1")).isEmpty();
    assertThat(setup.store.runs().of(daemon, null, 5)).isEmpty();
  }

  @Test
  void writesNothingForALaneThatWasNeverOpened() {
    BatchOutcome outcome = setup.commit(setup.batch(setup.daemon(), 1, 1, many("n", 1)));

    assertThat(outcome).isEqualTo(new BatchOutcome.Stale(0));
  }

  @Test
  void keepsAStaleBatchFromStoppingTheOthers() {
    DaemonId other = setup.daemon();
    long otherEpoch = setup.epoch(other);
    List<BatchOutcome> outcomes =
        setup.commit.commit(
            List.of(
                setup.batch(daemon, epoch - 1, 1, many("x", 3)),
                setup.batch(other, otherEpoch, 1, many("x", 3))));

    assertThat(outcomes.get(0)).isInstanceOf(BatchOutcome.Stale.class);
    assertThat(CommitSetup.events(outcomes.get(1)))
        .hasSize(3)
        .allMatch(EventOutcome.Created.class::isInstance);
  }

  @Test
  void refusesTwoBatchesOfOneLane() {
    Batch batch = setup.batch(daemon, epoch, 1, many("x", 1));

    assertThatThrownBy(() -> setup.commit.commit(List.of(batch, batch)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(daemon.value()));
  }

  @Test
  void runsAPlannedInstantOnce() {
    commit(judged(event("a"), triage("First")));
    RunLog.LoggedRun run = setup.store.runs().of(daemon, null, 5).getFirst();
    assertThat(run.commits()).isOne();
    assertThat(run.outcome()).isNull();
    assertThat(setup.store.runs().settled(daemon, START)).isFalse();
    setup
        .store
        .runs()
        .end(
            List.of(
                new RunLog.Ended(
                    run.run(),
                    epoch,
                    "done",
                    "one event",
                    true,
                    START.plusSeconds(3),
                    Counters.ZERO)));
    long newer = setup.epoch(daemon);
    Batch late = setup.batch(daemon, newer, 2, many("late", 2));

    assertThat(setup.commit(late)).isEqualTo(new BatchOutcome.AlreadyRun(START, START, "node-1"));
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 1");
    assertThat(setup.store.runs().settled(daemon, START)).isTrue();
    assertThat(setup.store.runs().of(daemon, null, 5).getFirst().words()).isEqualTo("one event");
  }

  @Test
  void letsAnotherRunTakeOverAPlannedInstantThatIsNotSettled() {
    commit(judged(event("a"), triage("First")));
    long newer = setup.epoch(daemon);
    Batch batch = setup.batch(daemon, newer, 2, many("more", 2));
    RunRef other = new RunRef(START, RunRef.Cause.RETRY, START.plusSeconds(60), "node-2");
    Batch takenOver =
        new Batch(
            daemon,
            Batch.WHOLE,
            newer,
            other,
            batch.mode(),
            batch.events(),
            batch.pointers(),
            batch.counters(),
            batch.keep());

    assertThat(setup.committed(takenOver)).hasSize(2);
    RunLog.LoggedRun run = setup.store.runs().of(daemon, null, 5).getFirst();
    assertThat(run.commits()).isEqualTo(2);
    assertThat(run.run().node()).isEqualTo("node-2");
  }

  @Test
  void keepsNoKeyOfWhatMadeNothingButExplainsIt() {
    Judged discarded = judged(event("junk"), new Effect.Discard("newsletter"));
    List<EventOutcome> outcomes = commit(discarded, unmatched(event("quiet")));

    assertThat(outcomes)
        .containsExactly(new EventOutcome.Discarded("newsletter"), new EventOutcome.Unmatched());
    assertThat(commit(discarded)).containsExactly(new EventOutcome.Discarded("newsletter"));
    KeptEvent why = setup.store.kept().ofKey(daemon, "quiet").getFirst();
    assertThat(why.decision().matched()).isFalse();
    assertThat(why.made()).isNull();
    assertThat(setup.store.kept().ofKey(daemon, "junk").getFirst().decision().effects())
        .extracting(effect -> effect.fields())
        .containsExactly(Map.of("reason", "newsletter"));
    assertThat(setup.store.kept().ofKey(daemon, "other")).isEmpty();
  }

  @Test
  void knowsAnEventThatMadeNothingWhenItsKeyIsNeeded() {
    Judged plain = unmatched(event("quiet"));
    Judged needed =
        new Judged(STREAM, plain.item(), plain.decision(), Acknowledgements.NONE, KeyUse.ALWAYS, 0);

    assertThat(commit(needed)).containsExactly(new EventOutcome.Unmatched());
    assertThat(commit(needed)).containsExactly(new EventOutcome.Known(List.of()));
  }

  @Test
  void tellsNobodyOfWhatWasThereBeforeTheStreamBeganUntilANewerVersionComes() {
    Acknowledgements wanted =
        new Acknowledgements(List.of(new Acknowledgements.Step("move", "Processed")), List.of());
    Judged before = Judged.leftOut(STREAM, event("old"), CommitSetup.START);
    assertThat(commit(before)).containsExactly(new EventOutcome.LeftOut());
    assertThat(setup.counted(daemon).of(Stage.LEFT_OUT)).isEqualTo(1);
    assertThat(setup.counted(daemon).of(Stage.NEW)).isZero();

    Judged again = told(judged(event("old"), triage("Old")), wanted);
    assertThat(commit(again)).containsExactly(new EventOutcome.Known(List.of()));
    assertThat(setup.store.acknowledgements().open(daemon, 10)).isEmpty();
    assertThat(setup.store.kept().ofKey(daemon, "old")).isEmpty();

    Judged newer = told(judged(event("old", "2"), triage("Old")), wanted);
    assertThat(commit(newer).getFirst()).isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.store.acknowledgements().open(daemon, 10)).hasSize(1);
  }

  @Test
  void countsEveryEventExactlyOnce() {
    commit(judged(event("known"), triage("First")));
    List<Judged> page = new ArrayList<>(many("c", 21));
    page.add(judged(event("known"), triage("First")));
    page.add(unmatched(event("u")));
    page.add(judged(event("d"), new Effect.Discard("on purpose")));
    page.add(failing(event("f"), "mapping", "no date"));
    BatchOutcome outcome = setup.commit(setup.batch(daemon, epoch, 2, page));

    assertThat(outcome).isInstanceOf(BatchOutcome.Committed.class);
    Counters counters = setup.counted(daemon);
    assertThat(counters.of(Stage.READ)).isEqualTo(26);
    assertThat(counters.of(Stage.KNOWN) + counters.of(Stage.NEW)).isEqualTo(26);
    assertThat(counters.of(Stage.KNOWN)).isOne();
    assertThat(counters.of(Stage.CREATED)).isEqualTo(22);
    assertThat(counters.of(Stage.OBJECTS)).isEqualTo(22);
    assertThat(counters.of(Stage.DISCARDED)).isEqualTo(2);
    assertThat(counters.of(Stage.UNMATCHED)).isOne();
    assertThat(counters.of(Stage.QUARANTINED)).isOne();
    assertThat(counters.of(Stage.NOT_JUDGED)).isEqualTo(23);
    assertThat(counters.of("rule")).isEqualTo(new RuleCount(23, 0, 0));
    assertThat(counters.of("other")).isEqualTo(new RuleCount(0, 23, 0));
  }

  @Test
  void sendsOneBadEventToQuarantineAndWorksOnTheOthers() {
    List<EventOutcome> outcomes =
        commit(
            judged(event("good"), triage("Good")),
            failing(event("bad"), "mapping", "'soon' is no date"),
            judged(event("fine"), triage("Fine")));

    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(2)).isInstanceOf(EventOutcome.Created.class);
    QuarantineEntry entry =
        setup.store.quarantine().list(QuarantineStore.Filter.open(daemon), 10).getFirst();
    assertThat(outcomes.get(1))
        .isEqualTo(new EventOutcome.Quarantined(entry.id(), "mapping", "'soon' is no date"));
    assertThat(entry.item().key()).isEqualTo("bad");
    assertThat(entry.item().fields()).containsEntry("title", "Title of bad");
    assertThat(entry.instant()).isEqualTo(START);
    assertThat(commit(failing(event("bad"), "mapping", "'soon' is no date")))
        .containsExactly(new EventOutcome.Known(List.of()));
  }

  @Test
  void keepsWhatCouldNotBeReadByteForByte() throws IOException {
    byte[] bytes = new byte[3_000_000];
    new Random(7).nextBytes(bytes);
    Raw raw = new Raw("message/rfc822", Content.of(bytes));
    Unreadable broken = new Unreadable("m", Position.NONE, raw, "no header ends before byte 12");
    Decision decision = failing(event("m"), "read", broken.reason()).decision();
    commit(Judged.of(STREAM, broken, decision));

    QuarantineEntry entry =
        setup.store.quarantine().list(QuarantineStore.Filter.open(daemon), 10).getFirst();
    assertThat(entry.item().unreadable()).isEqualTo(broken.reason());
    if (entry.item().item(setup.store.blobs()) instanceof Unreadable kept) {
      assertThat(kept.raw().content().size()).isEqualTo(bytes.length);
      try (InputStream content = kept.raw().content().open()) {
        assertThat(content.readAllBytes()).isEqualTo(bytes);
      }
    } else {
      throw new AssertionError("it became readable");
    }
  }

  @Test
  void keepsRawFormsAndAttachmentsOfEventsThatMadeSomething() throws IOException {
    byte[] raw = "From: a@example.com\n\nhello ".repeat(400).getBytes(StandardCharsets.UTF_8);
    byte[] file = {1, 2, 3};
    String digest = "039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81";
    Attachment attachment =
        new Attachment("a.bin", "application/octet-stream", digest, Content.of(file));
    Event event =
        new Event(
            "mail",
            Position.NONE,
            null,
            null,
            Map.of("subject", "hello"),
            List.of(attachment),
            new Raw("message/rfc822", Content.of(raw)),
            null);
    commit(judged(event, triage("Mail")));

    KeptEvent kept = setup.store.kept().ofKey(daemon, "mail").getFirst();
    if (!(kept.item().item(setup.store.blobs()) instanceof Event read) || read.raw() == null) {
      throw new AssertionError("the raw form is gone");
    }
    try (InputStream content = read.raw().content().open()) {
      assertThat(content.readAllBytes()).isEqualTo(raw);
    }
    try (InputStream content = read.attachments().getFirst().content().open()) {
      assertThat(content.readAllBytes()).isEqualTo(file);
    }
  }

  @Test
  void stopsWhenMostOfAPageFailsInOneStage() {
    List<Judged> page = new ArrayList<>(many("ok", 9));
    for (int i = 0; i < 11; i++) {
      page.add(failing(event("bad" + i), "mapping", "reason " + i));
    }
    BatchOutcome outcome = setup.commit(setup.batch(daemon, epoch, 1, page));

    if (!(outcome instanceof BatchOutcome.Refused refused)) {
      throw new AssertionError("it was not refused: " + outcome);
    }
    assertThat(refused.kind()).isEqualTo(FaultKind.BAD_DATA);
    assertThat(refused.words()).contains("11 of 20", "mapping", "reason 0");
    assertThat(setup.made(daemon)).isZero();
    assertThat(setup.pointerOf(daemon)).isNull();
    assertThat(setup.store.quarantine().count(QuarantineStore.Filter.open(daemon))).isZero();
  }

  @Test
  void quarantinesHalfAPageAndWholeSmallPages() {
    List<Judged> half = new ArrayList<>(many("ok", 10));
    for (int i = 0; i < 10; i++) {
      half.add(failing(event("half" + i), "mapping", "reason"));
    }
    setup.committed(setup.batch(daemon, epoch, 1, half));
    List<Judged> small = new ArrayList<>();
    for (int i = 0; i < 19; i++) {
      small.add(failing(event("small" + i), "rule", "reason"));
    }
    setup.committed(setup.batch(daemon, epoch, 2, small));

    assertThat(setup.store.quarantine().count(QuarantineStore.Filter.open(daemon))).isEqualTo(29);
    assertThat(setup.pointerOf(daemon)).isEqualTo("after page 2");
  }

  @Test
  void quarantinesOnlyTheEventThatTheDataLayerRefuses() {
    Effect misspelt =
        new Effect.AddToTriage(Map.of("title", "x", "severty", "high"), Effect.Merge.IGNORE);
    List<EventOutcome> outcomes =
        commit(
            judged(event("a"), triage("A")),
            judged(event("b"), triage("made before the refusal"), misspelt),
            judged(event("c"), triage("C")));

    assertThat(outcomes.get(0)).isInstanceOf(EventOutcome.Created.class);
    assertThat(outcomes.get(2)).isInstanceOf(EventOutcome.Created.class);
    if (!(outcomes.get(1) instanceof EventOutcome.Quarantined failed)) {
      throw new AssertionError("it was not quarantined: " + outcomes.get(1));
    }
    assertThat(failed.stage()).isEqualTo("commit");
    assertThat(failed.reason()).contains("severty");
    assertThat(setup.made(daemon)).isEqualTo(2);
  }

  @Test
  void rememberWhatTheSourceMustBeToldUntilItIsDone() {
    Acknowledgements wanted =
        new Acknowledgements(
            List.of(new Acknowledgements.Step("move", "Processed")),
            List.of(new Acknowledgements.Step("move", "Quarantine")));
    Judged good = told(judged(event("good"), triage("Good")), wanted);
    Judged quiet = told(unmatched(event("quiet")), wanted);
    Judged bad = told(failing(event("bad"), "mapping", "reason"), wanted);
    commit(good, quiet, bad);

    List<Pending> open = setup.store.acknowledgements().open(daemon, 10);
    assertThat(open)
        .extracting(Pending::acknowledgement)
        .containsExactlyInAnyOrder(
            new Acknowledgement("good", "move", "Processed"),
            new Acknowledgement("quiet", "move", "Processed"),
            new Acknowledgement("bad", "move", "Quarantine"));
    assertThat(open).allMatch(each -> each.stream().name().equals(STREAM));
    setup.store.acknowledgements().done(open.subList(0, 2));
    setup.store.acknowledgements().park(open.get(2), "the folder is gone");
    assertThat(setup.store.acknowledgements().open(daemon, 10)).isEmpty();
    assertThat(setup.store.acknowledgements().parked(daemon, 10))
        .extracting(Pending::parked)
        .containsExactly("the folder is gone");

    commit(good, bad); // seen again, so it was not done there
    assertThat(setup.store.acknowledgements().open(daemon, 10))
        .extracting(Pending::acknowledgement)
        .containsExactlyInAnyOrder(
            new Acknowledgement("good", "move", "Processed"),
            new Acknowledgement("bad", "move", "Quarantine"));
  }

  private static Judged told(Judged judged, Acknowledgements wanted) {
    return new Judged(
        judged.stream(), judged.item(), judged.decision(), wanted, KeyUse.WHEN_MADE, 0);
  }

  @Test
  void observesWithoutMakingAnything() {
    Batch live = setup.batch(daemon, epoch, 1, many("o", 2));
    Batch observing =
        new Batch(
            daemon,
            Batch.WHOLE,
            epoch,
            live.run(),
            Batch.Mode.OBSERVE,
            live.events(),
            live.pointers(),
            live.counters(),
            live.keep());
    List<EventOutcome> outcomes = setup.committed(observing);

    assertThat(outcomes).hasSize(2).allMatch(EventOutcome.Observed.class::isInstance);
    assertThat(setup.made(daemon)).isZero();
    assertThat(setup.counted(daemon).of(Stage.OBSERVED)).isEqualTo(2);
    KeptEvent kept = setup.store.kept().ofKey(daemon, "o1").getFirst();
    assertThat(kept.decision().effects().getFirst().fields()).containsEntry("title", "Title o1");
    assertThat(setup.committed(live)).allMatch(EventOutcome.Created.class::isInstance);
  }

  @Test
  void takesTextThatNoDatabaseTakes() {
    Event hostile =
        new Event(
            "k\0ey",
            Position.NONE,
            null,
            null,
            Map.of("na\0me", "lone \ud800 surrogate", "deep", List.of(Map.of("x", "\0"))),
            List.of(),
            null,
            null);

    assertThat(commit(judged(hostile, triage("Hostile"))).getFirst())
        .isInstanceOf(EventOutcome.Created.class);
    assertThat(setup.store.kept().ofKey(daemon, "k\ufffdey").getFirst().item().fields())
        .containsEntry("na\ufffdme", "lone \ufffd surrogate");
  }

  @Test
  void countsMinutesInBuckets() {
    commit(judged(event("a"), triage("A")));
    setup.clock.advance(Duration.ofMinutes(61));
    commit(judged(event("b"), triage("B")), judged(event("c"), triage("C")));

    assertThat(
            setup
                .store
                .rollups()
                .funnel(daemon, START, START.plus(Duration.ofHours(3)), Duration.ofHours(1)))
        .extracting(bucket -> bucket.start(), bucket -> bucket.counters().of(Stage.CREATED))
        .containsExactly(tuple(START, 1L), tuple(START.plus(Duration.ofHours(1)), 2L));
  }
}
