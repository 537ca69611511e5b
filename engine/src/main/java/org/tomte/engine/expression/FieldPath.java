package org.tomte.engine.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A field that an expression reads.
 *
 * @param names the variable and the fields below it
 */
record FieldPath(List<String> names) {

  FieldPath {
    names = List.copyOf(names);
  }

  /** The paths that start at a variable; the elements of lists inside loops are not among them. */
  static List<FieldPath> in(CelExpr expression, Set<String> variables) {
    Set<FieldPath> paths = new LinkedHashSet<>();
    Set<Long> inner = new LinkedHashSet<>();
    Walk.over(
        expression,
        node -> {
          if (node.getKind() == CelExpr.ExprKind.Kind.SELECT) {
            inner.add(node.select().operand().id());
          }
          FieldPath path = inner.contains(node.id()) ? null : of(node);
          if (path != null && variables.contains(path.names().getFirst())) {
            paths.add(path);
          }
        });
    return List.copyOf(paths);
  }

  private static @Nullable FieldPath of(CelExpr node) {
    List<String> names = new ArrayList<>();
    CelExpr at = node;
    while (at.getKind() == CelExpr.ExprKind.Kind.SELECT) {
      names.addFirst(at.select().field());
      at = at.select().operand();
    }
    if (at.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return null;
    }
    names.addFirst(at.ident().name());
    return new FieldPath(names);
  }

  /** Whether the value at this path is there and null. */
  boolean isNullIn(Map<String, ? extends @Nullable Object> values) {
    Object at = values;
    for (String name : names) {
      if (!(at instanceof Map<?, ?> map) || !map.containsKey(name)) {
        return false;
      }
      at = map.get(name);
    }
    return at == null;
  }

  @Override
  public String toString() {
    return String.join(".", names);
  }
}
