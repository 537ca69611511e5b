package org.tomte.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelReference;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Points the calls of a checked expression to our own operators and functions. CEL's planner takes
 * the one referenced overload as it is, without choosing by the types of the arguments each time.
 */
final class References {

  static final String IS_NULL = "tomte:isNull";
  static final String IS_NOT_NULL = "tomte:isNotNull";

  private final Set<String> known;
  private final Map<Long, CelReference> references;

  private References(Set<String> known, Map<Long, CelReference> references) {
    this.known = known;
    this.references = references;
  }

  /**
   * Points every call to its binding.
   *
   * @param known the ids of the bindings; calls without one stay as they are
   */
  static CelAbstractSyntaxTree point(CelAbstractSyntaxTree checked, Set<String> known) {
    References pointing = new References(known, new HashMap<>(checked.getReferenceMap()));
    Walk.over(checked.getExpr(), pointing::visit);
    return CelAbstractSyntaxTree.newCheckedAst(
        checked.getExpr(), checked.getSource(), pointing.references, checked.getTypeMap());
  }

  private void visit(CelExpr node) {
    if (node.getKind() != CelExpr.ExprKind.Kind.CALL) {
      return;
    }
    CelExpr.CelCall call = node.call();
    int arguments = call.args().size() + (call.target().isPresent() ? 1 : 0);
    String id = Operators.id(call.function(), arguments);
    if (call.args().stream().anyMatch(References::isNull)) {
      id =
          switch (call.function()) {
            case "_==_" -> IS_NULL;
            case "_!=_" -> IS_NOT_NULL;
            default -> id;
          };
    }
    if (known.contains(id)) {
      references.put(node.id(), CelReference.newBuilder().addOverloadIds(id).build());
    }
  }

  private static boolean isNull(CelExpr node) {
    return node.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.NULL_VALUE;
  }
}
