package org.tomte.engine.timeframe;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A window in which a time frame is open: on which days it starts, and from when to when by the
 * clock on the wall. It passes midnight if {@code to} is not after {@code from}, and then belongs
 * to the day on which it starts. A day must satisfy each of days, holidays and dates that is given.
 *
 * @param days the days of the week; absent is every day
 * @param holidays start only on public holidays of one of these regions; empty does not restrict
 * @param dates start only on these dates; empty does not restrict
 * @param from the first time of day that is open; absent is 00:00
 * @param to the first time of day that is no longer open; absent is 24:00
 */
public record OpenWindow(
    Days days, List<HolidayRegion> holidays, List<DateRule> dates, TimeOfDay from, TimeOfDay to) {

  /**
   * Fills in what is absent and copies the lists.
   *
   * @throws IllegalArgumentException if the window is empty
   */
  public OpenWindow {
    days = orElse(days, Days.EVERY_DAY);
    holidays = holidays == null ? List.of() : List.copyOf(holidays);
    dates = dates == null ? List.of() : List.copyOf(dates);
    from = orElse(from, TimeOfDay.MIDNIGHT);
    to = orElse(to, TimeOfDay.END);
    if (from.equals(to) || from.equals(TimeOfDay.END)) {
      throw new IllegalArgumentException(
          "the window from %s to %s is empty; from \"00:00\" to \"24:00\" is the whole day"
              .formatted(from, to));
    }
  }

  private static <T> T orElse(@Nullable T value, T otherwise) {
    return value == null ? otherwise : value;
  }

  /** A window on days of the week. */
  public static OpenWindow weekly(String days, String from, String to) {
    return new OpenWindow(
        Days.parse(days), List.of(), List.of(), TimeOfDay.parse(from), TimeOfDay.parse(to));
  }

  /** The whole of every public holiday of a region. */
  public static OpenWindow onHolidays(HolidayRegion region) {
    return new OpenWindow(
        Days.EVERY_DAY, List.of(region), List.of(), TimeOfDay.MIDNIGHT, TimeOfDay.END);
  }

  /** A window on certain dates. */
  public static OpenWindow onDates(List<DateRule> dates, TimeOfDay from, TimeOfDay to) {
    return new OpenWindow(Days.EVERY_DAY, List.of(), dates, from, to);
  }

  /** Whether the window ends on the day after the one on which it starts. */
  public boolean passesMidnight() {
    return to.compareTo(from) < 0;
  }

  boolean startsOn(LocalDate date) {
    if (!days.contains(date.getDayOfWeek())) {
      return false;
    }
    if (!dates.isEmpty() && dates.stream().noneMatch(rule -> rule.contains(date))) {
      return false;
    }
    return holidays.isEmpty() || holidays.stream().anyMatch(region -> region.isHoliday(date));
  }
}
