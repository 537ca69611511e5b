package org.tomte.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelMutableAst;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Prepares a parsed expression for the type check: {@code event['a-b']} becomes the selection of
 * that field, so that it has the declared type and {@code has} works through it; what is compared
 * with the literal null may have any type.
 */
final class Rewriting {

  private final Set<String> fields = new HashSet<>();
  private final Set<String> functions = new HashSet<>();
  private long nextId = 1_000_000;

  private Rewriting() {}

  /**
   * A rewritten expression.
   *
   * @param tree the expression
   * @param fields every field name that it selects
   * @param functions every function that it calls, operators included
   */
  record Rewritten(CelAbstractSyntaxTree tree, Set<String> fields, Set<String> functions) {}

  static Rewritten of(CelAbstractSyntaxTree parsed) {
    CelMutableAst tree = CelMutableAst.fromCelAst(parsed);
    Rewriting rewriting = new Rewriting();
    rewriting.visit(tree.expr());
    return new Rewritten(tree.toParsedAst(true), rewriting.fields, rewriting.functions);
  }

  private void visit(CelMutableExpr node) {
    switch (node.getKind()) {
      case SELECT -> {
        visit(node.select().operand());
        fields.add(node.select().field());
      }
      case CALL -> visitCall(node);
      case LIST -> node.list().elements().forEach(this::visit);
      case MAP ->
          node.map()
              .entries()
              .forEach(entry -> {
                visit(entry.key());
                visit(entry.value());
              });
      case STRUCT -> node.struct().entries().forEach(entry -> visit(entry.value()));
      case COMPREHENSION -> visitComprehension(node.comprehension());
      case CONSTANT, IDENT, NOT_SET -> {}
    }
  }

  private void visitComprehension(CelMutableComprehension fold) {
    List.of(fold.iterRange(), fold.accuInit(), fold.loopCondition(), fold.loopStep(), fold.result())
        .forEach(this::visit);
  }

  private void visitCall(CelMutableExpr node) {
    CelMutableCall call = node.call();
    functions.add(call.function());
    call.target().ifPresent(this::visit);
    call.args().forEach(this::visit);
    switch (call.function()) {
      case "_[_]" -> selectConstant(node, call);
      case "_?._" -> fields.add(call.args().get(1).constant().stringValue());
      case "_==_", "_!=_" -> freeNextToNull(call);
      default -> {}
    }
  }

  private void selectConstant(CelMutableExpr node, CelMutableCall call) {
    CelMutableExpr key = call.args().get(1);
    if (isConstant(key, CelConstant.Kind.STRING_VALUE)) {
      String field = key.constant().stringValue();
      fields.add(field);
      node.setSelect(CelMutableSelect.create(call.args().get(0), field));
    }
  }

  private void freeNextToNull(CelMutableCall call) {
    for (int i = 0; i < 2; i++) {
      if (isConstant(call.args().get(1 - i), CelConstant.Kind.NULL_VALUE)) {
        functions.add("dyn");
        call.setArg(
            i, CelMutableExpr.ofCall(nextId++, CelMutableCall.create("dyn", call.args().get(i))));
      }
    }
  }

  private static boolean isConstant(CelMutableExpr node, CelConstant.Kind kind) {
    return node.getKind() == Kind.CONSTANT && node.constant().getKind() == kind;
  }
}
