package org.tomte.casework.field;

/** What became of a value that a field was to take. */
sealed interface Conversion {

  /** The value as it is stored. */
  record Value(Object value) implements Conversion {}

  /** What is wrong with it and what would be valid; a part of a sentence. */
  record Fault(String reason) implements Conversion {}
}
