package org.tomte.engine.definition.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> KNOWN =
      List.of("discard", "add-to-triage", "create-incident", "update-incident", "add-note");

  @ParameterizedTest
  @CsvSource({
    "dicsard, discard",
    "Discard, discard",
    "add_to_triage, add-to-triage",
    "add-to-triag, add-to-triage",
    "create-incidnet, create-incident",
    "add-nots, add-note"
  })
  void findsTheWordThatWasMeant(String written, String meant) {
    assertThat(Suggestion.nearest(written, KNOWN)).isEqualTo(meant);
  }

  @ParameterizedTest
  @CsvSource({"send-email", "x", "''", "reboot"})
  void doesNotGuessFromAfar(String written) {
    assertThat(Suggestion.nearest(written, KNOWN)).isNull();
  }

  @Test
  void aHugeWordCostsNothing() {
    assertThat(Suggestion.nearest("x".repeat(5_000_000), KNOWN)).isNull();
  }

  @Test
  void showsValuesShortAndWithoutControlCharacters() {
    assertThat(Suggestion.quoted("a\nb\u001b[0m" + "\uD83D\uDE00".repeat(80)))
        .isEqualTo("\"a b [0m" + "\uD83D\uDE00".repeat(53) + "...\"");
  }
}
