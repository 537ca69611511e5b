package org.tomte.casework.field;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class Nearest {
  private static final int LONGEST = 100;

  private Nearest() {}

  /**
   * Returns the valid word that needs the fewest changes of one character; empty when all need more
   * than a third of the word (at least two), and for words of more than 100 characters.
   */
  public static Optional<String> to(String written, Collection<String> valid) {
    if (written.length() > LONGEST) {
      return Optional.empty();
    }
    String word = written.toLowerCase(Locale.ROOT);
    int tolerance = Math.max(2, word.length() / 3);
    return valid.stream()
        .filter(each -> each.length() <= LONGEST)
        .filter(each -> distance(word, each.toLowerCase(Locale.ROOT)) <= tolerance)
        .min(
            Comparator.comparingInt((String each) -> distance(word, each.toLowerCase(Locale.ROOT)))
                .thenComparing(Comparator.naturalOrder()));
  }

  /** The end of a message: {@code ; did you mean 'title'?}, or empty text. */
  public static String question(String written, Collection<String> valid) {
    return to(written, valid).map(word -> "; did you mean '" + word + "'?").orElse("");
  }

  /**
   * Edit distance in which two swapped neighbours count as one change (optimal string alignment).
   * Capital and small letters differ.
   */
  public static int distance(String a, String b) {
    int[][] rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = cell(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int cell(int[][] rows, String a, String b, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best = Math.min(rows[i - 1][j - 1] + same, 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, rows[i - 2][j - 2] + 1) : best;
  }
}
