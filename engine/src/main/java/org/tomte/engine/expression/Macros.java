package org.tomte.engine.expression;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import java.util.List;
import java.util.Optional;

/**
 * The macros that differ from CEL's: {@code has} also takes an index, {@code filter} keeps only
 * elements for which the condition is true (not those for which it is unknown), and both {@code
 * filter} and {@code map} take linear time.
 */
final class Macros {

  static final String IS_TRUE = "@isTrue";
  static final String START = "@start";
  static final String APPEND = "@append";
  static final String END = "@end";

  private Macros() {}

  static List<CelMacro> all() {
    return List.of(
        CelMacro.newGlobalMacro("has", 1, (factory, _, arguments) -> has(factory, arguments)),
        CelMacro.newReceiverMacro(
            "filter",
            2,
            (factory, target, arguments) ->
                gather(factory, target, arguments.get(0), arguments.get(1), arguments.get(0))),
        CelMacro.newReceiverMacro(
            "map",
            2,
            (factory, target, arguments) ->
                gather(
                    factory,
                    target,
                    arguments.get(0),
                    factory.newBoolLiteral(true),
                    arguments.get(1))),
        CelMacro.newReceiverMacro(
            "map",
            3,
            (factory, target, arguments) ->
                gather(factory, target, arguments.get(0), arguments.get(1), arguments.get(2))));
  }

  static List<CelFunctionDecl> declarations() {
    TypeParamType element = TypeParamType.create("T");
    ListType list = ListType.create(element);
    return List.of(
        declare(IS_TRUE, SimpleType.BOOL, SimpleType.BOOL),
        declare(START, list),
        declare(APPEND, list, list, element),
        declare(END, list, list));
  }

  private static CelFunctionDecl declare(String name, CelType result, CelType... parameters) {
    return CelFunctionDecl.newFunctionDeclaration(
        name, CelOverloadDecl.newGlobalOverload("tomte" + name, result, parameters));
  }

  private static Optional<CelExpr> has(CelMacroExprFactory factory, List<CelExpr> arguments) {
    CelExpr argument = arguments.getFirst();
    if (argument.getKind() == CelExpr.ExprKind.Kind.SELECT && !argument.select().testOnly()) {
      return Optional.of(
          factory.newSelect(argument.select().operand(), argument.select().field(), true));
    }
    if (argument.getKind() == CelExpr.ExprKind.Kind.CALL
        && argument.call().function().equals("_[_]")
        && argument.call().args().get(1).getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && argument.call().args().get(1).constant().getKind() == CelConstant.Kind.STRING_VALUE) {
      String field = argument.call().args().get(1).constant().stringValue();
      return Optional.of(factory.newSelect(argument.call().args().get(0), field, true));
    }
    return Optional.of(
        factory.reportError("has() asks for a field, for example has(event.user.name)"));
  }

  private static Optional<CelExpr> gather(
      CelMacroExprFactory factory,
      CelExpr list,
      CelExpr variable,
      CelExpr condition,
      CelExpr element) {
    if (variable.getKind() != CelExpr.ExprKind.Kind.IDENT) {
      return Optional.of(
          factory.reportError("the first argument must be a simple name for the element"));
    }
    String gathered = factory.getAccumulatorVarName();
    CelExpr appended = factory.newGlobalCall(APPEND, factory.newIdentifier(gathered), element);
    CelExpr step =
        isTrue(condition)
            ? appended
            : factory.newGlobalCall(
                "_?_:_",
                factory.newGlobalCall(IS_TRUE, condition),
                appended,
                factory.newIdentifier(gathered));
    return Optional.of(
        factory.fold(
            variable.ident().name(),
            list,
            gathered,
            factory.newGlobalCall(START),
            factory.newBoolLiteral(true),
            step,
            factory.newGlobalCall(END, factory.newIdentifier(gathered))));
  }

  private static boolean isTrue(CelExpr condition) {
    return condition.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && condition.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE
        && condition.constant().booleanValue();
  }
}
