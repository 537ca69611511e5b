package org.tomte.engine.definition.revision;

import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlScalar;

/** Changes one value in a document's text and leaves everything else as it was written. */
final class TextEdit {

  private TextEdit() {}

  /**
   * The text with another value of a top-level key.
   *
   * @return the same text when the key is not there
   * @throws IllegalArgumentException when the value is a list or object
   */
  static String withValue(String text, String key, String value) {
    DefinitionDocument document =
        new DefinitionReader()
            .read("document", text).documents().stream()
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the text holds no document"));
    YamlEntry entry = document.root().entry(key);
    if (entry == null) {
      return text;
    }
    if (!(entry.value() instanceof YamlScalar scalar)) {
      throw new IllegalArgumentException("the value of " + key + " is " + entry.value().kind());
    }
    int begin = offset(text, scalar.place().line(), scalar.place().column());
    int end = text.offsetByCodePoints(begin, scalar.source().writtenLength());
    return text.substring(0, begin) + value + text.substring(end);
  }

  private static int offset(String text, int line, int column) {
    int at = text.startsWith("\uFEFF") ? 1 : 0;
    for (int i = 1; i < line; i++) {
      at = nextLine(text, at);
    }
    return text.offsetByCodePoints(at, column - 1);
  }

  private static int nextLine(String text, int from) {
    int at = from;
    while (text.charAt(at) != '\n' && text.charAt(at) != '\r') {
      at++;
    }
    return text.startsWith("\r\n", at) ? at + 2 : at + 1;
  }
}
