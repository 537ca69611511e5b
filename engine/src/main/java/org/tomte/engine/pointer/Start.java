package org.tomte.engine.pointer;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a stream begins that has no pointer yet, or to which a person moves a pointer.
 *
 * <p>No pointer comes from the clock. {@code now} therefore reads the stream to its end once and
 * takes what is there as known without effects; times only bound how far back that reading goes.
 */
public sealed interface Start {

  /** What is there at the first reading is known; what comes later has effects. */
  Start NOW = new Now();

  /** Everything has effects. */
  Start BEGINNING = new Beginning();

  /** {@code now}. */
  record Now() implements Start {}

  /** {@code beginning}. */
  record Beginning() implements Start {}

  /**
   * {@code -24h}: events up to this long before the first run have effects.
   *
   * @param span positive
   */
  record Ago(Duration span) implements Start {}

  /**
   * A value that the kind of the stream gives a meaning: an id (the first event is the one after
   * it), a date or time (the first event is the one at it), a token.
   *
   * @param text as it was written, without blanks around it
   */
  record Value(String text) implements Start {}

  /**
   * Reads {@code now}, {@code beginning}, a span such as {@code -24h} (units s, m, h, d, w), or a
   * value.
   *
   * @throws IllegalArgumentException when the text is empty or the span cannot be
   */
  static Start parse(String text) {
    String word = text.strip();
    Matcher span = Spans.FORM.matcher(word);
    if (span.matches()) {
      return new Ago(Spans.of(span, word));
    }
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "" ->
          throw new IllegalArgumentException(
              "the start is empty; valid are now, beginning, -24h, an id, a time or a token");
      case "now" -> NOW;
      case "beginning" -> BEGINNING;
      default -> new Value(word);
    };
  }

  /** Reads spans. */
  final class Spans {
    private static final Pattern FORM = Pattern.compile("-(\\d{1,9})([smhdw])");

    private Spans() {}

    private static Duration of(Matcher form, String word) {
      long count = Long.parseLong(form.group(1));
      if (count == 0) {
        throw new IllegalArgumentException(
            "the start %s is no span back; valid is for example -24h, or now".formatted(word));
      }
      try {
        return switch (form.group(2)) {
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          case "d" -> Duration.ofDays(count);
          default -> Duration.ofDays(Math.multiplyExact(count, 7));
        };
      } catch (ArithmeticException | DateTimeException e) {
        throw new IllegalArgumentException("the start %s is too far back".formatted(word), e);
      }
    }
  }
}
