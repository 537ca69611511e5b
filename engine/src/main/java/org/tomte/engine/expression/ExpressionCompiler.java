package org.tomte.engine.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelFactory;
import dev.cel.checker.CelChecker;
import dev.cel.checker.CelCheckerBuilder;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.CelVarDecl;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.tomte.api.FieldType;
import org.tomte.engine.expression.function.FunctionDefinition;
import org.tomte.engine.expression.function.FunctionLibrary;

/**
 * Parses, checks and plans CEL expressions. Safe for use by several threads; make one per set of
 * look-up tables and own assets and keep it.
 */
public final class ExpressionCompiler {

  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .enableOptionalSyntax(true)
          .maxExpressionCodePointSize(ExpressionLimits.TEXT)
          .maxParseExpressionNodeCount(ExpressionLimits.NODES)
          .maxParseRecursionDepth(ExpressionLimits.DEPTH)
          .comprehensionMaxIterations(ExpressionLimits.ITERATIONS)
          .build();

  /** What CEL brings and we replace or do not have. */
  private static final Set<StandardFunction> LEFT_OUT =
      EnumSet.of(
          StandardFunction.BYTES,
          StandardFunction.UINT,
          StandardFunction.CONTAINS,
          StandardFunction.STARTS_WITH,
          StandardFunction.ENDS_WITH,
          StandardFunction.MATCHES,
          StandardFunction.TYPE);

  private final Cel cel;
  private final Set<String> bindings;
  private final List<CelFunctionDecl> declarations;
  private final FaultWriter faults;

  /** A compiler whose expressions can call the functions of a library. */
  public ExpressionCompiler(FunctionLibrary library) {
    List<FunctionDefinition> functions = library.definitions();
    List<CelFunctionBinding> all = new ArrayList<>(Operators.bindings());
    all.addAll(Calls.bindings(functions));
    this.bindings = all.stream().map(CelFunctionBinding::getOverloadId).collect(Collectors.toSet());
    this.declarations = new ArrayList<>(Macros.declarations());
    this.declarations.addAll(Calls.declarations(functions));
    this.faults = new FaultWriter(library);
    this.cel =
        CelFactory.plannerCelBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros(
                CelStandardMacro.ALL, CelStandardMacro.EXISTS, CelStandardMacro.EXISTS_ONE)
            .addMacros(Macros.all())
            .addCompilerLibraries(CelExtensions.optional())
            .addRuntimeLibraries(CelExtensions.optional())
            .addFunctionBindings(all)
            .build();
  }

  /**
   * Compiles an expression.
   *
   * @param text the expression
   * @param variables what it may use
   * @param expected the type that its result must have, {@link FieldType#ANY} if any will do
   * @return the program, or every fault found in the text
   */
  public Compilation compile(String text, Declarations variables, FieldType expected) {
    if (text.length() > ExpressionLimits.TEXT) {
      return reject(
          "the expression has %d characters; the limit is %d"
              .formatted(text.length(), ExpressionLimits.TEXT));
    }
    try {
      CelValidationResult parsed = cel.parse(text);
      return parsed.hasError()
          ? new Compilation.Rejected(FaultWriter.ofSyntax(parsed.getErrors()))
          : check(text, Rewriting.of(parsed.getAst()), variables, expected);
    } catch (CelValidationException e) {
      return new Compilation.Rejected(FaultWriter.ofSyntax(e.getErrors()));
    } catch (StackOverflowError _) {
      return reject("the expression is nested too deeply; the limit is " + ExpressionLimits.DEPTH);
    }
  }

  private Compilation check(
      String text, Rewriting.Rewritten rewritten, Declarations variables, FieldType expected)
      throws CelValidationException {
    TypesOfFields types = new TypesOfFields(variables, rewritten.fields());
    CelType result = types.of(expected);
    CelValidationResult checked =
        checker(types, rewritten.functions(), result).check(rewritten.tree());
    if (checked.hasError()) {
      return new Compilation.Rejected(
          faults.ofCheck(checked.getErrors(), rewritten.tree(), variables));
    }
    List<ExpressionFault> more = faults.ofUse(checked.getAst());
    return more.isEmpty()
        ? plan(text, checked.getAst(), variables)
        : new Compilation.Rejected(more);
  }

  /**
   * A checker for one expression. Only what the expression calls is declared, because CEL builds
   * its environment anew for each check, which takes longer than everything else.
   */
  private CelChecker checker(TypesOfFields types, Set<String> called, CelType result) {
    List<CelFunctionDecl> known = new ArrayList<>(declarations);
    known.addAll(onRecords(types.records()));
    known.removeIf(function -> !called.contains(function.name()));
    List<StandardFunction> standard =
        new ArrayList<>(EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT)));
    standard.removeIf(function -> !called.contains(function.functionDecl().name()));
    standard.add(StandardFunction.LOGICAL_AND); // an empty list would mean all of them
    CelCheckerBuilder builder =
        CelCompilerFactory.standardCelCheckerBuilder()
            .setOptions(OPTIONS)
            .setStandardEnvironmentEnabled(false)
            .setStandardDeclarations(
                CelStandardDeclarations.newBuilder().includeFunctions(standard).build())
            .addLibraries(CelExtensions.optional())
            .setTypeProvider(types)
            .addFunctionDeclarations(known)
            .setResultType(result);
    types
        .variables()
        .forEach(
            (name, type) -> builder.addVarDeclarations(CelVarDecl.newVarDeclaration(name, type)));
    return builder.build();
  }

  /** What CEL lets do with maps only, declared for records too. */
  private static List<CelFunctionDecl> onRecords(List<CelType> records) {
    List<CelFunctionDecl> all = new ArrayList<>();
    for (CelType record : records) {
      String id = "_" + record.name();
      all.add(global("@in", "in" + id, SimpleType.BOOL, SimpleType.STRING, record));
      all.add(global("_[_]", "index" + id, SimpleType.DYN, record, SimpleType.STRING));
      all.add(global("size", "size" + id, SimpleType.INT, record));
    }
    return all;
  }

  private static CelFunctionDecl global(
      String function, String id, CelType result, CelType... parameters) {
    return CelFunctionDecl.newFunctionDeclaration(
        function, CelOverloadDecl.newGlobalOverload(id, result, parameters));
  }

  private Compilation plan(String text, CelAbstractSyntaxTree checked, Declarations variables) {
    List<FieldPath> paths = FieldPath.in(checked.getExpr(), variables.variables().keySet());
    try {
      CelAbstractSyntaxTree pointed = References.point(checked, bindings);
      Glance glance = Glance.of(checked.getExpr());
      return new Compiled(text, cel.createProgram(pointed), paths, glance);
    } catch (CelEvaluationException e) {
      return reject("the expression cannot be planned: " + Reasons.of(e));
    }
  }

  private static Compilation reject(String message) {
    return new Compilation.Rejected(List.of(ExpressionFault.at(1, 1, message)));
  }
}
