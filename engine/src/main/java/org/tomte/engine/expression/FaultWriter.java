package org.tomte.engine.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelSourceLocation;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.api.FieldType;
import org.tomte.engine.expression.function.FunctionEntry;
import org.tomte.engine.expression.function.FunctionLibrary;

/** Turns what CEL reports into faults that a security engineer can act on. */
final class FaultWriter {

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern UNDEFINED = Pattern.compile("undefined field '([^']*)'.*");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
  private static final Pattern EXPECTED =
      Pattern.compile("expected type '([^']*)' but found '([^']*)'.*");
  private static final Pattern NO_FIELDS =
      Pattern.compile("type '([^']*)' does not support field selection.*");
  private static final Pattern NO_RANGE =
      Pattern.compile("expression of type '([^']*)' cannot be range.*");

  private static final Set<String> KEPT =
      Set.of("has", "exists", "all", "exists_one", "map", "filter", "size", "int", "double");

  private final Map<String, FunctionEntry> functions = new TreeMap<>();

  private final FunctionLibrary library;

  FaultWriter(FunctionLibrary library) {
    this.library = library;
    library.definitions().forEach(d -> functions.put(d.entry().name(), d.entry()));
  }

  static List<ExpressionFault> ofSyntax(Collection<CelIssue> issues) {
    return sorted(issues.stream().map(FaultWriter::syntax).toList());
  }

  private static ExpressionFault syntax(CelIssue issue) {
    String message = issue.getMessage().lines().findFirst().orElse("");
    return fault(issue.getSourceLocation(), "this is no valid expression: " + message, null);
  }

  List<ExpressionFault> ofCheck(
      Collection<CelIssue> issues, CelAbstractSyntaxTree tree, Declarations variables) {
    return sorted(issues.stream().map(issue -> check(issue, tree, variables)).toList());
  }

  private ExpressionFault check(
      CelIssue issue, CelAbstractSyntaxTree tree, Declarations variables) {
    String message = issue.getMessage();
    CelSourceLocation at = issue.getSourceLocation();
    Matcher matcher = UNDECLARED.matcher(message);
    if (matcher.matches()) {
      return undeclared(matcher.group(1), at, variables);
    }
    matcher = UNDEFINED.matcher(message);
    if (matcher.matches()) {
      return undefined(matcher.group(1), at, issue.getExprId(), tree, variables);
    }
    matcher = NO_OVERLOAD.matcher(message);
    return matcher.matches()
        ? fault(at, noOverload(matcher.group(1), matcher.group(2)), null)
        : fault(at, other(message), null);
  }

  private ExpressionFault undeclared(String name, CelSourceLocation at, Declarations variables) {
    Set<String> known = new LinkedHashSet<>(variables.variables().keySet());
    String list = String.join(", ", known);
    known.addAll(functions.keySet());
    known.addAll(KEPT);
    String nearest = Suggestion.of(name, known);
    return fault(
        at,
        "'%s' is neither a variable nor a function; variables are %s".formatted(name, list),
        nearest);
  }

  private static ExpressionFault undefined(
      String field,
      CelSourceLocation at,
      long node,
      CelAbstractSyntaxTree tree,
      Declarations variables) {
    FieldType.Fields record = new PathTypes(variables).recordAround(tree.getExpr(), node);
    if (record == null) {
      return fault(at, "there is no field '" + field + "' here", null);
    }
    Set<String> names = record.fields().keySet();
    return fault(
        at,
        "there is no field '%s' here; valid are %s".formatted(field, String.join(", ", names)),
        Suggestion.of(field, names));
  }

  private String noOverload(String function, String applied) {
    List<String> types = Words.splitTypes(applied);
    String operator = Words.operator(function);
    if (operator != null && types.size() == 2) {
      boolean isMixed = types.contains("int") && types.contains("double");
      return "'%s' does not work on %s and %s%s"
          .formatted(
              operator,
              Words.type(types.get(0)),
              Words.type(types.get(1)),
              isMixed ? "; write a whole number with a fraction, as in 7.0" : "");
    }
    List<String> words = types.stream().map(Words::type).toList();
    FunctionEntry entry = functions.get(function);
    String valid = entry == null ? "" : "; valid is " + String.join(" or ", entry.signatures());
    return "%s does not take (%s)%s"
        .formatted(operator == null ? function : operator, String.join(", ", words), valid);
  }

  private static String other(String message) {
    Matcher expected = EXPECTED.matcher(message);
    if (expected.matches()) {
      return "the result must be %s, but it is %s"
          .formatted(Words.type(expected.group(1)), Words.type(expected.group(2)));
    }
    Matcher fields = NO_FIELDS.matcher(message);
    if (fields.matches()) {
      return Words.type(fields.group(1)) + " has no fields";
    }
    Matcher range = NO_RANGE.matcher(message);
    if (range.matches()) {
      return "exists, all, map and filter go over a list or an object, not over "
          + Words.type(range.group(1));
    }
    return message.lines().findFirst().orElse(message);
  }

  /** Faults of what CEL accepts but Tomte does not have. */
  List<ExpressionFault> ofUse(CelAbstractSyntaxTree checked) {
    List<ExpressionFault> faults = new ArrayList<>();
    Walk.over(
        checked.getExpr(),
        node -> {
          CelExpr.ExprKind.Kind kind = node.getKind();
          if (kind == CelExpr.ExprKind.Kind.CONSTANT && !isSupported(node.constant())) {
            faults.add(
                fault(
                    locationOf(checked, node),
                    "unsigned numbers and bytes are not used here; write a whole number or text",
                    null));
          }
          if (kind == CelExpr.ExprKind.Kind.CALL) {
            faults.addAll(ofConstants(checked, node));
          }
          if (kind == CelExpr.ExprKind.Kind.STRUCT) {
            faults.add(
                fault(locationOf(checked, node), "write an object as {'name': value}", null));
          }
        });
    return sorted(faults);
  }

  private List<ExpressionFault> ofConstants(CelAbstractSyntaxTree checked, CelExpr node) {
    List<CelExpr> arguments = new ArrayList<>();
    node.call().target().ifPresent(arguments::add);
    arguments.addAll(node.call().args());
    List<ExpressionFault> faults = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      CelExpr argument = arguments.get(i);
      if (argument.getKind() == CelExpr.ExprKind.Kind.CONSTANT
          && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE) {
        String wrong =
            library.faultOf(node.call().function(), i, argument.constant().stringValue());
        if (wrong != null) {
          faults.add(fault(locationOf(checked, argument), wrong, null));
        }
      }
    }
    return faults;
  }

  private static boolean isSupported(CelConstant constant) {
    return constant.getKind() != CelConstant.Kind.UINT64_VALUE
        && constant.getKind() != CelConstant.Kind.BYTES_VALUE;
  }

  static CelSourceLocation locationOf(CelAbstractSyntaxTree tree, CelExpr node) {
    Integer offset = tree.getSource().getPositionsMap().get(node.id());
    return offset == null
        ? CelSourceLocation.of(1, 0)
        : tree.getSource().getOffsetLocation(offset).orElse(CelSourceLocation.of(1, 0));
  }

  static ExpressionFault fault(CelSourceLocation at, String message, @Nullable String suggestion) {
    return new ExpressionFault(
        Math.max(1, at.getLine()), Math.max(0, at.getColumn()) + 1, message, suggestion);
  }

  static List<ExpressionFault> sorted(List<ExpressionFault> faults) {
    return faults.stream()
        .distinct()
        .sorted(
            Comparator.comparingInt(ExpressionFault::line)
                .thenComparingInt(ExpressionFault::column))
        .toList();
  }
}
