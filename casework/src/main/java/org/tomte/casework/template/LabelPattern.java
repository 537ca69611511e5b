package org.tomte.casework.template;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * How labels are made: text with {@code {day}}, {@code {month}}, {@code {month-roman}}, {@code
 * {year}}, {@code {random}} (six digits) and one {@code {counter}}, which takes {@code from=} (its
 * first number), {@code per=year} or {@code per=day} (starts again) and {@code width=} (leading
 * zeros). Labels that would be equal get a suffix: {@code -2}, {@code -3}.
 *
 * @param text the pattern as it was written
 * @param zone whose calendar the days and years are of
 * @param parts what the text is made of
 */
public record LabelPattern(String text, ZoneId zone, List<LabelPart> parts) {
  private static final int MAX_LENGTH = 200;

  /** Copies the parts. */
  public LabelPattern {
    parts = List.copyOf(parts);
  }

  /**
   * Reads a pattern whose days and years are in UTC.
   *
   * @throws IllegalArgumentException when it is not valid; the text says where and what would be
   */
  public static LabelPattern parse(String text) {
    return parse(text, ZoneOffset.UTC);
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException when it is not valid; the text says where and what would be
   */
  public static LabelPattern parse(String text, ZoneId zone) {
    if (text.isBlank() || text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a label pattern has 1 to %d characters, not %d".formatted(MAX_LENGTH, text.length()));
    }
    return new LabelPattern(text, zone, distinguishing(text, split(text)));
  }

  private static List<LabelPart> split(String text) {
    List<LabelPart> parts = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int open = text.indexOf('{', at);
      if (open < 0) {
        parts.add(new LabelPart.Literal(text.substring(at)));
        break;
      }
      if (open > at) {
        parts.add(new LabelPart.Literal(text.substring(at, open)));
      }
      int close = text.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException(
            "label pattern '%s': the brace at character %d is never closed"
                .formatted(text, open + 1));
      }
      parts.add(LabelPart.parse(text, text.substring(open + 1, close), open + 1));
      at = close + 1;
    }
    return parts;
  }

  private static List<LabelPart> distinguishing(String text, List<LabelPart> parts) {
    long counters = parts.stream().filter(LabelPart.Counter.class::isInstance).count();
    if (counters > 1) {
      throw new IllegalArgumentException(
          "label pattern '%s' has more than one counter".formatted(text));
    }
    if (counters == 0 && !parts.contains(LabelPart.Token.RANDOM)) {
      throw new IllegalArgumentException(
          "label pattern '%s' makes equal labels; it needs {counter} or {random}".formatted(text));
    }
    return parts;
  }

  /** The counter that a label made at this instant takes its number from; null when none. */
  public @Nullable CounterKey counter(Instant now) {
    for (LabelPart part : parts) {
      if (part instanceof LabelPart.Counter counter) {
        return new CounterKey(text, counter.per().period(day(now)), counter.from());
      }
    }
    return null;
  }

  /**
   * Makes a label.
   *
   * @param number the counter's number; not used by a pattern without a counter
   */
  public String render(Instant now, long number, RandomGenerator random) {
    StringBuilder label = new StringBuilder();
    for (LabelPart part : parts) {
      label.append(part.render(day(now), number, random));
    }
    return label.toString();
  }

  private LocalDate day(Instant now) {
    return LocalDate.ofInstant(now, zone);
  }
}
