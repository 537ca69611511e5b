package org.tomte.engine.schedule;

import java.time.Duration;
import java.util.Locale;
import org.tomte.api.DurationText;

/**
 * How far the runs of many daemons are spread: each is moved later by its own constant part of the
 * width, so that the planned instants stay a pure function of the definition.
 *
 * @param width the width, zero for none
 */
public record Jitter(Duration width) {

  /** No spread. */
  public static final Jitter NONE = new Jitter(Duration.ZERO);

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /**
   * Checks the width.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public Jitter {
    if (width.isNegative()) {
      throw new IllegalArgumentException(
          "jitter cannot be negative; valid are none and a duration such as 30s");
    }
  }

  /**
   * Reads {@code none} or a duration.
   *
   * @throws IllegalArgumentException if the text is neither
   */
  public static Jitter parse(String text) {
    if (text.strip().toLowerCase(Locale.ROOT).equals("none")) {
      return NONE;
    }
    return new Jitter(DurationText.parse(text));
  }

  /** The part of the width, in whole milliseconds, that belongs to a daemon. */
  Duration shift(long identityHash) {
    long millis = width.toMillis();
    if (millis == 0) {
      return Duration.ZERO;
    }
    // Hashes of identities can be sequences; the multiplication spreads their low bits upwards.
    long mixed = identityHash * GOLDEN;
    mixed ^= mixed >>> 32;
    return Duration.ofMillis(Long.remainderUnsigned(mixed * GOLDEN, millis));
  }
}
