package org.tomte.engine.timeframe;

import java.time.LocalDate;
import java.util.Locale;
import java.util.SortedMap;

/**
 * A region with public holidays: a country or a part of it, written as in ISO 3166 ({@code DE},
 * {@code DE-BY}, {@code IT}, {@code US-NY}), or a calendar of banks or exchanges such as {@code
 * TARGET}.
 *
 * @param code the code in capital letters
 */
public record HolidayRegion(String code) {

  /**
   * Checks that the region is known.
   *
   * @throws IllegalArgumentException if it is not; the text lists near matches
   */
  public HolidayRegion {
    code = code.strip().toUpperCase(Locale.ROOT);
    HolidayCalendars.check(code);
  }

  /**
   * Reads a code, in capital or small letters.
   *
   * @throws IllegalArgumentException if the region is not known; the text lists near matches
   */
  public static HolidayRegion parse(String text) {
    return new HolidayRegion(text);
  }

  /**
   * Whether the date is a public holiday in the region: the day itself, or the day off that the law
   * gives instead of one that falls on a weekend.
   */
  public boolean isHoliday(LocalDate date) {
    return HolidayCalendars.inYear(code, date.getYear()).containsKey(date);
  }

  /**
   * The public holidays of a year with their English names; empty outside the years 1900 to 2200,
   * for which no rules are known.
   */
  public SortedMap<LocalDate, String> holidays(int year) {
    return HolidayCalendars.inYear(code, year);
  }
}
