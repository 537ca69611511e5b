package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;

/** Judges one page of a stream of times. */
final class WatermarkPage {
  private final ReadPlan plan;
  private final StreamKind.Watermark kind;
  private final PointerSettings.Lateness lateness;
  private final WatermarkPointer old;
  private final Track.Watermark track;
  private final Reading reading;
  private final PageTrail trail;
  private final Instant futureAfter;
  private final @Nullable Instant heldFrom;
  private final Set<KeyHash> remembered;
  private final Set<KeyHash> inPage = new HashSet<>();
  private final List<Judged> judged = new ArrayList<>();
  private final List<KeyMemory.Handled> handled = new ArrayList<>();
  private final Alarms alarms = new Alarms();
  private @Nullable Instant highest;
  private @Nullable Instant step;
  private boolean backwards;
  private int twice;
  private int future;
  private int before;

  WatermarkPage(ReadPlan plan, Track.Watermark track, Reading reading, PageTrail trail) {
    this.plan = plan;
    this.track = track;
    this.reading = reading;
    this.trail = trail;
    if (!(plan.kind() instanceof StreamKind.Watermark watermark)
        || !(plan.state() instanceof WatermarkPointer pointer)) {
      throw PointerFault.wrongKind(plan.state().kind(), PointerState.kindOf(plan.kind()));
    }
    kind = watermark;
    old = pointer;
    lateness = plan.settings().lateness();
    futureAfter = TimeSteps.plus(reading.clock(), lateness.futureTolerance());
    // The page may know the source's clock better than the plan did; the tighter bound is safe.
    heldFrom = TimeSteps.earlier(track.heldFrom(), heldFrom(kind, lateness, reading.clock()));
    remembered = old.memory().all();
    highest = track.order().highest();
    step = track.order().step();
  }

  static ReadPlan begin(
      StreamKind kind,
      PointerSettings settings,
      ReadPlan.Before before,
      WatermarkPointer state,
      Instant clock) {
    if (!(kind instanceof StreamKind.Watermark watermark)) {
      throw PointerFault.wrongKind(state.kind(), PointerState.kindOf(kind));
    }
    Instant lower = floor(watermark, settings.lateness(), state);
    Instant heldFrom = heldFrom(watermark, settings.lateness(), clock);
    Track track =
        new Track.Watermark(
            state,
            lower,
            heldFrom,
            new Track.Order(state.unsorted(), false, null, null),
            0,
            Set.of());
    return new ReadPlan(
        kind, settings, before, asking(state, lower, heldFrom), track, PageTrail.EMPTY);
  }

  Accepted accept() {
    reading.items().forEach(this::judge);
    boolean held = track.order().held() || backwards;
    boolean waits = held && !reading.ended();
    Instant time = waits ? track.base().time() : TimeSteps.later(old.time(), highest);
    WatermarkPointer moved = new WatermarkPointer(old.start(), time, old.memory(), false, null);
    Instant floor = floor(kind, lateness, moved);
    KeyMemory.Change change =
        old.memory()
            .change(
                floor,
                time == null ? null : TimeSteps.floor(time, kind.precision()),
                handled,
                plan.settings().caps().rememberedKeys(),
                plan.next() == null ? 0 : track.unlisted());
    needKeys(change.left());
    WatermarkPointer state =
        new WatermarkPointer(
            old.start(), time, change.memory(), unsorted(), reading.ended() ? null : old.opening());
    boolean changed = !state.equals(old);
    alarm();
    ReadPlan next = next(state, held, changed, change.inReading());
    return new Accepted(
        judged,
        List.of(),
        state,
        changed || !plan.before().isStored(),
        SnapshotDelta.NONE,
        alarms.raised(),
        next);
  }

  private void judge(Reading.Keyed one) {
    switch (one.item().position()) {
      case Position.None _ -> judgeWithoutTime(one);
      case Position.At at -> judgeAt(one, at.time());
      case Position.Id _ ->
          throw PointerFault.wrongPosition(one.item().key(), OrderedIdsPointer.KIND, old.kind());
    }
  }

  private void judgeWithoutTime(Reading.Keyed one) {
    Verdict verdict = Verdict.NULL_POSITION;
    if (!inPage.add(one.edition())) {
      twice++;
      verdict = Verdict.KNOWN;
    } else if (old.opening() != null) {
      verdict = Verdict.OPENING;
    }
    judged.add(new Judged(one.item(), verdict, one.key(), verdict != Verdict.KNOWN, null));
  }

  private void judgeAt(Reading.Keyed one, Instant time) {
    Verdict verdict = verdict(one, time);
    Instant itsStep = TimeSteps.floor(time, kind.precision());
    if (verdict != Verdict.BEFORE) {
      watchOrder(one, itsStep, verdict);
      if (!isFuture(time) && !isHeld(time)) {
        highest = TimeSteps.later(highest, time);
      }
    }
    if (verdict.handled() || verdict == Verdict.OPENING) {
      handled.add(new KeyMemory.Handled(itsStep, one.edition()));
    }
    judged.add(new Judged(one.item(), verdict, one.key(), false, null));
  }

