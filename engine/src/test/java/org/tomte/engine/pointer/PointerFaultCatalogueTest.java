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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.PointerSettings.Caps;
import org.tomte.engine.pointer.PointerSettings.Lateness;

/** What went wrong in other products, one case each; the numbers are those of FAULTS.md. */
@NullUnmarked
class PointerFaultCatalogueTest {
  private static final Instant T = ModelRunner.T0;
  private static final StreamKind.Watermark SECONDS =
      new StreamKind.Watermark(Duration.ofSeconds(1));
  private static final StreamKind.OrderedIds IDS = new StreamKind.OrderedIds(true);
  private static final PointerSettings ALL = PointerSettings.DEFAULT.withStart(Start.BEGINNING);

  private final List<Item> rows = new ArrayList<>();
  private final List<PollRequest> asked = new ArrayList<>();
  private ModelRunner runner;

  @BeforeEach
  void clear() {
    rows.clear();
    asked.clear();
  }

  private void stream(StreamKind kind, PointerSettings settings) {
    runner =
        new ModelRunner(
            kind,
            settings,
            request -> {
              asked.add(request);
              return Page.last(rows);
            },
            new Random(1));
    runner.maxEvents = 100;
  }

  private List<String> fresh() {
    assertThat(runner.run()).isTrue();
    return runner.keys(Verdict.NEW);
  }

  private static Event at(String key, Instant time) {
    return Event.of(key, new Position.At(time, key), time, Map.of());
  }

  private static Event id(long id) {
    return Event.of("row-" + id, new Position.Id(id), T.plusSeconds(id), Map.of());
  }

  private Instant time() {
    return runner.state instanceof WatermarkPointer watermark ? watermark.time() : null;
  }

  private Long highest() {
    return runner.state instanceof OrderedIdsPointer ids ? ids.highest() : null;
  }

  @Test
  @DisplayName(
      "#1 #12 #14 #30: rows added to a second that was read are found, the others not again")
  void rowsOfOneSecond() {
    stream(SECONDS, ALL);
    rows.addAll(List.of(at("a", T), at("b", T)));
    assertThat(fresh()).containsExactly("a", "b");
    rows.add(at("c", T));
    assertThat(fresh()).containsExactly("c");
    assertThat(fresh()).isEmpty();
    assertThat(asked.getLast().from()).isEqualTo(new Position.At(T, ""));
    List<Item> many = new ArrayList<>();
    for (int i = 0; i < 14; i++) {
      many.add(at("mail-" + i, T.plusSeconds(1)));
    }
    rows.addAll(many);
    assertThat(fresh()).hasSize(14);
  }

  @Test
  @DisplayName("#2: with hold-back a second is read only once it is over")
  void holdBack() {
    stream(SECONDS, ALL.withLateness(Lateness.DEFAULT.withHoldBack(Duration.ofSeconds(30))));
    runner.now = T.plusSeconds(30);
    rows.addAll(List.of(at("a", T.minusSeconds(1)), at("b", T), at("c", T.plusSeconds(20))));
    assertThat(fresh()).containsExactly("a");
    assertThat(runner.keys(Verdict.BEYOND_HOLD_BACK)).containsExactly("b", "c");
    assertThat(asked.getLast().until()).isEqualTo(T.minusNanos(1));
    rows.add(at("b2", T));
    runner.now = T.plusSeconds(31);
    assertThat(fresh()).containsExactly("b", "b2");
    runner.now = T.plusSeconds(60);
    assertThat(fresh()).containsExactly("c");
  }

  @Test
  @DisplayName("#4: an id that commits after a larger one is found; every id is accounted for")
  void lateIds() {
    stream(IDS, ALL);
    rows.addAll(List.of(id(1), id(2), id(5)));
    assertThat(fresh()).containsExactly("row-1", "row-2", "row-5");
    runner.now = T.plusSeconds(40);
    rows.addAll(2, List.of(id(3)));
    assertThat(fresh()).containsExactly("row-3");
    assertThat(PointerWords.describe(IDS, runner.state, "row"))
        .isEqualTo("row 5, 1 missing before it is watched");
    runner.now = T.plusSeconds(3_600);
    assertThat(fresh()).as("looks once more after the settle time").isEmpty();
    assertThat(PointerWords.describe(IDS, runner.state, "row")).isEqualTo("row 5");
  }

  @Test
  @DisplayName("#5: the pointer is the largest position of a page, never its last row")
  void unsortedPage() {
    stream(SECONDS, ALL);
    rows.addAll(List.of(at("b", T.plusSeconds(9)), at("a", T), at("c", T.plusSeconds(5))));
    assertThat(fresh()).containsExactly("b", "a", "c");
    assertThat(time()).isEqualTo(T.plusSeconds(9));
    assertThat(runner.alarms).containsExactly(PointerAlarm.Cause.UNSORTED);
  }

