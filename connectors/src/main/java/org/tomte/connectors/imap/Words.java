package org.tomte.connectors.imap;

import java.util.Arrays;
import java.util.List;

/**
 * Texts of which one is enough; {@code a, b} and {@code [a, b]} are the same.
 *
 * @param any not empty
 */
public record Words(List<String> any) {

  /** Checks the texts. */
  public Words {
    any = List.copyOf(any);
    if (any.isEmpty()) {
      throw new IllegalArgumentException("a search needs at least one text");
    }
    any.forEach(text -> SafeText.check("a text of a search", text));
  }

  /** Texts with commas between them. */
  public static Words parse(String text) {
    return new Words(
        Arrays.stream(text.split(",")).map(String::strip).filter(one -> !one.isEmpty()).toList());
  }

  /** A list of texts, in which commas are nothing special. */
  public static Words parse(List<String> texts) {
    return new Words(texts);
  }
}
