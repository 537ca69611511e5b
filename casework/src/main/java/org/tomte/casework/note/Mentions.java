package org.tomte.casework.note;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the people that a text mentions as {@code @ann}. */
public final class Mentions {
  private static final Pattern MENTION =
      Pattern.compile("(?<![\\w.@/-])@(\\w(?:[\\w.-]{0,62}\\w)?)");
  private static final int MOST = 100;

  private Mentions() {}

  /**
   * Their log-in names in the order in which they are mentioned first.
   *
   * @param known tells whether a name is somebody's
   */
  public static List<String> in(String text, Predicate<String> known) {
    return MENTION
        .matcher(text)
        .results()
        .map(match -> match.group(1))
        .filter(known)
        .distinct()
        .limit(MOST)
        .toList();
  }
}
