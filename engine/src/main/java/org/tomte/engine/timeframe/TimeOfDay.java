package org.tomte.engine.timeframe;

import java.time.LocalTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time of day on the wall, to the second; unlike {@link LocalTime} it can be 24:00, the end of
 * the day.
 *
 * @param secondOfDay seconds since midnight by the clock on the wall, 0 to 86400
 */
public record TimeOfDay(int secondOfDay) implements Comparable<TimeOfDay> {

  /** 00:00. */
  public static final TimeOfDay MIDNIGHT = new TimeOfDay(0);

  static final int SECONDS_A_DAY = 86_400;

  /** 24:00, the end of the day. */
  public static final TimeOfDay END = new TimeOfDay(SECONDS_A_DAY);

  private static final Pattern FORM = Pattern.compile("(\\d{1,2}):(\\d{2})(?::(\\d{2}))?");
  private static final String VALID = "valid is HH:MM or HH:MM:SS, from \"00:00\" to \"24:00\"";

  /**
   * Checks the range.
   *
   * @throws IllegalArgumentException if the second is not in 0 to 86400
   */
  public TimeOfDay {
    if (secondOfDay < 0 || secondOfDay > SECONDS_A_DAY) {
      throw new IllegalArgumentException(
          "second of day %d is not in 0 to %d".formatted(secondOfDay, SECONDS_A_DAY));
    }
  }

  /**
   * Reads {@code 08:00}, {@code 8:00}, {@code 08:00:30} or {@code 24:00}.
   *
   * @throws IllegalArgumentException if the text is not a time of day
   */
  public static TimeOfDay parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'%s' is not a time of day; %s".formatted(text, VALID));
    }
    int hour = Integer.parseInt(matcher.group(1));
    int minute = Integer.parseInt(matcher.group(2));
    int second = matcher.group(3) == null ? 0 : Integer.parseInt(matcher.group(3));
    int total = hour * 3600 + minute * 60 + second;
    if (minute > 59 || second > 59 || total > SECONDS_A_DAY) {
      throw new IllegalArgumentException("'%s' is not a time of day; %s".formatted(text, VALID));
    }
    return new TimeOfDay(total);
  }

  /** The same time of day. */
  public static TimeOfDay of(LocalTime time) {
    return new TimeOfDay(time.toSecondOfDay());
  }

  /**
   * The same time of day.
   *
   * @throws java.time.DateTimeException if this is 24:00
   */
  public LocalTime toLocalTime() {
    return LocalTime.ofSecondOfDay(secondOfDay);
  }

  @Override
  public int compareTo(TimeOfDay other) {
    return Integer.compare(secondOfDay, other.secondOfDay);
  }

  /** {@code HH:MM}, or {@code HH:MM:SS} if there are seconds. */
  public String text() {
    int second = secondOfDay % 60;
    String minutes = "%02d:%02d".formatted(secondOfDay / 3600, secondOfDay / 60 % 60);
    return second == 0 ? minutes : minutes + ":%02d".formatted(second);
  }

  @Override
  public String toString() {
    return text();
  }
}
