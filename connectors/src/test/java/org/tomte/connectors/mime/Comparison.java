package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Counts what is equal to a given reading, and holds the rest to a list with reasons. */
final class Comparison {
  private final Map<String, String> differences = new LinkedHashMap<>();
  private int compared;

  void compare(String id, @Nullable Object expected, @Nullable Object actual) {
    compared++;
    if (!Objects.equals(expected, actual)) {
      differences.merge(
          id, "expected <" + expected + "> but was <" + actual + ">", (a, b) -> a + "\n  " + b);
    }
  }

  /** The same reason for several ids. */
  static Map<String, String> because(String reason, String... ids) {
    Map<String, String> reasons = new LinkedHashMap<>();
    for (String id : ids) {
      reasons.put(id, reason);
    }
    return reasons;
  }

  @SafeVarargs
  static Map<String, String> all(Map<String, String>... parts) {
    Map<String, String> all = new LinkedHashMap<>();
    for (Map<String, String> part : parts) {
      all.putAll(part);
    }
    return all;
  }

  /** Asserts the counts, and that exactly what is listed differs. */
  void check(int expectedCount, Map<String, String> reasons) {
    StringBuilder words = new StringBuilder();
    differences.forEach((id, words2) -> words.append(id).append(": ").append(words2).append('\n'));
    assertThat(differences.keySet()).as(words.toString()).isEqualTo(reasons.keySet());
    assertThat(compared).as("values compared").isEqualTo(expectedCount);
  }
}
