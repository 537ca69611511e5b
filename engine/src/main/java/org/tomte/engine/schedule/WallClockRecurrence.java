package org.tomte.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Times by the clock on the wall of a zone, all moved later by the same span.
 *
 * <p>Between two changes of the offset the clock runs evenly, so each such stretch is searched in
 * local time; at its end the pattern says what becomes of skipped and repeated times.
 */
record WallClockRecurrence(LocalPattern pattern, ZoneId zone, Duration shift)
    implements Recurrence {

  private static final Duration TICK = Duration.ofNanos(1);

  @Override
  public @Nullable Instant next(Instant after) {
    if (shift.isZero()) {
      return unshifted(after);
    }
    @Nullable Instant found = unshifted(after.minus(shift));
    return found == null ? null : found.plus(shift);
  }

  private @Nullable Instant unshifted(Instant after) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(after);
    LocalDateTime cursor = LocalDateTime.ofInstant(after, offset);
    if (pattern.runsOnceInOverlap()) {
      cursor = afterRepeated(rules, after, cursor);
    }
    @Nullable LocalDateTime found = pattern.next(cursor);
    @Nullable ZoneOffsetTransition change = rules.nextTransition(after);
    while (found != null) {
      if (change == null || found.isBefore(change.getDateTimeBefore())) {
        return found.toInstant(offset);
      }
      if (change.isGap()) {
        if (found.isBefore(change.getDateTimeAfter())) {
          if (pattern.movesOutOfGap()) {
            return change.getInstant();
          }
          found = pattern.next(change.getDateTimeAfter().minus(TICK));
        }
      } else if (!pattern.runsOnceInOverlap()) {
        found = pattern.next(change.getDateTimeAfter().minus(TICK));
      }
      offset = change.getOffsetAfter();
      change = rules.nextTransition(change.getInstant());
    }
    return null;
  }

  /** The local time, or where the repeated hour ends if it is in the second of the two. */
  private static LocalDateTime afterRepeated(ZoneRules rules, Instant after, LocalDateTime cursor) {
    @Nullable ZoneOffsetTransition overlap = rules.getTransition(cursor);
    if (overlap == null || overlap.isGap() || after.isBefore(overlap.getInstant())) {
      return cursor;
    }
    return overlap.getDateTimeBefore().minus(TICK);
  }

  @Override
  public long count(Instant after, Instant until) {
    long counted = 0;
    Instant cursor = after;
    while (true) {
      @Nullable Instant found = next(cursor);
      if (found == null || found.isAfter(until)) {
        return counted;
      }
      @Nullable Instant dayEnd = endOfEvenDay(found.minus(shift));
      if (dayEnd == null || dayEnd.plus(shift).isAfter(until)) {
        counted++;
        cursor = found;
      } else {
        counted += pattern.timesADay();
        cursor = dayEnd.plus(shift).minus(TICK);
      }
    }
  }

  /** Where the day ends if the instant is its first time and the offset stays; else null. */
  private @Nullable Instant endOfEvenDay(Instant found) {
    ZoneRules rules = zone.getRules();
    ZoneOffset offset = rules.getOffset(found);
    LocalDateTime local = LocalDateTime.ofInstant(found, offset);
    if (!local.toLocalTime().equals(pattern.firstTime())) {
      return null;
    }
    Instant end = local.toLocalDate().plusDays(1).atStartOfDay().toInstant(offset);
    @Nullable ZoneOffsetTransition change = rules.nextTransition(found);
    return change == null || change.getInstant().isAfter(end) ? end : null;
  }
}
