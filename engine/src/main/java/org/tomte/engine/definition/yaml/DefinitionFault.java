package org.tomte.engine.definition.yaml;

import org.jspecify.annotations.Nullable;

/**
 * Something in a file that is wrong, or that a person should look at.
 *
 * @param file the name to show
 * @param line from 1
 * @param column from 1, in code points
 * @param path where in the document, for example {@code rules[2].when}; empty for the whole
 * @param message what is wrong and what would be valid; one sentence without the place
 * @param suggestion the word that was probably meant; null when none is near
 */
public record DefinitionFault(
    String file, int line, int column, String path, String message, @Nullable String suggestion) {

  /** A fault at a place. */
  public static DefinitionFault at(
      Place place, DocumentPath path, String message, @Nullable String suggestion) {
    return new DefinitionFault(
        place.file(), place.line(), place.column(), path.toString(), message, suggestion);
  }

  /** As a compiler tells it: {@code file:line:column: message; did you mean "x"?}. */
  @Override
  public String toString() {
    String where = file + ":" + line + ":" + column + ": ";
    return where + message + (suggestion == null ? "" : "; did you mean \"" + suggestion + "\"?");
  }
}
