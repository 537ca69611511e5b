package org.tomte.engine.expression;

import dev.cel.common.ast.CelExpr;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/** Finds the declared record in which a field was asked for, to list what it has. */
final class PathTypes {

  private final Declarations variables;

  PathTypes(Declarations variables) {
    this.variables = variables;
  }

  /** The record from which the node selects, or null if it is not known. */
  FieldType.@Nullable Fields recordAround(CelExpr expression, long node) {
    return find(expression, node, Map.of());
  }

  private FieldType.@Nullable Fields find(
      CelExpr at, long node, Map<String, @Nullable FieldType> loops) {
    if (at.id() == node) {
      CelExpr operand = operand(at);
      return operand != null && typeOf(operand, loops) instanceof FieldType.Fields record
          ? record
          : null;
    }
    Map<String, @Nullable FieldType> inner = loops;
    if (at.getKind() == CelExpr.ExprKind.Kind.COMPREHENSION) {
      FieldType range = typeOf(at.comprehension().iterRange(), loops);
      inner = new HashMap<>(loops);
      inner.put(
          at.comprehension().iterVar(),
          range instanceof FieldType.ListOf list ? list.element() : null);
    }
    for (CelExpr child : Walk.children(at)) {
      FieldType.Fields found = find(child, node, inner);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private static @Nullable CelExpr operand(CelExpr node) {
    return switch (node.getKind()) {
      case SELECT -> node.select().operand();
      case CALL -> node.call().args().isEmpty() ? null : node.call().args().getFirst();
      default -> null;
    };
  }

  private @Nullable FieldType typeOf(CelExpr node, Map<String, @Nullable FieldType> loops) {
    return switch (node.getKind()) {
      case IDENT -> {
        String name = node.ident().name();
        yield loops.containsKey(name) ? loops.get(name) : variables.variables().get(name);
      }
      case SELECT -> field(typeOf(node.select().operand(), loops), node.select().field());
      case CALL -> called(node.call(), loops);
      default -> null;
    };
  }

  private @Nullable FieldType called(CelExpr.CelCall call, Map<String, @Nullable FieldType> loops) {
    if (call.args().isEmpty()) {
      return null;
    }
    FieldType first = typeOf(call.args().getFirst(), loops);
    return switch (call.function()) {
      case "_[_]" -> first instanceof FieldType.ListOf list ? list.element() : null;
      case "_?._" -> field(first, call.args().get(1).constant().stringValue());
      default -> null;
    };
  }

  private static @Nullable FieldType field(@Nullable FieldType type, String name) {
    return type instanceof FieldType.Fields record ? record.fields().get(name) : null;
  }
}
