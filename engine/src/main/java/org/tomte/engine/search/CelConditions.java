package org.tomte.engine.search;

import java.util.List;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.ConditionReader;
import org.tomte.casework.search.SearchFields;
import org.tomte.engine.expression.BareSyntax;
import org.tomte.engine.expression.ExpressionFault;

/**
 * Reads conditions in the part of CEL that a database can answer. What it accepts means the same as
 * the same text in a rule, over an event with the object's fields: fields stand alone or below
 * {@code event}. Everything else is a fault with its line and column.
 */
public final class CelConditions implements ConditionReader {

  @Override
  public Outcome read(String text, SearchFields fields) {
    BareSyntax.Parsed parsed = BareSyntax.parse(text);
    BareSyntax tree = parsed.tree();
    if (tree == null) {
      return wrong(parsed.faults());
    }
    Reading reading = new Reading(tree, fields);
    Condition condition = new ConditionTree(reading).read(tree.root());
    List<ExpressionFault> faults = reading.faults();
    return condition == null || !faults.isEmpty() ? wrong(faults) : new Read(condition);
  }

  private static Wrong wrong(List<ExpressionFault> faults) {
    return new Wrong(
        faults.stream()
            .map(fault ->
                new Fault(fault.line(), fault.column(), fault.message(), fault.suggestion()))
            .toList());
  }
}
