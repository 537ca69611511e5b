package org.tomte.engine.search;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Condition.Operator;
import org.tomte.casework.search.Condition.Part;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchType;
import org.tomte.casework.search.Term;
import org.tomte.engine.expression.Words;

/** Reads what is true or false. */
final class ConditionTree {
  private final Reading reading;
  private final TermTree terms;

  ConditionTree(Reading reading) {
    this.reading = reading;
    this.terms = new TermTree(reading);
  }

  /** The condition that a node is; null after a fault. */
  @Nullable Condition read(CelExpr node) {
    return switch (node.getKind()) {
      case CALL -> call(node);
      case IDENT, SELECT -> flag(node);
      default -> constant(node);
    };
  }

  private @Nullable Condition constant(CelExpr node) {
    if (node.getKind() == CelExpr.ExprKind.Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.BOOLEAN_VALUE) {
      return new Condition.Constant(node.constant().booleanValue());
    }
    reading.fault(node, "this is neither true nor false; compare it with something");
    return null;
  }

  private @Nullable Condition flag(CelExpr node) {
    SearchField field = reading.field(node);
    if (field == null) {
      return null;
    }
    if (field.type() != SearchType.FLAG) {
      reading.fault(
          node,
          "%s is %s, not true or false; compare it, or write has(%s)"
              .formatted(field.name(), field.type().words(), field.name()));
      return null;
    }
    return new Condition.Flag(field);
  }

  /** What is made of its parts, unless they had a fault. */
  private static <P> @Nullable Condition made(
      @Nullable P parts, Function<P, ? extends Condition> making) {
    return parts == null ? null : making.apply(parts);
  }

  private @Nullable Condition call(CelExpr node) {
    List<CelExpr> arguments = TermTree.arguments(node);
    String function = node.call().function();
    return switch (function) {
      case "_&&_" -> made(joined(node, function), Condition.And::new);
      case "_||_" -> made(joined(node, function), Condition.Or::new);
      case "!_" -> made(read(arguments.getFirst()), Condition.Not::new);
      case "_==_" -> comparison(node, Operator.EQUAL);
      case "_!=_" -> comparison(node, Operator.NOT_EQUAL);
      case "_<_" -> comparison(node, Operator.LESS);
      case "_<=_" -> comparison(node, Operator.AT_MOST);
      case "_>_" -> comparison(node, Operator.GREATER);
      case "_>=_" -> comparison(node, Operator.AT_LEAST);
      case "@in" -> in(arguments.get(0), arguments.get(1));
      case "has" -> has(node, arguments);
      case "contains" -> part(node, arguments, Part.CONTAINS);
      case "startsWith" -> part(node, arguments, Part.STARTS_WITH);
      case "endsWith" -> part(node, arguments, Part.ENDS_WITH);
      case "equalsIgnoreCase" -> part(node, arguments, Part.SAME_IGNORING_CASE);
      default -> {
        reading.fault(node, outside(node));
        yield null;
      }
    };
  }

  static String outside(CelExpr node) {
    String function = node.call().function();
    String operator = Words.operator(function);
    return ("%s is not part of the search language; valid are comparisons, in, &&, ||, !, has(),"
            + " contains(), startsWith(), endsWith(), equalsIgnoreCase(), timestamp(), duration(),"
            + " age() and now")
        .formatted(operator == null ? function + "()" : "'" + operator + "'");
  }

  /** The members of a chain of the same operator; null after a fault. */
  private @Nullable List<Condition> joined(CelExpr node, String function) {
    List<Condition> conditions = new ArrayList<>();
    boolean whole = true;
    for (CelExpr argument : node.call().args()) {
      boolean same =
          argument.getKind() == CelExpr.ExprKind.Kind.CALL
              && argument.call().function().equals(function);
      List<Condition> inner = same ? joined(argument, function) : null;
      Condition one = same ? null : read(argument);
      if (inner != null) {
        conditions.addAll(inner);
      } else if (one != null) {
        conditions.add(one);
      } else {
        whole = false;
      }
    }
    return whole ? conditions : null;
  }

  private @Nullable Condition has(CelExpr node, List<CelExpr> arguments) {
    if (arguments.size() != 1) {
      reading.fault(node, "has() asks for one field, for example has(owner)");
      return null;
    }
    SearchField field = reading.field(arguments.getFirst());
    return field == null ? null : new Condition.Has(field);
  }

  private @Nullable Condition part(CelExpr node, List<CelExpr> arguments, Part part) {
    if (arguments.size() != 2) {
      reading.fault(node, node.call().function() + "() asks for one text");
      return null;
    }
    SearchField field = reading.field(arguments.getFirst());
    String text = terms.text(arguments.get(1));
    if (field == null || text == null) {
      return null;
    }
    if (new Term.OfField(field).type() != SearchType.TEXT) {
      reading.fault(
          node,
          "%s() works on text, and %s is %s%s"
              .formatted(
                  node.call().function(),
                  field.name(),
                  field.type().words(),
                  field.type() == SearchType.TEXTS
                      ? "; write '" + text + "' in " + field.name()
                      : ""));
      return null;
    }
    return new Condition.TextTest(field, part, text);
  }

