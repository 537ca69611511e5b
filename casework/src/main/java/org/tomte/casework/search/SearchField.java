package org.tomte.casework.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field that conditions may name.
 *
 * @param name as it is written, for example {@code severity}, {@code custom.score} or {@code
 *     createdBy.name}
 * @param type what it is
 * @param words the valid words in their order; empty when any text is valid
 * @param description one sentence for completion and the reference page
 * @param since where a {@link SearchType#SPAN} comes from; null for others
 * @param sortable whether lists can be in its order
 */
public record SearchField(
    String name,
    SearchType type,
    List<String> words,
    String description,
    @Nullable Since since,
    boolean sortable) {

  /** Copies the words. */
  public SearchField {
    words = List.copyOf(words);
  }

  /**
   * A duration from one time to another, or to the instant of the search; never negative.
   *
   * @param from the name of the field that says when it began
   * @param until the name of the field that says when it ended; null when it never does
   */
  public record Since(String from, @Nullable String until) {}

  static SearchField of(String name, SearchType type, String description) {
    return new SearchField(name, type, List.of(), description, null, false);
  }

  static SearchField span(String name, Since since, String description) {
    return new SearchField(name, SearchType.SPAN, List.of(), description, since, false);
  }

  SearchField inOrder() {
    return new SearchField(name, type, words, description, since, true);
  }
}
