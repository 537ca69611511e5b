package org.tomte.engine.timeframe;

import com.google.common.base.Splitter;
import de.focus_shift.jollyday.core.CalendarHierarchy;
import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.time.Year;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The holidays of all regions by year, computed once; safe for use by many threads. */
final class HolidayCalendars {

  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;

  private static final Set<String> TOP_LEVEL =
      new TreeSet<>(HolidayManager.getSupportedCalendarCodes());
  private static final Map<RegionYear, SortedMap<LocalDate, String>> KNOWN =
      new ConcurrentHashMap<>();

  private HolidayCalendars() {}

  private record RegionYear(String code, int year) {}

  /** The holidays of a region that was checked; empty for years without known rules. */
  static SortedMap<LocalDate, String> inYear(String code, int year) {
    if (year < FIRST_YEAR || year > LAST_YEAR) {
      return Collections.emptySortedMap();
    }
    return KNOWN.computeIfAbsent(new RegionYear(code, year), HolidayCalendars::compute);
  }

  private static SortedMap<LocalDate, String> compute(RegionYear key) {
    List<String> parts = Splitter.on('-').splitToList(key.code().toLowerCase(Locale.ROOT));
    HolidayManager manager = manager(parts.getFirst());
    String[] parent = parts.subList(1, parts.size()).toArray(String[]::new);
    boolean japan = parts.getFirst().equals("jp");
    SortedMap<LocalDate, String> found = new TreeMap<>();
    // The day off for a new year's day on a weekend can lie in the year before, and the other way.
    for (int year = key.year() - 1; year <= key.year() + 1; year++) {
      for (Holiday holiday : manager.getHolidays(Year.of(year), parent)) {
        if (holiday.getType() != HolidayType.OBSERVANCE) {
          String name = holiday.getDescription(Locale.ENGLISH);
          put(found, holiday.getActualDate(), name, key.year());
          if (!japan) {
            holiday.getObservedDate().ifPresent(off -> put(found, off, name, key.year()));
          }
        }
      }
    }
    if (japan) {
      JapaneseHolidays.complete(found, key.year());
    }
    return Collections.unmodifiableSortedMap(found);
  }

  private static void put(
      SortedMap<LocalDate, String> found, LocalDate date, String name, int year) {
    if (date.getYear() == year) {
      found.merge(date, name, (one, other) -> one.equals(other) ? one : one + ", " + other);
    }
  }

  private static HolidayManager manager(String country) {
    return HolidayManager.getInstance(ManagerParameters.create(country));
  }

  /**
   * Checks that a code in capital letters is known.
   *
   * @throws IllegalArgumentException with near matches if it is not
   */
  static void check(String code) {
    List<String> parts = Splitter.on('-').splitToList(code);
    String country = parts.getFirst();
    if (!TOP_LEVEL.contains(country)) {
      throw new IllegalArgumentException(
          "'%s' is not a holiday region; %s".formatted(code, countryHint(country)));
    }
    if (parts.size() == 1) {
      return;
    }
    CalendarHierarchy level = manager(country.toLowerCase(Locale.ROOT)).getCalendarHierarchy();
    String reached = country;
    for (String part : parts.subList(1, parts.size())) {
      Map<String, CalendarHierarchy> children = level.getChildren();
      @Nullable CalendarHierarchy child = childOf(children, part);
      if (child == null) {
        throw new IllegalArgumentException(
            "'%s' is not a holiday region; %s".formatted(code, partHint(code, reached, children)));
      }
      level = child;
      reached = reached + "-" + part;
    }
  }

  private static @Nullable CalendarHierarchy childOf(
      Map<String, CalendarHierarchy> children, String part) {
    for (Map.Entry<String, CalendarHierarchy> child : children.entrySet()) {
      if (child.getKey().equalsIgnoreCase(part)) {
        return child.getValue();
      }
    }
    return null;
  }

  private static String partHint(
      String code, String reached, Map<String, CalendarHierarchy> children) {
    List<String> codes =
        children.keySet().stream()
            .map(part -> reached + "-" + part.toUpperCase(Locale.ROOT))
            .sorted()
            .toList();
    return NearNames.hint(code, codes, reached + " has no parts, write " + reached);
  }

  private static String countryHint(String name) {
    if (name.equals("UK")) {
      return "did you mean 'GB'?";
    }
    int underscore = name.indexOf('_');
    if (underscore > 0 && TOP_LEVEL.contains(name.substring(0, underscore))) {
      return "did you mean '%s'?".formatted(name.replace('_', '-'));
    }
    for (String country : TOP_LEVEL) {
      String english = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
      if (english.equalsIgnoreCase(name)) {
        return "did you mean '%s'?".formatted(country);
      }
    }
    return NearNames.hint(name, TOP_LEVEL, "no region is known")
        + "; written as in ISO 3166, for example DE, DE-BY, US-NY";
  }
}
