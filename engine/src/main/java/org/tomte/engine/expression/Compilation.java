package org.tomte.engine.expression;

import java.util.List;

/** What compiling an expression gives: a program, or every fault found. */
public sealed interface Compilation permits Compiled, Compilation.Rejected {

  /**
   * The text is not a valid expression.
   *
   * @param faults at least one fault, in the order of their positions
   */
  record Rejected(List<ExpressionFault> faults) implements Compilation {
    /** Copies the faults. */
    public Rejected {
      faults = List.copyOf(faults);
    }
  }
}
