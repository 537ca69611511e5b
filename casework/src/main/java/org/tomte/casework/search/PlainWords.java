package org.tomte.casework.search;

import java.util.Arrays;
import java.util.List;
import org.tomte.casework.field.FieldNames;

/**
 * Plain words to search for. An object holds a word when one of its {@link #LINES} has it anywhere
 * in it, or a word of its description or tags begins with it. Upper and lower case are the same.
 */
public final class PlainWords {
  /** The fields in which a word may stand anywhere, also in the middle of another. */
  public static final List<String> LINES =
      List.of("label", FieldNames.TITLE, FieldNames.REFERENCE, FieldNames.VALUE);

  private static final int MOST = 10;
  private static final int LONGEST = 100;

  private PlainWords() {}

  /**
   * Splits text at space.
   *
   * @throws SearchFault when there are too many words, or too long ones
   */
  public static List<String> of(String text) {
    List<String> words =
        Arrays.stream(text.strip().split("\\s+")).filter(word -> !word.isEmpty()).toList();
    if (words.size() > MOST) {
      throw new SearchFault(
          "%d words are too many to search for; at most %d".formatted(words.size(), MOST));
    }
    for (String word : words) {
      if (word.length() > LONGEST || word.indexOf('\0') >= 0) {
        throw new SearchFault("a word to search for has at most %d characters".formatted(LONGEST));
      }
    }
    return words;
  }
}
