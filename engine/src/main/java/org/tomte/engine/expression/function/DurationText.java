package org.tomte.engine.expression.function;

import java.math.BigDecimal;
import java.time.Duration;
import org.safere.Matcher;
import org.safere.Pattern;

/**
 * Durations as text: {@code 90s}, {@code 1h30m}, {@code 250ms}, {@code 7d}. Days are 24 hours;
 * otherwise the form is the one of CEL.
 */
public final class DurationText {

  private static final Pattern WHOLE =
      Pattern.compile("[+-]?(?:[0-9]{1,12}(?:\\.[0-9]{1,9})?(?:ns|us|ms|s|m|h|d)){1,8}");
  private static final Pattern PART =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,9})?)(ns|us|ms|s|m|h|d)");

  private DurationText() {}

  /**
   * Reads a duration.
   *
   * @throws ValueFault if the text is none
   */
  public static Duration read(String text) {
    if (text.length() > 100 || !WHOLE.matcher(text).matches()) {
      throw new ValueFault(
          Values.shown(text) + " is no duration; valid are for example 90s, 15m, 1h30m and 7d");
    }
    Duration sum = Duration.ZERO;
    Matcher part = PART.matcher(text);
    while (part.find()) {
      BigDecimal nanos = new BigDecimal(part.group(1)).multiply(nanosIn(part.group(2)));
      sum = sum.plus(ofNanos(nanos));
    }
    return text.startsWith("-") ? sum.negated() : sum;
  }

  private static Duration ofNanos(BigDecimal nanos) {
    BigDecimal[] split = nanos.divideAndRemainder(BigDecimal.valueOf(1_000_000_000));
    return Duration.ofSeconds(split[0].longValue(), split[1].longValue());
  }

  private static BigDecimal nanosIn(String unit) {
    return BigDecimal.valueOf(
        switch (unit) {
          case "ns" -> 1L;
          case "us" -> 1_000L;
          case "ms" -> 1_000_000L;
          case "s" -> 1_000_000_000L;
          case "m" -> 60_000_000_000L;
          case "h" -> 3_600_000_000_000L;
          default -> 86_400_000_000_000L;
        });
  }

  /** Writes a duration in seconds, as JSON mappings of CEL do: {@code 90s}, {@code 0.250s}. */
  public static String write(Duration span) {
    return BigDecimal.valueOf(span.getSeconds())
            .add(BigDecimal.valueOf(span.getNano(), 9))
            .stripTrailingZeros()
            .toPlainString()
        + "s";
  }
}
