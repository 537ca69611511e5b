package org.tomte.engine.timeframe;

import com.google.common.base.Splitter;
import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A set of days of the week, written {@code mon-fri}, {@code mon,wed} or {@code sat-sun}.
 *
 * @param set the days, at least one
 */
public record Days(Set<DayOfWeek> set) {

  /** Monday to Sunday. */
  public static final Days EVERY_DAY = new Days(EnumSet.allOf(DayOfWeek.class));

  private static final int DAYS_A_WEEK = 7;
  private static final String VALID =
      "valid are mon, tue, wed, thu, fri, sat, sun, ranges such as mon-fri and lists such as"
          + " mon,wed";

  /**
   * Copies the days.
   *
   * @throws IllegalArgumentException if there are none
   */
  public Days {
    if (set.isEmpty()) {
      throw new IllegalArgumentException("days is empty; " + VALID);
    }
    set = Collections.unmodifiableSet(EnumSet.copyOf(set));
  }

  /**
   * Reads days from text. A range may pass the end of the week: {@code fri-mon} has four days.
   *
   * @throws IllegalArgumentException if the text names something that is not a day
   */
  public static Days parse(String text) {
    EnumSet<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
    for (String part : Splitter.on(',').trimResults().split(text)) {
      addRange(found, part, text);
    }
    return new Days(found);
  }

  /**
   * Reads days from a list of texts, each as in {@link #parse(String)}.
   *
   * @throws IllegalArgumentException if one names something that is not a day or there are none
   */
  public static Days parse(List<String> texts) {
    EnumSet<DayOfWeek> found = EnumSet.noneOf(DayOfWeek.class);
    texts.forEach(text -> found.addAll(parse(text).set()));
    return new Days(found);
  }

  private static void addRange(Set<DayOfWeek> found, String part, String text) {
    int dash = part.indexOf('-');
    DayOfWeek first = day(dash < 0 ? part : part.substring(0, dash).strip(), text);
    DayOfWeek last = dash < 0 ? first : day(part.substring(dash + 1).strip(), text);
    int length = Math.floorMod(last.getValue() - first.getValue(), DAYS_A_WEEK);
    for (int i = 0; i <= length; i++) {
      found.add(first.plus(i));
    }
  }

  private static DayOfWeek day(String word, String text) {
    String lower = word.toLowerCase(Locale.ROOT);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (lower.equals(shortName(day)) || lower.equals(day.name().toLowerCase(Locale.ROOT))) {
        return day;
      }
    }
    throw new IllegalArgumentException(
        "'%s' in days '%s' is not a day of the week; %s".formatted(word, text, VALID));
  }

  static String shortName(DayOfWeek day) {
    return day.name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  /** Whether the day is one of these. */
  public boolean contains(DayOfWeek day) {
    return set.contains(day);
  }

  /** The days as {@link #parse(String)} reads them, ranges of three or more days joined. */
  public String text() {
    return String.join(",", runs("-", Days::shortName));
  }

  /** The days for a sentence: {@code Monday to Friday}, {@code Monday and Wednesday}. */
  public String words() {
    List<String> runs = runs(" to ", Days::longName);
    if (runs.size() == 1) {
      return runs.getFirst();
    }
    return String.join(", ", runs.subList(0, runs.size() - 1)) + " and " + runs.getLast();
  }

  private static String longName(DayOfWeek day) {
    return day.name().charAt(0) + day.name().substring(1).toLowerCase(Locale.ROOT);
  }

  private List<String> runs(String to, java.util.function.Function<DayOfWeek, String> name) {
    List<String> parts = new ArrayList<>();
    int day = 1;
    while (day <= DAYS_A_WEEK) {
      int end = day;
      while (end <= DAYS_A_WEEK && set.contains(DayOfWeek.of(end))) {
        end++;
      }
      if (end - day >= 3) {
        parts.add(name.apply(DayOfWeek.of(day)) + to + name.apply(DayOfWeek.of(end - 1)));
      } else {
        for (int single = day; single < end; single++) {
          parts.add(name.apply(DayOfWeek.of(single)));
        }
      }
      day = end + 1;
    }
    return parts;
  }
}
