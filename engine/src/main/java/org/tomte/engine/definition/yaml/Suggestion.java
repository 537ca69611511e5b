package org.tomte.engine.definition.yaml;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.Nearest;

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
      int distance = Nearest.distance(folded(word), folded(candidate));
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
}
