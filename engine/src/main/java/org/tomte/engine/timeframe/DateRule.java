package org.tomte.engine.timeframe;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Optional;

/**
 * Dates as a definition names them: one date, a range, the same day of every year, or a range of
 * every year. Both ends of a range belong to it.
 */
public sealed interface DateRule {

  /** Whether the date is one of these. */
  boolean contains(LocalDate date);

  /** The last date, or empty if the dates come back every year. */
  Optional<LocalDate> end();

  /** The dates as {@link #parse(String)} reads them. */
  String text();

  /**
   * Dates of certain years.
   *
   * @param first the first date
   * @param last the last date, not before the first
   */
  record Span(LocalDate first, LocalDate last) implements DateRule {

    /**
     * Checks the order.
     *
     * @throws IllegalArgumentException if the range runs backwards
     */
    public Span {
      if (last.isBefore(first)) {
        throw new IllegalArgumentException(
            "the range %s..%s runs backwards; the earlier date stands first"
                .formatted(first, last));
      }
    }

    @Override
    public boolean contains(LocalDate date) {
      return !date.isBefore(first) && !date.isAfter(last);
    }

    @Override
    public Optional<LocalDate> end() {
      return Optional.of(last);
    }

    @Override
    public String text() {
      return first.equals(last) ? first.toString() : first + ".." + last;
    }
  }

  /**
   * Dates of every year; a range may pass the new year. 29 February exists in leap years only.
   *
   * @param first the first day
   * @param last the last day
   */
  record Yearly(MonthDay first, MonthDay last) implements DateRule {

    @Override
    public boolean contains(LocalDate date) {
      MonthDay day = MonthDay.from(date);
      boolean afterFirst = !day.isBefore(first);
      boolean beforeLast = !day.isAfter(last);
      return first.isAfter(last) ? afterFirst || beforeLast : afterFirst && beforeLast;
    }

    @Override
    public Optional<LocalDate> end() {
      return Optional.empty();
    }

    @Override
    public String text() {
      String start = first.toString().substring(2);
      return first.equals(last) ? start : start + ".." + last.toString().substring(2);
    }
  }

  /**
   * Reads {@code 2026-12-24}, {@code 2026-12-24..2027-01-06}, {@code 12-24} or {@code
   * 12-24..01-06}.
   *
   * @throws IllegalArgumentException if the text is none of these or a date does not exist
   */
  static DateRule parse(String text) {
    int dots = text.indexOf("..");
    String first = (dots < 0 ? text : text.substring(0, dots)).strip();
    String last = dots < 0 ? first : text.substring(dots + 2).strip();
    try {
      if (first.length() == 5) {
        return new Yearly(MonthDay.parse("--" + first), MonthDay.parse("--" + last));
      }
      return new Span(LocalDate.parse(first), LocalDate.parse(last));
    } catch (DateTimeException invalid) {
      throw new IllegalArgumentException(
          "'%s' is not a date; valid are 2026-12-24, 2026-12-24..2027-01-06, 12-24 (every year)"
                  .formatted(text)
              + " and 12-24..01-06",
          invalid);
    }
  }
}
