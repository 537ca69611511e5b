package org.tomte.casework.template;

import java.util.Comparator;

/**
 * Names a counter of labels. Templates with the same pattern share their counters, so that their
 * labels differ.
 *
 * @param pattern the pattern it counts for
 * @param period the year or day it counts in, in the pattern's zone; empty when it never starts
 *     again
 * @param first the first number it gives
 */
public record CounterKey(String pattern, String period, long first)
    implements Comparable<CounterKey> {

  private static final Comparator<CounterKey> ORDER =
      Comparator.comparing(CounterKey::pattern).thenComparing(CounterKey::period);

  @Override
  public int compareTo(CounterKey other) {
    return ORDER.compare(this, other);
  }
}
