package org.tomte.api;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Durations as definitions write them: {@code 500ms}, {@code 90s}, {@code 1m}, {@code 1h30m},
 * {@code 7d}, {@code 2w}. A day is 24 hours and a week seven days of elapsed time.
 */
public final class DurationText {

  private static final String VALID =
      "valid are numbers with ms, s, m, h, d or w, the larger unit first, such as 500ms, 90s, 1m,"
          + " 1h30m, 7d";
  private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|m|h|d|w)");

  private DurationText() {}

  private enum Unit {
    W(604_800_000L, "week"),
    D(86_400_000L, "day"),
    H(3_600_000L, "hour"),
    M(60_000L, "minute"),
    S(1_000L, "second"),
    MS(1L, "millisecond");

    private final long millis;
    private final String word;

    Unit(long millis, String word) {
      this.millis = millis;
      this.word = word;
    }
  }

  /**
   * Reads a duration of zero or more; letters may be capital, spaces may stand between the parts.
   *
   * @throws IllegalArgumentException if the text is not a duration
   */
  public static Duration parse(String text) {
    String compact = text.strip().toLowerCase(Locale.ROOT).replace(" ", "");
    Matcher matcher = PART.matcher(compact);
    int reached = 0;
    long lastUnit = Long.MAX_VALUE;
    Duration total = Duration.ZERO;
    while (matcher.find() && matcher.start() == reached) {
      Unit unit = Unit.valueOf(matcher.group(2).toUpperCase(Locale.ROOT));
      if (unit.millis >= lastUnit) {
        break;
      }
      lastUnit = unit.millis;
      reached = matcher.end();
      total =
          total.plus(Duration.ofMillis(unit.millis).multipliedBy(Long.parseLong(matcher.group(1))));
    }
    if (reached == 0 || reached < compact.length()) {
      throw new IllegalArgumentException(
          "'%s' is not a duration%s; %s".formatted(text, hint(compact), VALID));
    }
    return total;
  }

  private static String hint(String compact) {
    if (compact.matches("\\d+")) {
      return " (the unit is missing: %ss are seconds, %sm minutes)".formatted(compact, compact);
    }
    if (compact.matches(".*\\d[.,]\\d.*")) {
      return " (whole numbers only: 1h30m, not 1.5h)";
    }
    if (compact.startsWith("-")) {
      return " (it cannot be negative here)";
    }
    return "";
  }

  /**
   * The shortest text that {@link #parse(String)} reads as the same duration: {@code 1h30m}. Weeks
   * are written as days. What is smaller than a millisecond is cut.
   */
  public static String format(Duration duration) {
    StringBuilder text = new StringBuilder(duration.isNegative() ? "-" : "");
    long rest = duration.abs().toMillis();
    for (Unit unit : Unit.values()) {
      long count = rest / unit.millis;
      if (count > 0 && unit != Unit.W) {
        text.append(count).append(unit.name().toLowerCase(Locale.ROOT));
        rest -= count * unit.millis;
      }
    }
    return rest == duration.abs().toMillis() ? "0s" : text.toString();
  }

  /** The duration for a sentence: {@code 1 minute}, {@code 1 hour 30 minutes}. */
  public static String words(Duration duration) {
    StringBuilder words = new StringBuilder();
    long rest = duration.abs().toMillis();
    for (Unit unit : Unit.values()) {
      long count = rest / unit.millis;
      if (count > 0 && unit != Unit.W) {
        words.append(words.isEmpty() ? "" : " ").append(count).append(' ').append(unit.word);
        words.append(count == 1 ? "" : "s");
        rest -= count * unit.millis;
      }
    }
    return words.isEmpty() ? "0 seconds" : words.toString();
  }

  /** How often, for a sentence: {@code every minute}, {@code every 10 minutes}. */
  public static String everyWords(Duration every) {
    for (Unit unit : Unit.values()) {
      if (unit != Unit.W && every.toMillis() == unit.millis) {
        return "every " + unit.word;
      }
    }
    return "every " + words(every);
  }
}
