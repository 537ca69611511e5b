package org.tomte.engine.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Puts lists and ranges into words. */
final class Wording {

  private static final int SHORTEST_RUN = 3;

  private Wording() {}

  /** {@code a, b and c}. */
  static String list(List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    return String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
  }

  /** The word of each value that is set. */
  static List<String> each(long bits, IntFunction<String> word) {
    List<String> parts = new ArrayList<>();
    for (long rest = bits; rest != 0; rest &= rest - 1) {
      parts.add(word.apply(Long.numberOfTrailingZeros(rest)));
    }
    return parts;
  }

  /** The word of each value that is set, three or more in a row as {@code first to last}. */
  static List<String> runs(long bits, IntFunction<String> word) {
    List<String> parts = new ArrayList<>();
    long rest = bits;
    while (rest != 0) {
      int first = Long.numberOfTrailingZeros(rest);
      int end = first + Long.numberOfTrailingZeros(~(rest >>> first));
      if (end - first >= SHORTEST_RUN) {
        parts.add(word.apply(first) + " to " + word.apply(end - 1));
      } else {
        for (int value = first; value < end; value++) {
          parts.add(word.apply(value));
        }
      }
      rest &= -1L << end;
    }
    return parts;
  }
}
