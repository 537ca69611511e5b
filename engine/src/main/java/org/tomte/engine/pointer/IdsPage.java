package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import org.tomte.engine.pointer.GapLedger.Gap;

/** Judges one page of a stream of growing ids. */
final class IdsPage {
  private final ReadPlan plan;
  private final OrderedIdsPointer old;
  private final Track.Ids track;
  private final Reading reading;
  private final PageTrail trail;
  private final PointerSettings.Lateness lateness;
  private final boolean watchesGaps;
  private final boolean renumbers;
  private final GapEditor gaps;
  private final Instant futureAfter;
  private final @Nullable Instant heldFrom;
  private final Set<KeyHash> inPage = new HashSet<>();
  private final Set<Long> idsInPage = new HashSet<>();
  private final @Nullable Judged[] judged;
  private final Alarms alarms = new Alarms();
  private @Nullable Long highest;
  private @Nullable Long reached;
  private @Nullable Instant latest;
  private final NavigableSet<Long> left = new TreeSet<>();
  private boolean blocked;
  private boolean backwards;
  private int twice;
  private int unasked;
  private boolean newerBelow;

  IdsPage(ReadPlan plan, Track.Ids track, Reading reading, PageTrail trail) {
    this.plan = plan;
    this.track = track;
    this.reading = reading;
    this.trail = trail;
    if (!(plan.kind() instanceof StreamKind.OrderedIds kind)
        || !(plan.state() instanceof OrderedIdsPointer pointer)) {
      throw PointerFault.wrongKind(plan.state().kind(), PointerState.kindOf(plan.kind()));
    }
    old = pointer;
    lateness = plan.settings().lateness();
    watchesGaps = kind.gaps() || lateness.rereadIds() > 0;
    renumbers = kind.renumbers();
    gaps = new GapEditor(old.gaps());
    futureAfter = TimeSteps.plus(reading.clock(), lateness.futureTolerance());
    heldFrom =
        lateness.holdBack() == null ? null : TimeSteps.minus(reading.clock(), lateness.holdBack());
    judged = new Judged[reading.items().size()];
    highest = old.edge();
    reached = track.highest();
    latest = old.latest();
  }

  static ReadPlan begin(
      StreamKind kind,
      PointerSettings settings,
      ReadPlan.Before before,
      OrderedIdsPointer state,
      Instant now) {
    Long from = state.edge();
    if (gapsAreDue(state.gaps(), settings.lateness(), now)) {
      Gap lowest = state.gaps().gaps().getFirst();
      // What lies before the first gap was returned by the source, except before the very first id.
      boolean atBeginning = state.start() == null && lowest.first() == FIRST_ID;
      from = atBeginning ? null : Long.valueOf(lowest.first() - 1);
    }
    Track.Ids track = new Track.Ids(now, state, from, state.unsorted(), false, null, Set.of());
    return new ReadPlan(kind, settings, before, asking(from), track, PageTrail.EMPTY);
  }

  /** Database sequences and most counters start here; smaller ids are no gap when absent. */
  private static final long FIRST_ID = 1;

  /** Reading gaps again costs the whole way from the lowest one, so not every run does it. */
  private static final int LOOKS = 10;

  private static boolean gapsAreDue(
      GapLedger ledger, PointerSettings.Lateness lateness, Instant now) {
    if (ledger.gaps().isEmpty()) {
      return false;
    }
    Instant readAt = ledger.readAt();
    return readAt == null
        || now.isBefore(readAt)
        || !now.isBefore(TimeSteps.plus(readAt, lateness.settle().dividedBy(LOOKS)));
  }

  Accepted accept() {
    watchOrder();
    inOrder().forEach(this::judge);
    boolean held = !watchesGaps && (track.held() || backwards);
    boolean waits = held && !reading.ended();
    Long moved = waits ? track.base().highest() : movedTo();
    closeGaps();
    forgetGaps();
    OrderedIdsPointer state =
        new OrderedIdsPointer(
            old.start(),
            moved,
            gaps.ledger(rereads() ? track.begun() : old.gaps().readAt()),
            latest,
            unsorted(),
            reading.ended() ? null : old.opening());
    List<Judged> items = items(held);
    alarm(state);
    ReadPlan next = next(state, held, items);
    return new Accepted(
        items,
        List.of(),
        state,
        !state.equals(old) || !plan.before().isStored(),
        SnapshotDelta.NONE,
        alarms.raised(),
        next);
  }

  /** Whether the source keeps its promise of ascending ids, in the page and from page to page. */
  private void watchOrder() {
    Long last = null;
    for (Reading.Keyed one : reading.items()) {
      if (one.item().position() instanceof Position.Id id) {
        backwards |= last != null && id.id() < last;
        last = id.id();
        Long inRun = track.highest();
        backwards |= inRun != null && last < inRun && !track.recent().contains(one.edition());
      }
    }
  }