  private Verdict verdict(Reading.Keyed one, Instant time) {
    boolean first = inPage.add(one.edition());
    if (track.lower() != null && time.isBefore(track.lower())) {
      before++;
      return Verdict.BEFORE;
    }
    if (!first) {
      twice++;
      return Verdict.KNOWN;
    }
    if (remembered.contains(one.edition()) || track.recent().contains(one.edition())) {
      return Verdict.KNOWN;
    }
    if (isHeld(time)) {
      return Verdict.BEYOND_HOLD_BACK;
    }
    if (isFuture(time)) {
      future++;
    }
    if (old.opening() != null) {
      return Verdict.OPENING;
    }
    return isFuture(time) ? Verdict.FUTURE : Verdict.NEW;
  }

  /** An overlap with the page before goes back as well, but what it holds is known. */
  private void watchOrder(Reading.Keyed one, Instant itsStep, Verdict verdict) {
    if (verdict == Verdict.KNOWN && track.recent().contains(one.edition())) {
      return;
    }
    if (step != null && itsStep.isBefore(step)) {
      backwards = true;
    }
    step = TimeSteps.later(step, itsStep);
  }

  private boolean isFuture(Instant time) {
    return time.isAfter(futureAfter);
  }

  /** Far in the future is no lateness: held back, such an event would never be seen. */
  private boolean isHeld(Instant time) {
    return heldFrom != null && !time.isBefore(heldFrom) && !isFuture(time);
  }

  private void needKeys(Set<KeyHash> left) {
    if (left.isEmpty()) {
      return;
    }
    for (int i = 0; i < judged.size(); i++) {
      Verdict verdict = judged.get(i).verdict();
      boolean counts = verdict.handled() || verdict == Verdict.OPENING;
      if (counts && left.contains(reading.items().get(i).edition())) {
        judged.set(i, judged.get(i).withKeyNeeded());
      }
    }
  }

  /** A whole run of several pages in order clears the suspicion. */
  private boolean unsorted() {
    boolean seen = backwards || track.order().backwards();
    boolean cleared = reading.ended() && trail.pages() > 1;
    return seen || (old.unsorted() && !cleared);
  }

  private @Nullable ReadPlan next(
      WatermarkPointer state, boolean held, boolean changed, long unlisted) {
    Track.Watermark onward =
        new Track.Watermark(
            track.base(),
            track.lower(),
            heldFrom,
            new Track.Order(held, backwards || track.order().backwards(), highest, step),
            unlisted,
            reading.settled(judged));
    return new Continuation(plan, reading, trail, alarms)
        .after(state, onward, () -> anew(state, onward, changed));
  }

  /** A full page without a cursor: a page wider by what comes again gets beyond it. */
  private @Nullable ReadPlan anew(WatermarkPointer state, Track.Watermark onward, boolean changed) {
    Instant lower = floor(kind, lateness, state);
    ReadPlan.Asking again = asking(state, lower, heldFrom).wider(comeAgain(lower));
    if (!changed && again.equals(plan.asking())) {
      stuck(state.time());
      return null;
    }
    Track.Order order =
        new Track.Order(onward.order().held(), onward.order().backwards(), highest, null);
    Track.Watermark fresh =
        new Track.Watermark(
            track.base(), lower, heldFrom, order, onward.unlisted(), onward.recent());
    return plan.anew(state, again, fresh, trail);
  }

  /** How many items of this page a reading from the new floor returns once more. */
  private long comeAgain(@Nullable Instant lower) {
    if (before > 0 || lower == null) {
      return judged.size();
    }
    return judged.stream()
        .filter(
            one -> !(one.item().position() instanceof Position.At at) || !at.time().isBefore(lower))
        .count();
  }

  private void stuck(@Nullable Instant time) {
    alarms.raise(
        true,
        PointerAlarm.Cause.NO_PROGRESS,
        "The source returned %,d events, all known, and no way to read on from %s.",
        judged.size(),
        time == null ? "there" : time);
  }

  private void alarm() {
    alarms.duplicates(twice);
    alarms.raise(
        future > 0,
        PointerAlarm.Cause.FUTURE_POSITIONS,
        "%,d events claim a time after %s; they were handled and do not move the pointer.",
        future,
        futureAfter);
    alarms.raise(
        backwards,
        PointerAlarm.Cause.UNSORTED,
        "The source returned events out of the order of their times; the pointer waits for the"
            + " end of each run.");
    alarms.raise(
        before > 0 && plan.from() != null,
        PointerAlarm.Cause.FILTER_IGNORED,
        "The source returned %,d events from before the time that was asked for.",
        before);
  }

  /** The first step that is read again; null when everything is. */
  private static @Nullable Instant floor(
      StreamKind.Watermark kind, PointerSettings.Lateness lateness, WatermarkPointer state) {
    Instant start = state.start() == null ? null : TimeSteps.floor(state.start(), kind.precision());
    if (state.time() == null) {
      return start;
    }
    Instant again =
        TimeSteps.floor(TimeSteps.minus(state.time(), lateness.reread()), kind.precision());
    return TimeSteps.later(start, again);
  }

  /** A step may be read once it is over and the hold-back has passed. */
  private static @Nullable Instant heldFrom(
      StreamKind.Watermark kind, PointerSettings.Lateness lateness, Instant clock) {
    return lateness.holdBack() == null
        ? null
        : TimeSteps.floor(TimeSteps.minus(clock, lateness.holdBack()), kind.precision());
  }

  private static ReadPlan.Asking asking(
      WatermarkPointer state, @Nullable Instant lower, @Nullable Instant heldFrom) {
    return ReadPlan.Asking.at(
        lower == null ? null : new Position.At(lower, ""),
        heldFrom == null ? null : heldFrom.minusNanos(1),
        state.memory().size() + state.memory().unlisted());
  }
}
