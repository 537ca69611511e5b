package org.tomte.engine.expression.function;

import java.util.List;

/**
 * What docs and completion show of a function.
 *
 * @param name the name as it is written in an expression
 * @param group the heading under which it stands, for example {@code text}
 * @param signatures every way to call it, for example {@code text.lower() -> text}
 * @param sentence what it does
 * @param example an expression that is true
 */
public record FunctionEntry(
    String name, String group, List<String> signatures, String sentence, String example) {

  /** Copies the signatures. */
  public FunctionEntry {
    signatures = List.copyOf(signatures);
  }
}
