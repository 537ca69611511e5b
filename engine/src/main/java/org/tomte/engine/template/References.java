package org.tomte.engine.template;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import liqp.org.antlr.v4.runtime.Token;
import liquid.parser.v4.LiquidParser;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionFault;
import org.tomte.engine.expression.Suggestion;

/** The variables and fields that a template reads, checked against what is declared. */
final class References {

  /** What Liquid itself offers on texts, lists and objects. */
  private static final Set<String> OF_LIQUID = Set.of("size", "first", "last");

  private final List<LiquidParser.Lookup_id_indexesContext> read = new ArrayList<>();
  private final Set<String> local = new HashSet<>(Set.of("forloop"));

  void read(LiquidParser.Lookup_id_indexesContext reference) {
    read.add(reference);
  }

  /** A name that the template itself gives a value to. */
  void local(String name) {
    local.add(name);
  }

  List<ExpressionFault> faults(Declarations declared) {
    List<ExpressionFault> faults = new ArrayList<>();
    for (LiquidParser.Lookup_id_indexesContext reference : read) {
      ExpressionFault fault = fault(reference, declared);
      if (fault != null) {
        faults.add(fault);
      }
    }
    return faults;
  }

  private @Nullable ExpressionFault fault(
      LiquidParser.Lookup_id_indexesContext reference, Declarations declared) {
    String name = reference.id().getText();
    if (local.contains(name)) {
      return null;
    }
    FieldType type = declared.variables().get(name);
    if (type == null) {
      Collection<String> known = declared.variables().sequencedKeySet();
      return fault(
          reference.getStart(),
          "there is no variable '%s'; there are %s".formatted(name, String.join(", ", known)),
          Suggestion.of(name, known));
    }
    return fieldFault(reference, type);
  }

  private static @Nullable ExpressionFault fieldFault(
      LiquidParser.Lookup_id_indexesContext reference, FieldType variable) {
    FieldType at = variable;
    for (LiquidParser.IndexContext index : reference.index()) {
      if (index.Dot() == null || !(at instanceof FieldType.Fields record)) {
        return null;
      }
      String field = index.id2().getText();
      FieldType next = record.fields().get(field);
      if (next == null) {
        return record.open() || OF_LIQUID.contains(field)
            ? null
            : fault(
                index.id2().getStart(),
                "there is no field '%s' here; valid are %s"
                    .formatted(field, String.join(", ", record.fields().sequencedKeySet())),
                Suggestion.of(field, record.fields().sequencedKeySet()));
      }
      at = next;
    }
    return null;
  }

  private static ExpressionFault fault(Token token, String message, @Nullable String suggestion) {
    return new ExpressionFault(
        token.getLine(), token.getCharPositionInLine() + 1, message, suggestion);
  }
}
