package org.tomte.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubsetTest {
  private final List<String> differences = new ArrayList<>();
  private final Subset subset = new Subset(differences);

  @Test
  void anObjectMayHaveMoreFieldsThanAreNamed() {
    subset.objects(
        "incidents",
        List.of(Map.of("title", "a", "inner", Map.of("x", 1L))),
        List.of(Map.of("title", "a", "severity", "low", "inner", Map.of("x", 1L, "y", 2L))));
    assertThat(differences).isEmpty();
  }

  @Test
  void numbersAreEqualByValueAndTimesByInstant() {
    subset.value("n", 1L, 1.0);
    subset.value("n", 10.50, new java.math.BigDecimal("10.5"));
    subset.value("t", "2026-11-21T02:00:00+01:00", "2026-11-21T01:00:00Z");
    assertThat(differences).isEmpty();
    subset.value("t", "2026-11-21T02:00:00+01:00", "2026-11-21T02:00:00Z");
    subset.value("n", 1L, "1");
    assertThat(differences)
        .containsExactly(
            "t: expected '2026-11-21T02:00:00+01:00', came '2026-11-21T02:00:00Z'",
            "n: expected 1, came '1'");
  }

  @Test
  void aListHasExactlyItsElementsInOrder() {
    subset.value("tags", List.of("a", "b"), List.of("b", "a"));
    subset.value("tags", List.of("a"), List.of("a", "b"));
    assertThat(differences)
        .containsExactly(
            "tags[0]: expected 'a', came 'b'",
            "tags[1]: expected 'b', came 'a'",
            "tags: expected [a], came [a, b]");
  }

  @Test
  void nullIsExpectedOfFieldsThatAreNotSet() {
    Map<String, Object> expected = new HashMap<>();
    expected.put("owner", null);
    subset.objects("triage", List.of(expected), List.of(Map.of("title", "a")));
    assertThat(differences).isEmpty();
    subset.objects("triage", List.of(expected), List.of(Map.of("owner", "anna")));
    assertThat(differences).containsExactly("triage[0].owner: expected nothing, came 'anna'");
  }

  @Test
  void anotherCountNamesWhatCame() {
    subset.objects("incidents", List.of(), List.of(Map.of("title", "a"), Map.of("title", "b")));
    assertThat(differences).containsExactly("incidents: expected 0, came 2: 'a', 'b'");
  }

  @Test
  void longTextsAreShortenedInTheMessage() {
    subset.value("text", "x".repeat(500), Arrays.asList(1L, null));
    assertThat(differences).singleElement().asString().hasSizeLessThan(200).contains("…");
  }
}
