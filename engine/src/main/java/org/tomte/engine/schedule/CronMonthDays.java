package org.tomte.engine.schedule;

import java.time.DayOfWeek;
import java.time.LocalDate;

/**
 * The day-of-month field of a cron text.
 *
 * @param days bits 1 to 31
 * @param beforeLast bit n: n days before the last day of the month ({@code L} is bit 0)
 * @param nearest bits 1 to 31: the weekday (Monday to Friday) in the month that is nearest ({@code
 *     15W})
 * @param lastWeekday the last Monday to Friday of the month ({@code LW})
 * @param star whether the field begins with {@code *} or {@code ?} and so does not join the day of
 *     week by "or"
 */
record CronMonthDays(int days, int beforeLast, int nearest, boolean lastWeekday, boolean star) {

  /** The days of the month that match, as bits 1 to 31. */
  int inMonth(LocalDate first) {
    int length = first.lengthOfMonth();
    int found = days & CronDays.allOf(length);
    for (int n = 0; beforeLast >>> n != 0 && n < length; n++) {
      if ((beforeLast >>> n & 1) != 0) {
        found |= 1 << (length - n);
      }
    }
    for (int day = 1; nearest >>> day != 0 && day <= length; day++) {
      if ((nearest >>> day & 1) != 0) {
        found |= 1 << nearestWeekday(first, day, length);
      }
    }
    if (lastWeekday) {
      found |= 1 << nearestWeekday(first, length, length);
    }
    return found;
  }

  private static int nearestWeekday(LocalDate first, int day, int length) {
    DayOfWeek weekday = first.getDayOfWeek().plus(day - 1);
    return switch (weekday) {
      case SATURDAY -> day == 1 ? 3 : day - 1;
      case SUNDAY -> day == length ? day - 2 : day + 1;
      case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> day;
    };
  }
}
