package org.tomte.engine.schedule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a cron text. If neither day field begins with {@code *} or {@code ?}, a day matches
 * if one of them does (the rule of Vixie cron); otherwise both must.
 *
 * @param months bits 1 to 12
 * @param monthDays the day-of-month field
 * @param weekDays the day-of-week field
 */
record CronDays(int months, CronMonthDays monthDays, CronWeekDays weekDays) {

  /** The calendar of weekdays and leap days has seen every month within this many years. */
  private static final int SEARCHED_MONTHS = 41 * 12;

  static int allOf(int length) {
    return (int) ((1L << (length + 1)) - 2);
  }

  /** Whether a day may satisfy either field. */
  boolean eitherMatches() {
    return !monthDays.star() && !weekDays.star();
  }

  /** The first date at or after the given one, or null if there never is one. */
  @Nullable LocalDate next(LocalDate date) {
    LocalDate first = date.withDayOfMonth(1);
    int from = date.getDayOfMonth();
    for (int month = 0; month < SEARCHED_MONTHS; month++) {
      if ((months >>> first.getMonthValue() & 1) != 0) {
        int rest = inMonth(first) >>> from << from;
        if (rest != 0) {
          return first.withDayOfMonth(Integer.numberOfTrailingZeros(rest));
        }
      }
      first = first.plusMonths(1);
      from = 1;
    }
    return null;
  }

  boolean contains(LocalDate date) {
    return (months >>> date.getMonthValue() & 1) != 0
        && (inMonth(date.withDayOfMonth(1)) >>> date.getDayOfMonth() & 1) != 0;
  }

  private int inMonth(LocalDate first) {
    int byMonthDay = monthDays.inMonth(first);
    int byWeekDay = weekDays.inMonth(first);
    return eitherMatches() ? byMonthDay | byWeekDay : byMonthDay & byWeekDay;
  }
}
