package org.tomte.casework.search;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a page of objects.
 *
 * @param fields whose fields the condition names
 * @param condition what they must meet
 * @param words plain words that all must be found; empty for any
 * @param sort the order
 * @param after where the page before ended; null for the first
 * @param limit how many, at least 1
 * @param now the instant that durations end at; cut to microseconds
 */
public record SearchRequest(
    SearchFields fields,
    Condition condition,
    List<String> words,
    Sort sort,
    @Nullable Cursor after,
    int limit,
    Instant now) {

  /** Copies the words and rejects what cannot be asked. */
  public SearchRequest {
    words = List.copyOf(words);
    now = now.truncatedTo(ChronoUnit.MICROS);
    if (limit < 1) {
      throw new IllegalArgumentException("a page has at least 1 object, not " + limit);
    }
    if (after != null && !after.sort().equals(sort)) {
      throw new SearchFault("the cursor is of a list in another order");
    }
  }

  /** Whether what was deleted is looked at too: when the condition asks for it. */
  public boolean withDeleted() {
    return condition.names(SearchFields.DELETED);
  }

  /** The first page by number, the oldest first. */
  public static SearchRequest first(
      SearchFields fields, Condition condition, int limit, Instant now) {
    return new SearchRequest(fields, condition, List.of(), Sort.byId(fields), null, limit, now);
  }

  /** The same for plain words. */
  public SearchRequest holding(List<String> others) {
    return new SearchRequest(fields, condition, others, sort, after, limit, now);
  }

  /** The same in another order, from its beginning. */
  public SearchRequest by(Sort other) {
    return new SearchRequest(fields, condition, words, other, null, limit, now);
  }

  /** The same from another place on; null for the beginning. */
  public SearchRequest after(@Nullable Cursor place) {
    return new SearchRequest(fields, condition, words, sort, place, limit, now);
  }
}
