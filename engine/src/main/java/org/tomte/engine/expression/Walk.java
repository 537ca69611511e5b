package org.tomte.engine.expression;

import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Visits every node of an expression, parents before children. */
final class Walk {

  private Walk() {}

  static void over(CelExpr node, Consumer<CelExpr> visitor) {
    visitor.accept(node);
    for (CelExpr child : children(node)) {
      over(child, visitor);
    }
  }

  static List<CelExpr> children(CelExpr node) {
    List<CelExpr> children = new ArrayList<>();
    switch (node.getKind()) {
      case SELECT -> children.add(node.select().operand());
      case CALL -> {
        node.call().target().ifPresent(children::add);
        children.addAll(node.call().args());
      }
      case LIST -> children.addAll(node.list().elements());
      case MAP ->
          node.map()
              .entries()
              .forEach(entry -> {
                children.add(entry.key());
                children.add(entry.value());
              });
      case STRUCT -> node.struct().entries().forEach(entry -> children.add(entry.value()));
      case COMPREHENSION -> {
        CelExpr.CelComprehension fold = node.comprehension();
        children.add(fold.iterRange());
        children.add(fold.accuInit());
        children.add(fold.loopCondition());
        children.add(fold.loopStep());
        children.add(fold.result());
      }
      case CONSTANT, IDENT, NOT_SET -> {}
    }
    return children;
  }
}
