package org.tomte.engine.definition.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as definitions write them. */
final class DurationForm {

  private static final Pattern PART = Pattern.compile("\\G(\\d{1,9})(ms|s|m|h|d|w)");

  private DurationForm() {}

  static Duration parse(String text) {
    Matcher matcher = PART.matcher(text);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (matcher.find()) {
      sum = sum.plus(part(Long.parseLong(matcher.group(1)), matcher.group(2)));
      end = matcher.end();
    }
    if (end == 0 || end < text.length()) {
      throw new IllegalArgumentException(
          Suggestion.quoted(text) + " is not a duration; valid: 500ms, 90s, 5m, 1h30m, 7d");
    }
    return sum;
  }

  private static Duration part(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      case "d" -> Duration.ofDays(number);
      default -> Duration.ofDays(7 * number);
    };
  }
}
