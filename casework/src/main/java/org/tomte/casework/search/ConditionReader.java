package org.tomte.casework.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads conditions as people write them. */
@FunctionalInterface
public interface ConditionReader {

  /** Reads a condition over these fields, or says everything that is wrong with it. */
  Outcome read(String text, SearchFields fields);

  /** What reading gives. */
  sealed interface Outcome {}

  /** A condition whose types fit. */
  record Read(Condition condition) implements Outcome {}

  /** What is wrong, in the order of the text. */
  record Wrong(List<Fault> faults) implements Outcome {
    /** Copies the list. */
    public Wrong {
      faults = List.copyOf(faults);
    }
  }

  /**
   * Something wrong.
   *
   * @param line in the text, from 1
   * @param column in the line, from 1
   * @param message what is wrong and what would be valid
   * @param suggestion the word that was probably meant; null when none is near
   */
  record Fault(int line, int column, String message, @Nullable String suggestion) {
    /** In one line for a person. */
    @Override
    public String toString() {
      String text = line + ":" + column + ": " + message;
      return suggestion == null ? text : text + "; did you mean '" + suggestion + "'?";
    }
  }

  /**
   * The condition of a text.
   *
   * @throws SearchFault with all faults when it is none
   */
  default Condition condition(String text, SearchFields fields) {
    return switch (read(text, fields)) {
      case Read read -> read.condition();
      case Wrong wrong ->
          throw new SearchFault(
              String.join("\n", wrong.faults().stream().map(Fault::toString).toList()));
    };
  }
}
