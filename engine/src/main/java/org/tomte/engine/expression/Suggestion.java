package org.tomte.engine.expression;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.Nearest;

/** Finds the word that was probably meant: the nearest by edits, where few enough are needed. */
public final class Suggestion {

  private Suggestion() {}

  /** The nearest candidate, or null if none is near. The first of equally near ones wins. */
  public static @Nullable String of(String word, Collection<String> candidates) {
    int limit = Math.max(1, word.length() / 3);
    String nearest = null;
    int least = limit + 1;
    for (String candidate : candidates) {
      int distance =
          Nearest.distance(word.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
      if (distance < least && !candidate.equals(word)) {
        least = distance;
        nearest = candidate;
      }
    }
    return nearest;
  }
}
