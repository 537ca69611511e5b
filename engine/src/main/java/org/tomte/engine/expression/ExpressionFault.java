package org.tomte.engine.expression;

import org.jspecify.annotations.Nullable;

/**
 * Something wrong in the text of an expression or a template.
 *
 * @param line line in that text, from 1
 * @param column column in that line, from 1
 * @param message what is wrong and what would be valid, without a position
 * @param suggestion the word that was probably meant, or null
 */
public record ExpressionFault(int line, int column, String message, @Nullable String suggestion) {

  /** A fault without a suggestion. */
  public static ExpressionFault at(int line, int column, String message) {
    return new ExpressionFault(line, column, message, null);
  }

  /** The position, the message and the suggestion in one line for a person. */
  @Override
  public String toString() {
    String text = line + ":" + column + ": " + message;
    return suggestion == null ? text : text + "; did you mean '" + suggestion + "'?";
  }
}
