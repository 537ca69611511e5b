package org.tomte.engine.pointer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Item;
import org.tomte.api.Position;

/** Looks at the beginning of a source for signs that its ids restarted below the pointer. */
final class IdsCheck {

  private IdsCheck() {}

  /** Nothing is handled and the pointer stays; there may be an alarm. */
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
    List<PointerAlarm> alarms =
        newer
            ? List.of(
                new PointerAlarm(
                    PointerAlarm.Cause.IDS_RESTARTED, restarted(seen, track.base().highest())))
            : List.of();
    return new Accepted(judged, List.of(), plan.state(), false, SnapshotDelta.NONE, alarms, null);
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

  static String restarted(@Nullable Long seen, @Nullable Long edge) {
    return String.format(
        Locale.ROOT,
        "The source returned ids up to %,d, below the pointer at %,d: it was restored or counts"
            + " anew, and its new events are not read. Move the pointer to the id after which to"
            + " read on.",
        seen == null ? 0 : seen,
        edge == null ? 0 : edge);
  }
}