  private @Nullable Condition in(CelExpr needle, CelExpr list) {
    if (list.getKind() == CelExpr.ExprKind.Kind.LIST) {
      return inWritten(needle, list);
    }
    SearchField field = reading.field(list);
    Term element = terms.read(needle);
    if (field == null || element == null) {
      return null;
    }
    if (field.type() != SearchType.TEXTS) {
      reading.fault(list, "%s is %s, not a list".formatted(field.name(), field.type().words()));
      return null;
    }
    if (element.type() != SearchType.TEXT) {
      reading.fault(
          needle, "%s holds texts, not %s".formatted(field.name(), element.type().words()));
      return null;
    }
    if (element instanceof Term.Literal literal) {
      known(needle, field, literal);
    }
    return new Condition.Holds(field, element);
  }

  private @Nullable Condition inWritten(CelExpr needle, CelExpr list) {
    Term term = terms.read(needle);
    if (term == null) {
      return null;
    }
    boolean fits =
        term instanceof Term.OfField && (term.type() == SearchType.TEXT || term.type().number());
    if (!fits) {
      reading.fault(needle, "a field that holds text or a number is needed before this 'in'");
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (CelExpr element : list.list().elements()) {
      if (element.getKind() == CelExpr.ExprKind.Kind.CONSTANT) {
        element(term, element, values);
      } else {
        reading.fault(element, "only texts and numbers can stand in this list");
      }
    }
    return new Condition.In(term, values);
  }

  private void element(Term term, CelExpr element, List<Object> values) {
    Term constant = terms.constant(element);
    if (!(constant instanceof Term.Literal literal)) {
      return;
    }
    if (fits(term, constant)) {
      known(element, term, literal);
      values.add(literal.value());
    } else {
      reading.fault(
          element,
          "this is %s, and what is looked for is %s"
              .formatted(constant.type().words(), term.type().words()));
    }
  }

  private @Nullable Condition comparison(CelExpr node, Operator operator) {
    CelExpr leftNode = node.call().args().get(0);
    CelExpr rightNode = node.call().args().get(1);
    Term left = terms.read(leftNode);
    Term right = terms.read(rightNode);
    if (left == null || right == null) {
      return null;
    }
    String fault = fault(left, right, operator);
    if (fault != null) {
      reading.fault(node, fault);
      return null;
    }
    if (right instanceof Term.Literal literal) {
      known(rightNode, left, literal);
    }
    if (left instanceof Term.Literal literal) {
      known(leftNode, right, literal);
    }
    return new Condition.Comparison(left, operator, right);
  }

  private static @Nullable String fault(Term left, Term right, Operator operator) {
    if (left.type() == SearchType.TEXTS || right.type() == SearchType.TEXTS) {
      Term list = left.type() == SearchType.TEXTS ? left : right;
      return "lists are not compared; write 'word' in " + name(list);
    }
    if (!fits(left, right)) {
      return "%s is compared with %s%s"
          .formatted(left.type().words(), right.type().words(), hint(left, right));
    }
    if (left instanceof Term.Literal && right instanceof Term.Literal) {
      return "two constants are compared; one side must be a field";
    }
    boolean ordered = operator != Operator.EQUAL && operator != Operator.NOT_EQUAL;
    if (ordered && (choice(left) || choice(right))) {
      Term field = choice(left) ? left : right;
      return "words have no order here; write %s in ['...', '...']".formatted(name(field));
    }
    return ordered && left.type() == SearchType.FLAG
        ? "true and false have no order; write == or !="
        : null;
  }

  private static boolean fits(Term left, Term right) {
    return left.type() == right.type() || (left.type().number() && right.type().number());
  }

  private static String hint(Term left, Term right) {
    if (left.type() == SearchType.TIME || right.type() == SearchType.TIME) {
      return "; a time is written as in timestamp('2026-11-25T03:17:00Z') or now - duration('24h')";
    }
    return left.type() == SearchType.SPAN || right.type() == SearchType.SPAN
        ? "; a duration is written as in duration('24h')"
        : "";
  }

  private static boolean choice(Term term) {
    return term instanceof Term.OfField(SearchField field) && field.type() == SearchType.CHOICE;
  }

  private static String name(Term term) {
    return term instanceof Term.OfField(SearchField field) ? field.name() : "...";
  }

  /** A word that a field of a list of words can never have is a mistake. */
  private void known(CelExpr node, Term compared, Term.Literal literal) {
    if (compared instanceof Term.OfField(SearchField field)) {
      known(node, field, literal);
    }
  }

  private void known(CelExpr node, SearchField field, Term.Literal literal) {
    if (!field.words().isEmpty()
        && literal.value() instanceof String word
        && !field.words().contains(word)) {
      reading.unknown(
          node,
          "%s is never '%s'; valid are %s"
              .formatted(field.name(), word, String.join(", ", field.words())),
          word,
          field.words());
    }
  }
}
