package org.tomte.engine.template;

import java.util.List;
import org.tomte.engine.expression.ExpressionFault;

/** What compiling a template gives: a template, or every fault found. */
public sealed interface TemplateCompilation permits Template, TemplateCompilation.Rejected {

  /**
   * The text is no valid template.
   *
   * @param faults at least one fault, in the order of their positions
   */
  record Rejected(List<ExpressionFault> faults) implements TemplateCompilation {
    /** Copies the faults. */
    public Rejected {
      faults = List.copyOf(faults);
    }
  }
}
