package org.tomte.engine.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A cron text of five fields (minute, hour, day of month, month, day of week) or six (second
 * first), or a word such as {@code @daily}.
 *
 * <p>Fields take numbers, three-letter names, lists, ranges and steps ({@code 0/15} is {@code
 * 0-59/15}); the day of month also {@code L}, {@code L-3}, {@code 15W} and {@code LW}, the day of
 * week also {@code friL} and {@code fri#2}; days of week count from Sunday = 0 (also 7). If both
 * day fields are restricted, either may match, as in Vixie cron; a field that begins with {@code *}
 * or {@code ?} does not restrict in that sense.
 *
 * <p>In an hour that the zone skips, a fixed hour (not {@code *}, not a step) runs at the first
 * valid instant, once. In an hour that the zone repeats, a text without {@code *} and steps in its
 * time fields runs once, in the first of the two; all others run in every valid local time.
 */
public final class Cron implements LocalPattern {

  private final String text;
  private final CronTimes times;
  private final CronDays days;
  private final boolean openHour;
  private final boolean openTime;

  /**
   * @param text as written
   * @param openHour whether the hour is {@code *} or has steps
   * @param openTime whether the second, minute or hour is {@code *} or has steps
   */
  Cron(String text, CronTimes times, CronDays days, boolean openHour, boolean openTime) {
    this.text = text;
    this.times = times;
    this.days = days;
    this.openHour = openHour;
    this.openTime = openTime;
  }

  /**
   * Reads a cron text.
   *
   * @throws CronFault with the column and what would be valid
   */
  public static Cron parse(String text) {
    return new CronParser(text).parse();
  }

  /** The text as it was written. */
  public String text() {
    return text;
  }

  /** What it means in words, without a zone: {@code at 07:00 on the 1st of every month}. */
  public String words() {
    return new CronWords(times, days).sentence();
  }

  /** Whether some date matches at all; 30 February does not. */
  public boolean everMatches() {
    return days.next(LocalDate.EPOCH) != null;
  }

  @Override
  public @Nullable LocalDateTime next(LocalDateTime after) {
    LocalDateTime start = after.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    LocalDate date = start.toLocalDate();
    int second = times.next(start.toLocalTime().toSecondOfDay());
    if (second >= 0 && days.contains(date)) {
      return date.atTime(LocalTime.ofSecondOfDay(second));
    }
    @Nullable LocalDate later = days.next(date.plusDays(1));
    return later == null ? null : later.atTime(firstTime());
  }

  @Override
  public boolean movesOutOfGap() {
    return !openHour;
  }

  @Override
  public boolean runsOnceInOverlap() {
    return !openTime;
  }

  @Override
  public LocalTime firstTime() {
    return LocalTime.ofSecondOfDay(times.next(0));
  }

  @Override
  public int timesADay() {
    return times.count();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Cron cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