  @Test
  @DisplayName("#5: descending pages move the pointer only at the end of the run")
  void descendingPages() {
    stream(SECONDS, ALL);
    ReadPlan plan = PointerAlgebra.begin(SECONDS, ALL, null, T, null);
    Page first = Page.more(List.of(at("d", T.plusSeconds(3)), at("c", T.plusSeconds(2))), "2");
    Accepted one = PointerAlgebra.accept(plan, first, 2, T, Members.NONE);
    assertThat(((WatermarkPointer) one.state()).time()).isNull();
    Page second = Page.last(List.of(at("b", T.plusSeconds(1))));
    Accepted two = PointerAlgebra.accept(one.next(), second, 2, T, Members.NONE);
    assertThat(((WatermarkPointer) two.state()).time()).isEqualTo(T.plusSeconds(3));
    // Killed after the first page, the next run reads all of it and knows what was handled.
    Page again =
        Page.last(List.of(at("d", T.plusSeconds(3)), at("a", T), at("b", T.plusSeconds(1))));
    ReadPlan next = PointerAlgebra.begin(SECONDS, ALL, one.state(), T, null);
    List<Judged> judged = PointerAlgebra.accept(next, again, 9, T, Members.NONE).items();
    assertThat(judged)
        .extracting(Judged::verdict)
        .containsExactly(Verdict.KNOWN, Verdict.NEW, Verdict.NEW);
  }

