package org.tomte.engine.decision;

import java.time.Duration;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.api.DurationText;

/**
 * How many deliveries of one action go out in a span that slides; the others are held for a person.
 *
 * @param count at least 1
 * @param per the span; positive
 */
public record AtMost(int count, Duration per) {
  private static final Pattern FORM = Pattern.compile("([0-9]{1,6}) per (\\S+)");

  /** Checks the numbers. */
  public AtMost {
    if (count < 1 || !per.isPositive()) {
      throw new IllegalArgumentException(
          "at-most needs a count of at least 1 and a span longer than zero, such as 10 per 1h");
    }
  }

  /**
   * Reads {@code 10 per 1h}.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public static AtMost parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a count and a span such as 10 per 1h");
    }
    return new AtMost(
        Integer.parseInt(String.valueOf(form.group(1))),
        DurationText.parse(String.valueOf(form.group(2))));
  }

  @Override
  public String toString() {
    return count + " per " + DurationText.format(per);
  }
}