  private List<Integer> inOrder() {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < judged.length; i++) {
      if (reading.items().get(i).item().position() instanceof Position.Id) {
        order.add(i);
      } else {
        judgeWithoutId(i);
      }
    }
    order.sort(Comparator.comparingLong(i -> id(reading.items().get(i))));
    return order;
  }

  private static long id(Reading.Keyed one) {
    return one.item().position() instanceof Position.Id id ? id.id() : Long.MIN_VALUE;
  }

  private void judgeWithoutId(int index) {
    Reading.Keyed one = reading.items().get(index);
    if (one.item().position() instanceof Position.At) {
      throw PointerFault.wrongPosition(one.item().key(), WatermarkPointer.KIND, old.kind());
    }
    Verdict verdict = Verdict.NULL_POSITION;
    if (!inPage.add(one.edition())) {
      twice++;
      verdict = Verdict.KNOWN;
    } else if (TokenPage.startsBefore(old.opening(), one)) {
      verdict = Verdict.OPENING;
    }
    set(index, verdict, verdict != Verdict.KNOWN);
  }

  private void judge(int index) {
    Reading.Keyed one = reading.items().get(index);
    long id = id(one);
    watchUnasked(one, id);
    if (!inPage.add(one.edition())) {
      twice++;
      set(index, Verdict.KNOWN, false);
      return;
    }
    if (track.recent().contains(one.edition())) {
      set(index, Verdict.KNOWN, false);
      return;
    }
    boolean later = highest == null || id > highest;
    boolean missing = gaps.contains(id);
    boolean sameId = idsInPage.contains(id);
    twice += sameId ? 1 : 0;
    boolean wentBack = !later && !missing && !sameId && isBackwards(id);
    if (later || missing || sameId || wentBack) {
      take(index, one, id, later);
      backwards |= wentBack;
      return;
    }
    Long start = old.start();
    boolean beforeStart = start != null && id <= start;
    reach(beforeStart ? null : id);
    set(index, beforeStart ? Verdict.BEFORE : Verdict.KNOWN, false);
  }

  /** Later than where the run began, yet below what its pages brought: never handled. */
  private boolean isBackwards(long id) {
    Long edge = track.base().edge();
    return !watchesGaps && (edge == null || id > edge);
  }

  private void take(int index, Reading.Keyed one, long id, boolean later) {
    Instant time = Reading.time(one.item());
    boolean future = time != null && time.isAfter(futureAfter);
    boolean young = heldFrom != null && time != null && !future && !time.isBefore(heldFrom);
    if (young || (blocked && later)) {
      // The pointer cannot pass what is left, so what follows is left as well.
      blocked |= later;
      left.add(id);
      set(index, Verdict.BEYOND_HOLD_BACK, false);
      return;
    }
    if (later) {
      noteGap(id);
      highest = id;
    } else {
      gaps.fill(id);
    }
    idsInPage.add(id);
    reach(id);
    latest = future ? latest : TimeSteps.later(latest, time);
    boolean opening = TokenPage.startsBefore(old.opening(), one);
    set(index, opening ? Verdict.OPENING : Verdict.NEW, false);
  }

  private void reach(@Nullable Long id) {
    if (id != null && (reached == null || id > reached)) {
      reached = id;
    }
  }

  private void noteGap(long id) {
    if (!watchesGaps) {
      return;
    }
    if (highest != null) {
      gaps.add(highest + 1, id - 1, reading.now());
    } else if (id > FIRST_ID) {
      gaps.add(FIRST_ID, id - 1, reading.now());
    }
  }

  private void watchUnasked(Reading.Keyed one, long id) {
    if (track.from() == null || id > track.from()) {
      return;
    }
    unasked++;
    newerBelow |= IdsCheck.isNewer(old, one.item(), lateness);
  }

  private void set(int index, Verdict verdict, boolean keyNeeded) {
    Reading.Keyed one = reading.items().get(index);
    judged[index] =
        new Judged(
            one.item(), verdict, one.key(), keyNeeded, TokenPage.notBefore(old.opening(), one));
  }

  /** Null as long as the source has returned no id: a start is no position. */
  private @Nullable Long movedTo() {
    Long before = old.highest();
    return before == null || (reached != null && reached > before) ? reached : before;
  }

  private boolean rereads() {
    List<Gap> watched = track.base().gaps().gaps();
    return !watched.isEmpty()
        && (track.from() == null || track.from() < watched.getFirst().first());
  }

  /**
   * A gap is given up by a reading that began after the settle time, passed it and found nothing.
   */
  private void closeGaps() {
    if (!watchesGaps || highest == null) {
      return;
    }
    boolean disordered = backwards || track.backwards() || old.unsorted();
    Long covered = reading.ended() ? Long.valueOf(Long.MAX_VALUE) : disordered ? null : lastId();
    if (covered == null) {
      return;
    }
    long edge = highest;
    gaps.close(
        gap -> gap.last() < covered && edge - gap.last() >= lateness.rereadIds() && isOver(gap));
  }

  private boolean isOver(Gap gap) {
    boolean read = track.from() == null || track.from() < gap.first();
    boolean settled = !track.begun().isBefore(TimeSteps.plus(gap.noticed(), lateness.settle()));
    // A missing id that came but is held back is not missing for good.
    return read && settled && left.subSet(gap.first(), true, gap.last(), true).isEmpty();
  }

  private @Nullable Long lastId() {
    Long last = null;
    for (Reading.Keyed one : reading.items()) {
      if (one.item().position() instanceof Position.Id id) {
        last = last == null ? id.id() : Math.max(last, id.id());
      }
    }
    return last;
  }

  private void forgetGaps() {
    List<Gap> forgotten = gaps.trim(plan.settings().caps().gaps());
    alarms.raise(
        !forgotten.isEmpty() && old.opening() == null,
        PointerAlarm.Cause.GAPS_FORGOTTEN,
        "More than %,d ranges of ids are missing; those up to %,d are no longer watched. Events"
            + " that become visible there later are lost.",
        plan.settings().caps().gaps(),
        forgotten.isEmpty() ? null : forgotten.getLast().last());
  }

  private boolean unsorted() {
    boolean cleared = reading.ended() && trail.pages() > 1;
    return backwards || track.backwards() || (old.unsorted() && !cleared);
  }

  /** As long as the pointer waits, only the sink can prove that an event was handled. */
  private List<Judged> items(boolean held) {
    List<Judged> items = new ArrayList<>();
    for (Judged one : judged) {
      if (one == null) {
        throw new IllegalStateException("an item of the page was not judged");
      }
      boolean proof = one.verdict() == Verdict.NEW || one.verdict() == Verdict.OPENING;
      boolean comesAgain = renumbers && one.verdict() == Verdict.OPENING;
      items.add((held && proof) || comesAgain ? one.withKeyNeeded() : one);
    }
    return items;
  }

  private @Nullable ReadPlan next(OrderedIdsPointer state, boolean held, List<Judged> items) {
    Track.Ids onward =
        new Track.Ids(
            track.begun(),
            track.base(),
            track.from(),
            held,
            backwards || track.backwards(),
            reached,
            reading.settled(items));
    // What follows an event that is held back is left with it.
    return blocked
        ? null
        : new Continuation(plan, reading, trail, alarms)
            .after(state, onward, () -> anew(state, onward));
  }

  /**
   * A full page without a cursor: ids are their own cursor. Where the page ends with what would
   * come again (no id, or a source that ignores the filter), a wider one gets beyond it.
   */
  private @Nullable ReadPlan anew(OrderedIdsPointer state, Track.Ids onward) {
    Long last = lastId();
    boolean moves = unasked == 0 && last != null && !last.equals(track.from());
    ReadPlan.Asking again = moves ? asking(last) : plan.asking().wider(judged.length);
    if (again.equals(plan.asking())) {
      alarms.raise(
          true,
          PointerAlarm.Cause.NO_PROGRESS,
          "The source returned %,d events, none after the id that was asked for.",
          judged.length);
      return null;
    }
    Track.Ids fresh =
        new Track.Ids(
            onward.begun(),
            onward.base(),
            moves ? last : track.from(),
            onward.held(),
            onward.backwards(),
            onward.highest(),
            onward.recent());
    return plan.anew(state, again, fresh, trail);
  }

  private void alarm(OrderedIdsPointer state) {
    alarms.duplicates(twice);
    alarms.raise(
        backwards,
        PointerAlarm.Cause.UNSORTED,
        "The source returned events out of the order of their ids; %s.",
        watchesGaps ? "missing ones are watched" : "the pointer waits for the end of each run");
    Long seen = lastId();
    Long edge = state.highest();
    boolean below = reading.ended() && unasked > 0 && seen != null && edge != null && seen < edge;
    alarms.raise(
        below || newerBelow, PointerAlarm.Cause.IDS_RESTARTED, IdsCheck.RESTARTED, seen, edge);
    alarms.raise(
        unasked > 0 && !below && !newerBelow,
        PointerAlarm.Cause.FILTER_IGNORED,
        "The source returned %,d events from before the id that was asked for.",
        unasked);
  }

  private static ReadPlan.Asking asking(@Nullable Long from) {
    return ReadPlan.Asking.after(from == null ? null : new Position.Id(from));
  }
}
