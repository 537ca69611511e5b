package org.tomte.engine.schedule;

import java.time.LocalDate;

/**
 * The day-of-week field of a cron text; Sunday is 0.
 *
 * @param days bits 0 to 6
 * @param nth bit 5 * day + n - 1: the n-th such day of the month ({@code fri#2})
 * @param last bits 0 to 6: the last such day of the month ({@code friL})
 * @param star whether the field begins with {@code *} or {@code ?} and so does not join the day of
 *     month by "or"
 */
record CronWeekDays(int days, long nth, int last, boolean star) {

  static final int NTH = 5;
  private static final int DAYS_A_WEEK = 7;

  /** The days of the month that match, as bits 1 to 31. */
  int inMonth(LocalDate first) {
    int length = first.lengthOfMonth();
    int weekday = first.getDayOfWeek().getValue() % DAYS_A_WEEK;
    int found = 0;
    for (int day = 1; day <= length; day++) {
      int n = (day - 1) / DAYS_A_WEEK;
      boolean matches =
          (days >>> weekday & 1) != 0
              || (nth >>> (NTH * weekday + n) & 1) != 0
              || ((last >>> weekday & 1) != 0 && day + DAYS_A_WEEK > length);
      if (matches) {
        found |= 1 << day;
      }
      weekday = weekday == DAYS_A_WEEK - 1 ? 0 : weekday + 1;
    }
    return found;
  }
}
