package org.tomte.app.reference;

import java.util.Locale;

/** Pieces of CommonMark with pipe tables. */
final class Markdown {
  private Markdown() {}

  /** Text in a cell of a table. */
  static String cell(String text) {
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("\n", " ").replace("<", "&lt;");
  }

  /** Code in a cell of a table; empty for empty text. */
  static String code(String text) {
    if (text.isEmpty()) {
      return "";
    }
    String fence = text.contains("`") ? "``" : "`";
    return fence + text.replace("|", "\\|") + fence;
  }

  /** A link to a heading of the same page. */
  static String link(String heading) {
    return "[" + heading + "](#" + heading.toLowerCase(Locale.ROOT).replace(' ', '-') + ")";
  }
}
