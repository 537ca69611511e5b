package org.tomte.engine.timeframe;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a person may have meant. */
final class NearNames {

  private static final int SHOWN = 8;
  private static final int NEAR = 2;

  private NearNames() {}

  /**
   * The words that end a fault about an unknown name.
   *
   * @param none what to say if there are no names at all
   */
  static String hint(String name, Collection<String> names, String none) {
    if (names.isEmpty()) {
      return none;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    Comparator<String> nearest =
        Comparator.comparingInt(candidate -> distance(lower, candidate.toLowerCase(Locale.ROOT)));
    List<String> sorted =
        names.stream().sorted(nearest.thenComparing(Comparator.naturalOrder())).toList();
    String first = sorted.getFirst();
    String list = String.join(", ", sorted.subList(0, Math.min(SHOWN, sorted.size())));
    String more = sorted.size() > SHOWN ? " and %d more".formatted(sorted.size() - SHOWN) : "";
    if (distance(lower, first.toLowerCase(Locale.ROOT)) <= NEAR) {
      return "did you mean '%s'? valid are %s%s".formatted(first, list, more);
    }
    return "valid are %s%s".formatted(list, more);
  }

  /** The number of letters to insert, delete or replace (Levenshtein). */
  static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int[] current = new int[right.length() + 1];
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replace = previous[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(replace, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[right.length()];
  }
}
