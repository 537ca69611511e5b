package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.StreamKind;
import org.tomte.api.Unreadable;
import org.tomte.engine.pointer.PointerAlarm.Cause;
import org.tomte.engine.pointer.PointerSettings.Caps;
import org.tomte.engine.pointer.PointerSettings.Lateness;

/** Paging, alarms and the odd ways of sources. */
@NullUnmarked
class PointerAlgebraTest {
  private static final Instant T = ModelRunner.T0;
  private static final StreamKind.Watermark SECONDS =
      new StreamKind.Watermark(Duration.ofSeconds(1));
  private static final StreamKind.OrderedIds IDS = new StreamKind.OrderedIds(false);
  private static final StreamKind.OrderedIds SEQUENCE = new StreamKind.OrderedIds(true);
  private static final StreamKind.Snapshot FOLDER = new StreamKind.Snapshot(true);
  private static final PointerSettings ALL = PointerSettings.DEFAULT.withStart(Start.BEGINNING);

  private static Event at(String key, Instant time) {
    return Event.of(key, new Position.At(time, key), time, Map.of());
  }

  private static Event id(long id, Instant time) {
    return Event.of("row-" + id, new Position.Id(id), time, Map.of());
  }

  private static Item listed(String key, String version) {
    return new Listed(
        key,
        Position.NONE,
        version,
        () -> {
          throw new IllegalStateException("the algebra loads nothing");
        });
  }

  private static Accepted accept(ReadPlan plan, Page page) {
    return PointerAlgebra.accept(plan, page, 3, T, Members.NONE);
  }

  private static ModelRunner runner(StreamKind kind, PointerSettings settings, List<Item> items) {
    ModelRunner runner = new ModelRunner(kind, settings, _ -> Page.last(items), new Random(1));
    runner.maxEvents = 1_000;
    return runner;
  }

  @Test
  void aPageThatComesTwiceEndsTheRunWithAnAlarm() {
    for (StreamKind kind : List.of(SECONDS, IDS, new StreamKind.Token(), FOLDER)) {
      Position position =
          switch (kind) {
            case StreamKind.Watermark _ -> new Position.At(T, "");
            case StreamKind.OrderedIds _ -> new Position.Id(1);
            case StreamKind.Token _, StreamKind.Snapshot _ -> Position.NONE;
          };
      List<Event> items = List.of(Event.of("a", position, T, Map.of()));
      ReadPlan plan = PointerAlgebra.begin(kind, ALL, null, T, null);
      Accepted first = accept(plan, Page.more(items, "2"));
      Accepted second = accept(first.next(), Page.more(items, "3"));
      assertThat(second.alarms())
          .extracting(PointerAlarm::cause)
          .containsExactly(Cause.NO_PROGRESS);
      assertThat(second.next()).isNull();
      assertThat(second.items()).extracting(Judged::verdict).containsExactly(Verdict.KNOWN);
      assertThat(second.state()).isEqualTo(first.state());
      assertThat(second.progress()).isFalse();
    }
  }

  @Test
  void aLoopOfSeveralPagesEndsTheRun() {
    ReadPlan plan = PointerAlgebra.begin(SECONDS, ALL, null, T, null);
    int pages = 0;
    for (; plan != null; pages++) {
      List<Event> items = List.of(at("row-" + pages % 3, T.plusSeconds(pages % 3)));
      plan = accept(plan, Page.more(items, "page-" + pages)).next();
    }
    assertThat(pages).isLessThan(12);
  }

  @Test
  void aCursorThatNamesItselfEndsTheRun() {
    ReadPlan plan = PointerAlgebra.begin(SECONDS, ALL, null, T, null);
    Accepted first = accept(plan, Page.more(List.of(), "same"));
    Accepted second = accept(first.next(), Page.more(List.of(), "same"));
    assertThat(second.alarms()).extracting(PointerAlarm::cause).containsExactly(Cause.NO_PROGRESS);
    assertThat(second.next()).isNull();
  }

