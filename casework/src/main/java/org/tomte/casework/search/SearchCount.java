package org.tomte.casework.search;

import java.util.Locale;

/**
 * How many objects there are.
 *
 * @param number exact, or the limit
 * @param more whether there are more than the limit
 */
public record SearchCount(long number, boolean more) {
  /** For example {@code 17} or {@code more than 10,000}. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, more ? "more than %,d" : "%,d", number);
  }
}
