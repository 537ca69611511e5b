package org.tomte.engine.definition.yaml;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

  private final FaultList faults = new FaultList();

  private List<YamlDocument> read(String text) {
    return new YamlReader("x", faults).read(text);
  }

  private YamlMap map(String text) {
    return (YamlMap) requireNonNull(read(text).getFirst().root());
  }

  private static Place placeOf(YamlMap map, String key) {
    return map.placeOf(DocumentPath.ROOT.key(key));
  }

  @Test
  void readsValuesByTheCoreSchema() {
    Map<String, @Nullable Object> values =
        map("{a: no, b: on, c: 08, d: 1.5, e: true, f: null, g: 0x1F, h: '1', i: .inf, j:"
                + " 99999999999999999999, k: 2026-11-21}")
            .value();

    assertThat(values)
        .containsEntry("a", "no")
        .containsEntry("b", "on")
        .containsEntry("c", 8L)
        .containsEntry("d", 1.5)
        .containsEntry("e", true)
        .containsEntry("f", null)
        .containsEntry("g", 31L)
        .containsEntry("h", "1")
        .containsEntry("i", ".inf")
        .containsEntry("j", new BigInteger("99999999999999999999"))
        .containsEntry("k", "2026-11-21");
  }

  @Test
  void aSyntaxErrorHidesNoFaultOfTheOtherDocuments() {
    List<YamlDocument> documents = read("a: [1\n---\nb: {c: 1, c: 2}\n---\nd: 'x\n---\ne: 1\n");

    assertThat(documents).hasSize(4);
    assertThat(documents.get(3).root()).isNotNull();
    assertThat(faults.faults()).extracting(DefinitionFault::line).containsExactly(2, 3, 6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r"})
  void countsLinesOfEveryLineBreak(String lineBreak) {
    read(
        String.join(
            lineBreak, "a: 1", "---", "# comment", "b: 1", "b: 2", "---", "c: |", "  x", "c: 1"));

    assertThat(faults.faults()).extracting(DefinitionFault::line).containsExactly(5, 9);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "# nothing\n", "---\n", "---\n...\n", "\uFEFF# x\n"})
  void aFileWithoutDocumentsHasNone(String text) {
    assertThat(read(text)).isEmpty();
    assertThat(faults.faults()).isEmpty();
  }

  @Test
  void theTextsOfTheDocumentsAreTheFile() {
    String file =
        "\uFEFF# head\n%YAML 1.2\n---\na: 1\n# between\n---\r\nb: |\n  ---x\n  y\n---\n# tail\n";

    List<YamlDocument> documents = read(file);

    assertThat(documents).hasSize(2);
    assertThat(documents.stream().map(YamlDocument::text).reduce("", String::concat))
        .isEqualTo(file);
    assertThat(faults.faults()).isEmpty();
  }

  @Test
  void aByteOrderMarkTakesNoColumn() {
    assertThat(placeOf(map("\uFEFFa: 1"), "a")).isEqualTo(new Place("x", 1, 4));
  }

  @Test
  void columnsCountCodePoints() {
    assertThat(placeOf(map("{a: \"\uD83D\uDE00\", b: 1}"), "b")).isEqualTo(new Place("x", 1, 13));
  }

  @Test
  void anAnchoredTextBeginsAfterItsAnchor() {
    assertThat(placeOf(map("a: &one  text\nb: *one"), "a")).isEqualTo(new Place("x", 1, 10));
  }

  @Test
  void anAbsentValueIsWhereItsNearestAncestorIs() {
    YamlMap map = map("a:\n  b: [1, {c: 2}]");

    assertThat(map.placeOf(DocumentPath.ROOT.key("a").key("b").index(1).key("c")))
        .isEqualTo(new Place("x", 2, 14));
    assertThat(map.placeOf(DocumentPath.ROOT.key("a").key("b").index(7)))
        .isEqualTo(new Place("x", 2, 6));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "plain          | `a: one BAD`                          | 1 | 8",
        "single quoted  | `a: 'it''s BAD'`                      | 1 | 11",
        "double quoted  | `a: \"\\u0041\\t\\\"x BAD\"`          | 1 | 17",
        "plain folded   | `a: one~  two~   BAD end`             | 3 | 4",
        "quoted folded  | `a: \"one~  two \\~  BAD\"`           | 3 | 3",
        "literal        | `a: |~   one~~   BAD`                 | 4 | 4",
        "literal strip  | `a: |- # why~   one~     BAD`         | 3 | 6",
        "literal indent | `a: |2~    one~  BAD`                 | 3 | 3",
        "folded         | `a: >-~   one~   two~~   x BAD`       | 5 | 6",
        "in a list      | `- - x~  - |~    y~    zz BAD`        | 4 | 8",
      })
  void findsACharacterOfATextInTheFile(String style, String text, int line, int column) {
    YamlScalar scalar = last(requireNonNull(read(text.replace('~', '\n')).getFirst().root()));

    Place place = scalar.source().at(scalar.text().indexOf("BAD"));

    assertThat(place).as(style).isEqualTo(new Place("x", line, column));
    String[] lines = scalar.text().substring(0, scalar.text().indexOf("BAD")).split("\n", -1);
    assertThat(scalar.source().at(lines.length, lines[lines.length - 1].length() + 1))
        .as("by line and column")
        .isEqualTo(place);
  }

  private static YamlScalar last(YamlNode node) {
    return switch (node) {
      case YamlMap map -> last(map.entries().getLast().value());
      case YamlList list -> last(list.elements().getLast());
      case YamlScalar scalar -> scalar;
    };
  }

  @Test
  void placesBeyondATextAreAtItsEnd() {
    YamlScalar scalar = last(map("a: 'one'"));

    assertThat(scalar.source().at(9, 9)).isEqualTo(new Place("x", 1, 8));
    assertThat(scalar.source().at(3)).isEqualTo(new Place("x", 1, 8));
  }
}
