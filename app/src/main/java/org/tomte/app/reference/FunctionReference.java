package org.tomte.app.reference;

import java.util.List;
import java.util.stream.Collectors;
import org.tomte.engine.expression.function.FunctionEntry;
import org.tomte.engine.expression.function.FunctionLibrary;

/** The page about what expressions can call. */
public final class FunctionReference {
  private static final String HEAD =
      """
      # Functions

      What a CEL expression of a daemon (`when`, `cel`, `incident`, `key`) can use. The variables are `event`,
      `inputs` and `now` (the instant at which time frames are judged). Every example below is true.

      An absent field is *unknown*: `true || unknown` is true, `false && unknown` is false, and a rule matches only
      when its condition is true. Expressions are checked when a definition is saved, with line and column.

      This page is made by `tomte functions --markdown`.
      """;

  private FunctionReference() {}

  /** The whole page in Markdown. */
  public static String page() {
    StringBuilder page = new StringBuilder(HEAD);
    List<FunctionEntry> entries = FunctionLibrary.entries();
    for (String group : entries.stream().map(FunctionEntry::group).distinct().toList()) {
      page.append("\n## ").append(group).append("\n\n");
      page.append("| call | what it does | example |\n|---|---|---|\n");
      entries.stream()
          .filter(entry -> entry.group().equals(group))
          .forEach(entry -> page.append(row(entry)));
    }
    return page.toString();
  }

  private static String row(FunctionEntry entry) {
    String calls =
        entry.signatures().stream().map(Markdown::code).collect(Collectors.joining("<br>"));
    return "| %s | %s | %s |\n"
        .formatted(
            calls.isEmpty() ? Markdown.code(entry.name()) : calls,
            Markdown.cell(entry.sentence()),
            Markdown.code(entry.example()));
  }
}
