package org.tomte.engine.definition.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant, and lists what would be valid. */
public final class Suggestion {

  private static final int LONGEST_WORD = 64;
  private static final int MOST_LISTED = 30;
  private static final int LONGEST_SHOWN = 60;

  private Suggestion() {}

  /**
   * The nearest known word, counting insertions, deletions, replacements and swapped neighbours
   * (optimal string alignment); null when none is near enough to be meant.
   */
  public static @Nullable String nearest(String word, Collection<String> known) {
    if (word.isBlank() || word.length() > LONGEST_WORD) {
      return null;
    }
    String best = null;
    int least = Math.max(1, word.length() / 3) + 1;
    for (String candidate : known) {
      if (candidate.length() > LONGEST_WORD) {
        continue;
      }
      int distance = distance(folded(word), folded(candidate));
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best;
  }

  /** What would be valid, for the end of a message; empty when nothing is known. */
  public static String valid(Collection<String> known) {
    if (known.isEmpty()) {
      return "";
    }
    String listed = known.stream().sorted().limit(MOST_LISTED).collect(Collectors.joining(", "));
    return "; valid: " + listed + (known.size() > MOST_LISTED ? ", ..." : "");
  }

  /** A value as a message may show it: cut, without line breaks and control characters. */
  public static String shown(String value) {
    String cut =
        value.codePointCount(0, value.length()) <= LONGEST_SHOWN
            ? value
            : value.substring(0, value.offsetByCodePoints(0, LONGEST_SHOWN)) + "...";
    return cut.replaceAll("\\p{Cntrl}", " ");
  }

  /** A value in quotes as a message may show it. */
  public static String quoted(String value) {
    return '"' + shown(value) + '"';
  }

  private static String folded(String word) {
    return word.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : step(cost, left, right, i, j);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int step(int[][] cost, String left, String right, int i, int j) {
    int replaced = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
    int least = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
    least = Math.min(least, cost[i - 1][j - 1] + replaced);
    if (i > 1
        && j > 1
        && left.charAt(i - 1) == right.charAt(j - 2)
        && left.charAt(i - 2) == right.charAt(j - 1)) {
      return Math.min(least, cost[i - 2][j - 2] + 1);
    }
    return least;
  }
}
