package org.tomte.engine.timeframe;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * What the holiday rules of the library lack for Japan: the equinoxes, the present Emperor's
 * birthday, substitute days and days between two holidays (Act on National Holidays, articles 2 and
 * 3, as amended in 2005 and 2017).
 */
final class JapaneseHolidays {

  /** Since this year a Sunday's holiday moves to the next day that is none. */
  private static final int FIRST_YEAR = 2007;

  /** The formula of the equinoxes is known to hold until this year. */
  private static final int LAST_YEAR = 2099;

  private static final int LAST_OF_HEISEI = 2018;
  private static final int FIRST_OF_REIWA = 2020;

  private JapaneseHolidays() {}

  /** Completes the holidays of one year in place. */
  static void complete(SortedMap<LocalDate, String> holidays, int year) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      return;
    }
    if (year > LAST_OF_HEISEI) {
      holidays.remove(LocalDate.of(year, 12, 23));
    }
    if (year >= FIRST_OF_REIWA) {
      holidays.put(LocalDate.of(year, 2, 23), "Emperor's Birthday");
    }
    holidays.put(LocalDate.of(year, 3, equinox(year, 20.8431)), "Vernal Equinox Day");
    holidays.put(LocalDate.of(year, 9, equinox(year, 23.2488)), "Autumnal Equinox Day");
    List<LocalDate> fixed = new ArrayList<>(holidays.keySet());
    for (LocalDate date : fixed) {
      if (date.getDayOfWeek() == DayOfWeek.SUNDAY) {
        holidays.put(firstFree(date, holidays), "Substitute Holiday");
      }
    }
    for (LocalDate date : fixed) {
      LocalDate between = date.plusDays(1);
      if (fixed.contains(date.plusDays(2)) && !holidays.containsKey(between)) {
        holidays.put(between, "National Holiday");
      }
    }
  }

  private static LocalDate firstFree(LocalDate date, SortedMap<LocalDate, String> holidays) {
    LocalDate free = date;
    while (holidays.containsKey(free)) {
      free = free.plusDays(1);
    }
    return free;
  }

  /** The day of the month, by the mean motion of the sun counted from 1980. */
  private static int equinox(int year, double in1980) {
    int years = year - 1980;
    return (int) (in1980 + 0.242194 * years) - years / 4;
  }
}
