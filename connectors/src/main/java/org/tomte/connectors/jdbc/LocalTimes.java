package org.tomte.connectors.jdbc;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/**
 * Dates and times without a zone as places in a stream. Their order in the database is that of the
 * wall clock, so a place must never go back where the wall clock went on: a time in the gap of
 * spring stands at the change, and all times of the repeated hour of autumn stand at its beginning.
 * That hour is then read until it is over, and rows that come in its second pass are not lost.
 */
final class LocalTimes {
  private final ZoneId zone;
  private final ZoneRules rules;

  LocalTimes(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
  }

  /** Where a local time stands. Grows with it, but not strictly. */
  Instant position(LocalDateTime local) {
    ZoneOffsetTransition change = transition(local);
    if (change == null || change.isGap()) {
      return time(local);
    }
    return change.getDateTimeAfter().toInstant(change.getOffsetBefore());
  }

  /** When a local time was; of two the earlier, and in a gap the change. */
  Instant time(LocalDateTime local) {
    ZoneOffsetTransition change = transition(local);
    try {
      if (change == null) {
        return local.toInstant(rules.getOffset(local));
      }
      return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
    } catch (DateTimeException outOfRange) {
      return local.getYear() < 0 ? Instant.MIN : Instant.MAX;
    }
  }

  /** The first local time that stands at or after an instant. */
  LocalDateTime lower(Instant instant) {
    LocalDateTime local = local(instant);
    ZoneOffsetTransition gap = rules.previousTransition(next(instant));
    if (gap != null && gap.isGap() && gap.getInstant().equals(instant)) {
      return gap.getDateTimeBefore();
    }
    ZoneOffsetTransition change = transition(local);
    if (change == null || change.isGap()) {
      return local;
    }
    boolean begins = position(local).equals(instant);
    return begins ? change.getDateTimeAfter() : change.getDateTimeBefore();
  }

  /** The last local time that stands at or before an instant. */
  LocalDateTime upper(Instant instant) {
    LocalDateTime local = local(instant);
    ZoneOffsetTransition change = transition(local);
    return change == null || change.isGap() ? local : change.getDateTimeBefore().minusNanos(1);
  }

  private LocalDateTime local(Instant instant) {
    try {
      return LocalDateTime.ofInstant(instant, zone);
    } catch (DateTimeException outOfRange) {
      return instant.isBefore(Instant.EPOCH) ? LocalDateTime.MIN : LocalDateTime.MAX;
    }
  }

  private @org.jspecify.annotations.Nullable ZoneOffsetTransition transition(LocalDateTime local) {
    return rules.getTransition(local);
  }

  private static Instant next(Instant instant) {
    return instant.equals(Instant.MAX) ? instant : instant.plusNanos(1);
  }
}
