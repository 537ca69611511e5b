package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tomte.api.Item;
import org.tomte.api.Position;

/** Looks at the beginning of a source for signs that its ids restarted below the pointer. */
final class IdsCheck {

  static final String RESTARTED =
      "The source returned ids up to %,d, below the pointer at %,d: it was restored or counts anew,"
          + " and its new events are not read (or its newest events were deleted). Move the pointer"
          + " to the id after which to read on.";

  private IdsCheck() {}

  /**
   * Nothing is handled and the pointer stays; there may be an alarm. Where events say no time, a
   * stream that was seen whole and ends below the pointer is the only sign.
   */
  static Accepted accept(ReadPlan plan, Track.Check track, Reading reading) {
    List<Judged> judged = new ArrayList<>();
    boolean newer = false;
    Long seen = null;
    for (Reading.Keyed one : reading.items()) {
      judged.add(new Judged(one.item(), Verdict.KNOWN, one.key(), false, null));
      if (one.item().position() instanceof Position.Id id) {
        seen = seen == null ? id.id() : Math.max(seen, id.id());
        newer |= isNewer(track.base(), one.item(), plan.settings().lateness());
      }
    }
    Long highest = track.base().highest();
    boolean timeless = track.base().latest() == null;
    newer |= timeless && reading.ended() && seen != null && highest != null && seen < highest;
    Alarms alarms = new Alarms();
    alarms.raise(newer, PointerAlarm.Cause.IDS_RESTARTED, RESTARTED, seen, highest);
    return new Accepted(
        judged, List.of(), plan.state(), false, SnapshotDelta.NONE, alarms.raised(), null);
  }

  /**
   * Whether an event with an id that was passed long ago is younger than all that was read. Missing
   * ids that are still watched may well be younger.
   */
  static boolean isNewer(OrderedIdsPointer state, Item item, PointerSettings.Lateness lateness) {
    Instant time = Reading.time(item);
    Instant latest = state.latest();
    Long highest = state.highest();
    if (time == null
        || latest == null
        || highest == null
        || !(item.position() instanceof Position.Id id)) {
      return false;
    }
    return id.id() <= highest
        && !new GapEditor(state.gaps()).contains(id.id())
        && time.isAfter(TimeSteps.plus(latest, lateness.futureTolerance()));
  }
}
