package org.tomte.engine.schedule;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.FrameCondition;
import org.tomte.engine.timeframe.TimeFrames;

/**
 * When a daemon runs: entries in order, of which the first whose frame is open applies; if none is
 * open the daemon sleeps.
 *
 * @param entries the entries, at least one
 */
public record Schedule(List<ScheduleEntry> entries) {

  /**
   * Copies the entries.
   *
   * @throws IllegalArgumentException if there are none, or one can never apply because an entry
   *     before it always does
   */
  public Schedule {
    entries = List.copyOf(entries);
    if (entries.isEmpty()) {
      throw new IllegalArgumentException(
          "the schedule has no entries; valid is for example schedule: [{every: 1m}]");
    }
    for (int i = 0; i < entries.size() - 1; i++) {
      if (entries.get(i).during().equals(During.always())) {
        throw new IllegalArgumentException(
            "schedule entry %d is always active, so those after it never are; give it a during"
                .formatted(i + 1));
      }
    }
  }

  /** A schedule of these entries. */
  public static Schedule of(ScheduleEntry... entries) {
    return new Schedule(List.of(entries));
  }

  /**
   * The planned instants of one daemon: a pure function of the definition and these values.
   *
   * @param frames the time frames that {@code during} refers to
   * @param anchor the stored instant from which {@code every} counts; milliseconds are used
   * @param identityHash a hash of the daemon's identity, for its place in the spread
   * @throws IllegalArgumentException if a frame does not exist
   */
  public Timetable timetable(TimeFrames frames, Instant anchor, long identityHash) {
    List<FrameCondition> conditions =
        frames.resolve(entries.stream().map(ScheduleEntry::during).toList());
    List<Recurrence> recurrences =
        entries.stream().map(entry -> entry.recurrence(anchor, identityHash)).toList();
    return new Timetable(conditions, recurrences);
  }

  /** The schedule in words: {@code every minute in business-hours, every 10 minutes otherwise}. */
  public String explain() {
    boolean zones = entries.stream().anyMatch(entry -> !entry.isElapsed());
    return entries.stream()
        .map(ScheduleEntry::explain)
        .collect(Collectors.joining(zones ? "; " : ", "));
  }
}
