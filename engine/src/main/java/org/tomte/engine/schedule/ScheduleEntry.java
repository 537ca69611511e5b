package org.tomte.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.TimeOfDay;

/**
 * One entry of a schedule: exactly one of {@code every}, {@code cron} and {@code at}.
 *
 * @param every elapsed time between planned instants, whole milliseconds, at least 10 ms
 * @param cron times by the clock on the wall as a cron text
 * @param at times of day by the clock on the wall; absent is empty
 * @param days the days of the week of {@code at}; absent is every day
 * @param zone the zone of {@code cron} and {@code at}; absent is UTC
 * @param during when the entry is active; absent is always
 * @param jitter how far daemons are spread; absent is up to five minutes but not more than the
 *     interval for {@code every}, none for {@code cron} and {@code at}
 */
public record ScheduleEntry(
    @Nullable Duration every,
    @Nullable Cron cron,
    List<TimeOfDay> at,
    @Nullable Days days,
    @Nullable ZoneId zone,
    During during,
    @Nullable Jitter jitter) {

  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(3660);
  private static final Duration USUAL_SPREAD = Duration.ofMinutes(5);

  /**
   * Fills in what is absent and checks that the keys fit together.
   *
   * @throws IllegalArgumentException if not exactly one of every, cron and at is given, or a key
   *     does not fit
   */
  public ScheduleEntry {
    at = at == null ? List.of() : List.copyOf(at);
    during = during == null ? During.always() : during;
    int kinds = (every == null ? 0 : 1) + (cron == null ? 0 : 1) + (at.isEmpty() ? 0 : 1);
    if (kinds != 1) {
      throw new IllegalArgumentException(
          "a schedule entry has exactly one of every, cron and at; this one has " + kinds);
    }
    if (every != null) {
      checkEvery(every, zone, jitter);
    }
    if (days != null && at.isEmpty()) {
      throw new IllegalArgumentException(
          "days goes with at only; a frame with these days can stand in during");
    }
    if (at.contains(TimeOfDay.END)) {
      throw new IllegalArgumentException("at 24:00 is 00:00 of the day after; write \"00:00\"");
    }
  }

  private static void checkEvery(Duration every, @Nullable ZoneId zone, @Nullable Jitter jitter) {
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "every %s is not in %s to %s"
              .formatted(
                  DurationText.format(every),
                  DurationText.format(SHORTEST),
                  DurationText.format(LONGEST)));
    }
    if (zone != null) {
      throw new IllegalArgumentException(
          "every is elapsed time and has no zone; leave zone out, or use cron or at");
    }
    if (jitter != null && jitter.width().compareTo(every) > 0) {
      throw new IllegalArgumentException(
          "jitter %s is longer than every %s"
              .formatted(DurationText.format(jitter.width()), DurationText.format(every)));
    }
  }

  /** An entry of elapsed time, always active. */
  public static ScheduleEntry every(Duration every) {
    return new ScheduleEntry(every, null, List.of(), null, null, During.always(), null);
  }

  /** An entry by a cron text in a zone, always active. */
  public static ScheduleEntry cron(String text, ZoneId zone) {
    return new ScheduleEntry(null, Cron.parse(text), List.of(), null, zone, During.always(), null);
  }

  /** An entry with times of day in a zone, always active. */
  public static ScheduleEntry at(List<TimeOfDay> times, Days days, ZoneId zone) {
    return new ScheduleEntry(null, null, times, days, zone, During.always(), null);
  }

  /** The same entry, active during something else. */
  public ScheduleEntry during(During other) {
    return new ScheduleEntry(every, cron, at, days, zone, other, jitter);
  }

  /** The same entry with another spread. */
  public ScheduleEntry spread(Jitter other) {
    return new ScheduleEntry(every, cron, at, days, zone, during, other);
  }

  /** Whether it counts elapsed time; otherwise it follows the clock on the wall of its zone. */
  public boolean isElapsed() {
    return every != null;
  }

  /** The zone of the clock on the wall. */
  public ZoneId zoneOrUtc() {
    return zone == null ? ZoneOffset.UTC : zone;
  }

  Recurrence recurrence(Instant anchor, long identityHash) {
    if (every != null) {
      Duration width = every.compareTo(USUAL_SPREAD) < 0 ? every : USUAL_SPREAD;
      Duration phase = (jitter == null ? new Jitter(width) : jitter).shift(identityHash);
      return new ElapsedRecurrence(anchor.toEpochMilli() + phase.toMillis(), every.toMillis());
    }
    Duration shift = (jitter == null ? Jitter.NONE : jitter).shift(identityHash);
    return new WallClockRecurrence(pattern(), zoneOrUtc(), shift);
  }

  private LocalPattern pattern() {
    return cron != null
        ? cron
        : new AtTimes(
            at.stream().map(TimeOfDay::toLocalTime).toList(), days == null ? Days.EVERY_DAY : days);
  }

  /** The entry in words: {@code every minute in business-hours}. */
  public String explain() {
    String when = during.words();
    return timing() + (when.isEmpty() ? "" : " " + when);
  }

  private String timing() {
    if (every != null) {
      return DurationText.everyWords(every);
    }
    String zoneName = zone == null || zone.equals(ZoneOffset.UTC) ? "UTC" : zone.getId();
    if (cron != null) {
      return cron.words() + ", " + zoneName;
    }
    String times = Wording.list(at.stream().sorted().map(TimeOfDay::text).toList());
    String on = days == null || days.equals(Days.EVERY_DAY) ? "every day" : "on " + days.words();
    return "at %s %s, %s".formatted(times, on, zoneName);
  }
}