  @Test
  void pagingThatNeverEndsIsCapped() {
    ReadPlan plan =
        PointerAlgebra.begin(SECONDS, ALL.withCaps(new Caps(1, 1, 5, 1)), null, T, null);
    int pages = 0;
    List<PointerAlarm> alarms = List.of();
    for (; plan != null; pages++) {
      Accepted accepted = accept(plan, Page.more(List.of(), "page-" + pages));
      alarms = accepted.alarms();
      plan = accepted.next();
    }
    assertThat(pages).isEqualTo(5);
    assertThat(alarms).extracting(PointerAlarm::cause).containsExactly(Cause.PAGE_CAP);
  }

  @Test
  void aTieGroupLargerThanThePageIsPassedWithoutACursor() {
    List<Item> ties = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      ties.add(at("tie-" + i, T));
    }
    ties.add(at("after", T.plusSeconds(1)));
    ModelRunner runner =
        new ModelRunner(
            SECONDS,
            ALL.withCaps(new Caps(16, 1, 1_000, 1)),
            request ->
                Page.last(
                    ties.stream()
                        .skip(
                            request.from() instanceof Position.At at && at.time().isAfter(T)
                                ? 40
                                : 0)
                        .limit(request.maxEvents())
                        .toList()),
            new Random(1));
    runner.maxEvents = 5;
    runner.maxPages = 1;
    for (int run = 0; run < 30; run++) {
      runner.run();
    }
    ties.forEach(tie -> assertThat(runner.sink.decisions(tie.key() + "@null")).isEqualTo(1));
    assertThat(((WatermarkPointer) runner.state).time()).isEqualTo(T.plusSeconds(1));
  }

  @Test
  void equalKeysInOnePageAreOneEventAndAnAlarm() {
    List<Item> items = List.of(at("a", T), at("a", T), at("b", T));
    ModelRunner runner = runner(SECONDS, ALL, items);
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).containsExactly("a", "b");
    assertThat(runner.keys(Verdict.KNOWN)).containsExactly("a");
    assertThat(runner.alarms).containsExactly(Cause.DUPLICATE_KEYS);
  }

  @Test
  void aSourceThatRestartedItsIdsRaisesAnAlarm() {
    List<Item> items = new ArrayList<>(List.of(id(100, T), id(101, T)));
    ModelRunner runner = runner(IDS, ALL, items);
    runner.run();
    items.clear();
    items.addAll(List.of(id(1, T.plusSeconds(10)), id(2, T.plusSeconds(20))));
    runner.run();
    assertThat(runner.alarms).containsExactly(Cause.IDS_RESTARTED);
    assertThat(runner.keys(Verdict.KNOWN)).hasSize(2);
    assertThat(((OrderedIdsPointer) runner.state).highest()).isEqualTo(101);
  }

  @Test
  void aSilentRestartIsFoundByLookingAtTheBeginning() {
    OrderedIdsPointer state = new OrderedIdsPointer(null, 101L, GapLedger.EMPTY, T, false, null);
    ReadPlan check = PointerAlgebra.check(IDS, ALL, state);
    assertThat(check.from()).isNull();
    Accepted old = accept(check, Page.more(List.of(id(1, T.minusSeconds(9))), "2"));
    assertThat(old.alarms()).isEmpty();
    Accepted restarted = accept(check, Page.last(List.of(id(1, T.plusSeconds(301)))));
    assertThat(restarted.alarms())
        .extracting(PointerAlarm::cause)
        .containsExactly(Cause.IDS_RESTARTED);
    assertThat(restarted.alarms().getFirst().words()).contains("up to 1, below the pointer at 101");
    assertThat(restarted.state()).isEqualTo(state);
    assertThat(restarted.next()).isNull();
    assertThat(PointerAlgebra.check(SECONDS, ALL, WatermarkPointer.from(T, null))).isNull();
  }

  @Test
  void gapsAreGivenUpOnlyByAReadingAfterTheSettleTime() {
    List<Item> items = new ArrayList<>(List.of(id(1, T), id(3, T)));
    ModelRunner runner = runner(SEQUENCE, ALL, items);
    runner.run();
    // Stopped for an hour: the gap is old, but nobody has looked since.
    runner.now = T.plusSeconds(3_600);
    items.add(1, id(2, T));
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).containsExactly("row-2");
  }

  @Test
  void tooManyGapsAreForgottenFromBelowWithAnAlarm() {
    List<Item> items = new ArrayList<>();
    for (int i = 1; i < 40; i += 2) {
      items.add(id(i, T));
    }
    ModelRunner runner = runner(SEQUENCE, ALL.withCaps(new Caps(1, 5, 100, 1)), items);
    runner.run();
    assertThat(runner.alarms).containsExactly(Cause.GAPS_FORGOTTEN);
    assertThat(((OrderedIdsPointer) runner.state).gaps().gaps())
        .extracting(GapLedger.Gap::first)
        .containsExactly(30L, 32L, 34L, 36L, 38L);
  }

  @Test
  void idsAtTheEndsOfTheRangeAreNoTrouble() {
    List<Item> items =
        List.of(id(Long.MIN_VALUE, T), id(-1, T), id(0, T), id(1, T), id(Long.MAX_VALUE, T));
    ModelRunner runner = runner(SEQUENCE, ALL, items);
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).hasSize(5);
    runner.now = T.plusSeconds(3_600);
    runner.run();
    assertThat(runner.keys(Verdict.KNOWN)).hasSize(5);
    assertThat(((OrderedIdsPointer) runner.state).highest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void timesAtTheEndsOfTheRangeAreNoTrouble() {
    for (Duration step :
        List.of(Duration.ofMillis(1), Duration.ofDays(3), Duration.ofMillis(1_500))) {
      List<Item> items = List.of(at("min", Instant.MIN), at("a", T), at("max", Instant.MAX));
      ModelRunner runner =
          runner(
              new StreamKind.Watermark(step),
              ALL.withLateness(Lateness.DEFAULT.withReread(Duration.ofDays(400_000_000_000L))),
              items);
      runner.run();
      runner.run();
      items.forEach(one -> assertThat(runner.sink.decisions(one.key() + "@null")).isEqualTo(1));
      assertThat(((WatermarkPointer) runner.state).time()).isEqualTo(T);
    }
  }

  @Test
  void anEventHeldBackIsNotPassedByALaterId() {
    Lateness held = Lateness.DEFAULT.withHoldBack(Duration.ofSeconds(60));
    List<Item> items = List.of(id(1, T.minusSeconds(90)), id(2, T), id(3, T.minusSeconds(90)));
    ModelRunner runner = runner(IDS, ALL.withLateness(held), items);
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).containsExactly("row-1");
    assertThat(runner.keys(Verdict.BEYOND_HOLD_BACK)).containsExactly("row-2", "row-3");
    runner.now = T.plusSeconds(61);
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).containsExactly("row-2", "row-3");
  }

  @Test
  void aPageAfterAnEventHeldBackIsLeftForALaterRun() {
    PointerSettings settings =
        ALL.withLateness(Lateness.DEFAULT.withHoldBack(Duration.ofSeconds(60)));
    ReadPlan plan = PointerAlgebra.begin(IDS, settings, null, T, null);
    List<Event> first = List.of(id(1, T.minusSeconds(90)), id(2, T));
    Accepted accepted = accept(plan, Page.more(first, "2"));
    assertThat(accepted.next()).isNull();
    assertThat(((OrderedIdsPointer) accepted.state()).highest()).isEqualTo(1);
  }

  @Test
  void aMissingIdThatCameButIsTooYoungIsNotGivenUp() {
    Lateness held = Lateness.DEFAULT.withHoldBack(Duration.ofMinutes(10));
    Instant old = T.minusSeconds(3_600);
    List<Item> items = new ArrayList<>(List.of(id(1, old), id(3, old)));
    ModelRunner runner = runner(SEQUENCE, ALL.withLateness(held), items);
    runner.run();
    runner.now = T.plusSeconds(360);
    items.add(1, id(2, T.plusSeconds(359)));
    runner.run();
    assertThat(runner.keys(Verdict.BEYOND_HOLD_BACK)).containsExactly("row-2");
    runner.now = T.plusSeconds(1_200);
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).containsExactly("row-2");
  }

  @Test
  void anEventFarInTheFutureIsNotHeldBackForYears() {
    Lateness held = Lateness.DEFAULT.withHoldBack(Duration.ofSeconds(60));
    Instant far = Instant.parse("2099-01-01T00:00:00Z");
    ModelRunner times =
        runner(SECONDS, ALL.withLateness(held), List.of(at("a", T.minusSeconds(90)), at("b", far)));
    times.run();
    assertThat(times.keys(Verdict.FUTURE)).containsExactly("b");
    ModelRunner ids =
        runner(IDS, ALL.withLateness(held), List.of(id(1, far), id(2, T.minusSeconds(90))));
    ids.run();
    assertThat(ids.keys(Verdict.NEW)).containsExactly("row-1", "row-2");
  }

  @Test
  void asLongAsThePointerOfIdsWaitsOnlyTheSinkProvesWhatWasHandled() {
    ReadPlan plan = PointerAlgebra.begin(IDS, ALL, null, T, null);
    Accepted first = accept(plan, Page.more(List.of(id(9, T), id(8, T)), "2"));
    assertThat(first.items()).allMatch(Judged::keyNeeded);
    assertThat(((OrderedIdsPointer) first.state()).highest()).isNull();
    Accepted last = accept(first.next(), Page.last(List.of(id(7, T))));
    assertThat(((OrderedIdsPointer) last.state()).highest()).isEqualTo(9);
    assertThat(((OrderedIdsPointer) last.state()).unsorted()).isTrue();
  }

  @Test
  void whatLiesBeforeTheBoundaryIsForgotten() {
    List<Item> items = new ArrayList<>();
    ModelRunner runner = runner(SECONDS, ALL, items);
    for (int second = 0; second < 50; second++) {
      items.clear();
      items.add(at("a-" + second, T.plusSeconds(second)));
      items.add(at("b-" + second, T.plusSeconds(second)));
      runner.run();
    }
    KeyMemory memory = ((WatermarkPointer) runner.state).memory();
    assertThat(memory.steps()).containsOnlyKeys(T.plusSeconds(49));
    assertThat(memory.size()).isEqualTo(2);
  }

  @Test
  void theSourcesClockBoundsReadingWhereItIsKnown() {
    Lateness held = Lateness.DEFAULT.withHoldBack(Duration.ofSeconds(10));
    PointerSettings settings = ALL.withLateness(held);
    Instant slow = T.minusSeconds(600);
    ReadPlan plan = PointerAlgebra.begin(SECONDS, settings, null, T, slow);
    assertThat(plan.until()).isEqualTo(slow.minusSeconds(10).minusNanos(1));
    ReadPlan unaware = PointerAlgebra.begin(SECONDS, settings, null, T, null);
    Page page = new Page(List.of(at("a", slow.minusSeconds(5))), null, null, slow);
    assertThat(accept(unaware, page).items())
        .extracting(Judged::verdict)
        .containsExactly(Verdict.BEYOND_HOLD_BACK);
  }

  @Test
  void aStartInThePastTakesListedItemsOnlyOnceTheirTimeIsKnown() {
    PointerSettings settings = ALL.withStart(Start.parse("-24h"));
    ReadPlan plan = PointerAlgebra.begin(IDS, settings, null, T, null);
    assertThat(plan.from()).isNull();
    Instant cutoff = T.minus(Duration.ofHours(24));
    List<Item> items =
        List.of(
            id(1, cutoff.minusSeconds(1)),
            id(2, cutoff),
            new Listed("row-3", new Position.Id(3), "", () -> id(3, T)));
    List<Judged> judged = PointerAlgebra.accept(plan, Page.last(items), 9, T, Members.NONE).items();
    assertThat(judged)
        .extracting(Judged::verdict)
        .containsExactly(Verdict.OPENING, Verdict.NEW, Verdict.NEW);
    assertThat(judged.get(2).leftOut(id(3, cutoff.minusSeconds(1)))).isTrue();
    assertThat(judged.get(2).leftOut(id(3, cutoff))).isFalse();
    assertThat(judged.get(1).leftOut(id(2, cutoff.minusSeconds(1)))).isFalse();
  }

  @Test
  void aPositionOfAnotherKindIsTheConnectorsFault() {
    ReadPlan times = PointerAlgebra.begin(SECONDS, ALL, null, T, null);
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> accept(times, Page.last(List.of(id(1, T)))))
        .withMessage(
            "The event with key \"row-1\" has a position of kind ordered-ids, which a stream of"
                + " kind watermark never has.");
    ReadPlan ids = PointerAlgebra.begin(IDS, ALL, null, T, null);
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> accept(ids, Page.last(List.of(at("a", T)))));
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() ->
            PointerAlgebra.begin(new StreamKind.Watermark(Duration.ZERO), ALL, null, T, null));
  }

  @Test
  void aSmallListingIsBelievedOnceAPersonConfirmsIt() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(listed("file-" + i, "1"));
    }
    ModelRunner runner = runner(FOLDER, ALL, items);
    runner.run();
    items.subList(9, 20).clear();
    runner.run();
    runner.run();
    assertThat(runner.gone).isEmpty();
    assertThat(runner.alarms).containsExactly(Cause.SMALL_SNAPSHOT);
    runner.state = PointerMove.parse(FOLDER, "confirm").apply(FOLDER, ALL, runner.state, T, null);
    runner.run();
    assertThat(runner.gone).hasSize(11);
    assertThat(((SnapshotPointer) runner.state).confirmed()).isFalse();
  }

  @Test
  void halfOfTheMembersMayGoAndFewMembersMayAllGo() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      items.add(listed("file-" + i, "1"));
    }
    ModelRunner runner = runner(FOLDER, ALL, items);
    runner.run();
    items.subList(10, 20).clear();
    runner.run();
    assertThat(runner.gone).extracting(Member::key).hasSize(10).contains("file-19");
    items.clear();
    runner.run();
    assertThat(runner.gone).hasSize(20);
    assertThat(runner.alarms).isEmpty();
  }

  @Test
  void aListingThatWasReplacedByAnotherIsSuspiciousToo() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      items.add(listed("file-" + i, "1"));
    }
    ModelRunner runner = runner(FOLDER, ALL, items);
    runner.run();
    items.replaceAll(item -> listed("other-" + item.key(), "1"));
    runner.run();
    assertThat(runner.gone).isEmpty();
    assertThat(runner.alarms).containsExactly(Cause.SMALL_SNAPSHOT);
  }

  @Test
  void aSnapshotMovedToTheBeginningIsHandledOnceMore() {
    List<Item> items = List.of(listed("a", "1"), listed("b", "1"));
    ModelRunner runner = runner(FOLDER, ALL, items);
    runner.run();
    runner.state = PointerMove.parse(FOLDER, "beginning").apply(FOLDER, ALL, runner.state, T, null);
    runner.run();
    assertThat(runner.keys(Verdict.CHANGED)).containsExactly("a", "b");
    runner.run();
    assertThat(runner.keys(Verdict.KNOWN)).containsExactly("a", "b");
  }

  @Test
  void whatCannotBeReadIsAMemberUntilItsFaultChanges() {
    List<Item> items = new ArrayList<>();
    Raw raw = new Raw("text/plain", Content.of(new byte[0]));
    items.add(new Unreadable("a", Position.NONE, raw, "line 1"));
    ModelRunner runner = runner(FOLDER, ALL, items);
    runner.run();
    assertThat(runner.keys(Verdict.NEW)).containsExactly("a");
    runner.run();
    assertThat(runner.keys(Verdict.KNOWN)).containsExactly("a");
    items.set(0, listed("a", "2"));
    runner.run();
    assertThat(runner.keys(Verdict.CHANGED)).containsExactly("a");
  }

  @Test
  void aMembersTableThatDisagreesWithTheCountIsBelieved() {
    ModelRunner runner = runner(FOLDER, ALL, List.of(listed("a", "1")));
    runner.run();
    ReadPlan plan =
        PointerAlgebra.begin(FOLDER, ALL, new SnapshotPointer(1, 5, false, false, null), T, null);
    Accepted accepted =
        PointerAlgebra.accept(plan, Page.last(List.of(listed("a", "1"))), 9, T, runner.members);
    assertThat(accepted.gone()).isEmpty();
    assertThat(((SnapshotPointer) accepted.state()).members()).isEqualTo(1);
    assertThat(accepted.next()).isNull();
  }
}