  @Test
  @DisplayName("#6: a pointer of another kind is refused with the way out")
  void otherKind() {
    WatermarkPointer old = WatermarkPointer.from(T, null);
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> PointerAlgebra.begin(IDS, ALL, old, T, null))
        .withMessage(
            "The pointer is of kind watermark, the stream is of kind ordered-ids: reset the"
                + " pointer.");
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(() -> PointerCodec.read(PointerCodec.write(old), IDS));
  }

  @Test
  @DisplayName("#7: a start is of the type of the column")
  void typedStart() {
    assertThatExceptionOfType(PointerFault.class)
        .isThrownBy(
            () -> PointerAlgebra.begin(SECONDS, ALL.withStart(Start.parse("0")), null, T, null))
        .withMessageContaining("\"0\" is no position in a stream of times");
    ReadPlan ids = PointerAlgebra.begin(IDS, ALL.withStart(Start.parse("0")), null, T, null);
    assertThat(ids.from()).isEqualTo(new Position.Id(0));
    ReadPlan times =
        PointerAlgebra.begin(SECONDS, ALL.withStart(Start.parse("2026-11-21")), null, T, null);
    assertThat(times.from()).isEqualTo(new Position.At(Instant.parse("2026-11-21T00:00:00Z"), ""));
  }

  @Test
  @DisplayName("#10 #20: the last row is not read again, whatever the precision")
  void lastRowOnce() {
    for (Duration precision :
        List.of(Duration.ofNanos(1), Duration.ofMillis(1), Duration.ofDays(1))) {
      rows.clear();
      stream(new StreamKind.Watermark(precision), ALL);
      rows.add(at("a", T.plusNanos(123_456_789)));
      assertThat(fresh()).containsExactly("a");
      assertThat(fresh()).isEmpty();
      assertThat(fresh()).isEmpty();
    }
  }

  @Test
  @DisplayName("#11 #19: the pointer is the data's, and an empty run leaves it alone")
  void emptyRun() {
    stream(SECONDS, ALL);
    rows.add(at("a", T));
    fresh();
    PointerState before = runner.state;
    rows.clear();
    runner.now = T.plusSeconds(86_400);
    runner.run();
    assertThat(runner.state).isEqualTo(before);
    rows.add(at("late-by-a-day", T.plusSeconds(1)));
    assertThat(fresh()).containsExactly("late-by-a-day");
  }

  @Test
  @DisplayName("#16: a row without a time is handled, and by its key only once")
  void nullTimes() {
    stream(SECONDS, ALL);
    rows.add(Event.of("n", Position.NONE, null, Map.of()));
    for (int run = 0; run < 3; run++) {
      runner.run();
      assertThat(runner.lastRun)
          .allMatch(one -> one.verdict() == Verdict.NULL_POSITION && one.keyNeeded());
    }
    assertThat(runner.sink.decisions("n@null")).isEqualTo(1);
    assertThat(time()).isNull();
  }

  @Test
  @DisplayName("#17: a row dated in the future is handled at once and moves nothing")
  void futureRows() {
    stream(SECONDS, ALL);
    rows.addAll(
        List.of(at("now", T), at("soon", T.plusSeconds(300)), at("far", T.plusSeconds(301))));
    assertThat(fresh()).containsExactly("now", "soon");
    assertThat(runner.keys(Verdict.FUTURE)).containsExactly("far");
    assertThat(time()).isEqualTo(T.plusSeconds(300));
    assertThat(runner.alarms).containsExactly(PointerAlarm.Cause.FUTURE_POSITIONS);
    runner.now = T.plusSeconds(400);
    assertThat(fresh()).isEmpty();
    assertThat(time()).isEqualTo(T.plusSeconds(301));
  }

  @Test
  @DisplayName("#21 #26 #39: pointers of two streams share nothing")
  void independentStreams() {
    ReadPlan opened = PointerAlgebra.begin(SECONDS, ALL, WatermarkPointer.from(T, null), T, null);
    ReadPlan closed = PointerAlgebra.begin(SECONDS, ALL, null, T, null);
    Page page = Page.last(List.of(at("a", T.plusSeconds(5))));
    PointerAlgebra.accept(opened, page, 9, T, Members.NONE);
    assertThat(closed.from()).isNull();
    assertThat(PointerAlgebra.accept(closed, page, 9, T, Members.NONE).items())
        .extracting(Judged::verdict)
        .containsExactly(Verdict.NEW);
  }

  @Test
  @DisplayName("#22: a backlog is drained page by page; a page that failed is simply read again")
  void backlog() {
    stream(SECONDS, ALL);
    for (int i = 0; i < 50; i++) {
      rows.add(at("row-" + i, T.plusSeconds(i / 20)));
    }
    ReadPlan plan = PointerAlgebra.begin(SECONDS, ALL, null, T, null);
    Page page = Page.more(rows.subList(0, 7), "7");
    Accepted once = PointerAlgebra.accept(plan, page, 7, T, Members.NONE);
    Accepted twice = PointerAlgebra.accept(plan, page, 7, T, Members.NONE);
    assertThat(twice.state()).isEqualTo(once.state());
    assertThat(twice.items()).isEqualTo(once.items());
    ReadPlan resumed = PointerAlgebra.begin(SECONDS, ALL, once.state(), T, null);
    Accepted rest = PointerAlgebra.accept(resumed, Page.last(rows), 99, T, Members.NONE);
    assertThat(rest.items()).filteredOn(one -> one.verdict() == Verdict.NEW).hasSize(43);
  }

  @Test
  @DisplayName(
      "#24 #29: an object whose time was rewritten is the same object; a new version is news")
  void rewrittenTimes() {
    stream(SECONDS, ALL.withLateness(Lateness.DEFAULT.withReread(Duration.ofMinutes(10))));
    rows.add(at("alert", T));
    assertThat(fresh()).containsExactly("alert");
    rows.set(0, at("alert", T.plusSeconds(60)));
    assertThat(fresh()).isEmpty();
    rows.set(
        0,
        new Event(
            "alert",
            new Position.At(T.plusSeconds(90), ""),
            T,
            "2",
            Map.of(),
            List.of(),
            null,
            null));
    assertThat(fresh()).containsExactly("alert");
    assertThat(fresh()).isEmpty();
  }

  @Test
  @DisplayName("#25 #51: what is remembered is bounded; what does not fit is proved by the sink")
  void boundedMemory() {
    stream(SECONDS, ALL.withCaps(new Caps(10, 1, 100, 10)));
    for (int i = 0; i < 25; i++) {
      rows.add(at("row-" + i, T));
    }
    fresh();
    assertThat(runner.lastRun).filteredOn(Judged::keyNeeded).hasSize(15);
    fresh();
    fresh();
    rows.forEach(row -> assertThat(runner.sink.decisions(row.key() + "@null")).isEqualTo(1));
    assertThat(PointerCodec.write(runner.state).length()).isLessThan(600);
  }

  @Test
  @DisplayName("#27 #150: a filter by whole days, or none at all, repeats nothing")
  void coarseFilter() {
    stream(new StreamKind.Watermark(Duration.ofDays(1)), ALL);
    rows.addAll(List.of(at("old", T.minusSeconds(90_000)), at("a", T), at("b", T.plusSeconds(60))));
    assertThat(fresh()).containsExactly("old", "a", "b");
    rows.add(at("c", T.plusSeconds(30)));
    assertThat(fresh()).containsExactly("c");
    assertThat(runner.keys(Verdict.BEFORE)).containsExactly("old");
    assertThat(runner.alarms).contains(PointerAlarm.Cause.FILTER_IGNORED);
  }

  @Test
  @DisplayName("#31 #41: a run that ends without the promised token says so")
  void missingToken() {
    stream(new StreamKind.Token(), ALL);
    rows.add(Event.of("a", Position.NONE, null, Map.of()));
    assertThat(fresh()).containsExactly("a");
    assertThat(runner.alarms).containsExactly(PointerAlarm.Cause.POINTER_NOT_PRODUCED);
    assertThat(fresh()).isEmpty();
  }

  @Test
  @DisplayName("#32 #45 #142: while pages follow, the filter stays as it was")
  void filterStays() {
    WatermarkPointer state = WatermarkPointer.from(T, null);
    ReadPlan plan = PointerAlgebra.begin(SECONDS, ALL, state, T, null);
    Page page = Page.more(List.of(at("a", T.plusSeconds(50))), "cursor");
    ReadPlan next = PointerAlgebra.accept(plan, page, 9, T, Members.NONE).next();
    assertThat(next.from()).isEqualTo(plan.from());
    assertThat(next.next()).isEqualTo("cursor");
    PointerState moved =
        PointerMove.parse(SECONDS, "beginning").apply(SECONDS, ALL, state, T, null);
    ReadPlan fresh = PointerAlgebra.begin(SECONDS, ALL, moved, T, null);
    assertThat(fresh.from()).isNull();
    assertThat(fresh.next()).isNull();
  }

  @Test
  @DisplayName("#35: no key and no position ever comes from the clock")
  void clockIsNoIdentity() {
    PointerState first = null;
    for (int hour = 0; hour < 3; hour++) {
      ReadPlan plan = PointerAlgebra.begin(SECONDS, ALL, null, T.plusSeconds(hour * 3_600L), null);
      Page page = Page.last(List.of(at("a", T), Event.of("b", Position.NONE, null, Map.of())));
      Accepted accepted =
          PointerAlgebra.accept(plan, page, 9, T.plusSeconds(hour * 3_600L), Members.NONE);
      assertThat(accepted.items())
          .extracting(Judged::key)
          .containsExactly(KeyHash.of("a"), KeyHash.of("b"));
      first = first == null ? accepted.state() : first;
      assertThat(accepted.state()).isEqualTo(first);
    }
  }

  @Test
  @DisplayName("#36 #37 #42: a run that fails later keeps what was committed before")
  void firstImportResumes() {
    ReadPlan plan = PointerAlgebra.begin(IDS, ALL, null, T, null);
    Page page = Page.more(List.of(id(1), id(2), id(3)), "next");
    PointerState committed = PointerAlgebra.accept(plan, page, 3, T, Members.NONE).state();
    ReadPlan resumed = PointerAlgebra.begin(IDS, ALL, committed, T, null);
    assertThat(resumed.from()).isEqualTo(new Position.Id(3));
  }

  @Test
  @DisplayName("#44: what was missed is a gap with a name, not forgotten")
  void gapLedger() {
    stream(IDS, ALL);
    rows.addAll(List.of(id(1), id(10)));
    fresh();
    GapLedger gaps = ((OrderedIdsPointer) runner.state).gaps();
    assertThat(gaps.gaps()).containsExactly(new GapLedger.Gap(2, 9, T));
    assertThat(gaps.missing()).isEqualTo(8);
    assertThat(highest()).isEqualTo(10);
  }

  @Test
  @DisplayName("#47: after a stop the run goes on where the last one ended")
  void resumesFromStoredEnd() {
    stream(SECONDS, PointerSettings.DEFAULT);
    rows.add(at("before", T.minusSeconds(5)));
    assertThat(fresh()).isEmpty();
    runner.now = T.plusSeconds(1_800);
    rows.add(at("while-stopped", T.plusSeconds(60)));
    assertThat(fresh()).containsExactly("while-stopped");
  }

  @Test
  @DisplayName("#49: documents with an older time are found within the reread span")
  void lateDocuments() {
    stream(SECONDS, ALL.withLateness(Lateness.DEFAULT.withReread(Duration.ofMinutes(2))));
    rows.addAll(List.of(at("a", T), at("c", T.plusSeconds(100))));
    assertThat(fresh()).containsExactly("a", "c");
    rows.add(1, at("b", T.plusSeconds(10)));
    assertThat(fresh()).containsExactly("b");
    rows.addFirst(at("too-late", T.minusSeconds(21)));
    assertThat(fresh()).isEmpty();
    assertThat(runner.keys(Verdict.BEFORE)).containsExactly("too-late");
  }

  @Test
  @DisplayName("#50: a clock that is off by minutes loses nothing at start: now")
  void wrongClock() {
    stream(SECONDS, PointerSettings.DEFAULT);
    runner.now = T.plusSeconds(3_600);
    rows.add(at("there", T));
    assertThat(fresh()).isEmpty();
    rows.add(at("new-by-the-source", T.plusSeconds(10)));
    assertThat(fresh()).containsExactly("new-by-the-source");
  }
}
