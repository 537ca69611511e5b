package org.tomte.engine.timeframe;

import java.time.LocalDate;
import java.util.List;

/**
 * The dates on which a time frame is closed from midnight to midnight, whatever its windows say.
 *
 * @param holidays regions whose public holidays are closed; absent is none
 * @param dates further closed dates; absent is none
 */
public record ClosedDays(List<HolidayRegion> holidays, List<DateRule> dates) {

  /** No closed dates. */
  public static final ClosedDays NONE = new ClosedDays(List.of(), List.of());

  /** Copies the lists. */
  public ClosedDays {
    holidays = holidays == null ? List.of() : List.copyOf(holidays);
    dates = dates == null ? List.of() : List.copyOf(dates);
  }

  /** Whether the date is closed. */
  public boolean contains(LocalDate date) {
    for (DateRule rule : dates) {
      if (rule.contains(date)) {
        return true;
      }
    }
    for (HolidayRegion region : holidays) {
      if (region.isHoliday(date)) {
        return true;
      }
    }
    return false;
  }
}
