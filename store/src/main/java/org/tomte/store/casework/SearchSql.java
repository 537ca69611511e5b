package org.tomte.store.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.search.Condition;
import org.tomte.casework.search.Condition.Operator;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchType;
import org.tomte.casework.search.Term;
import org.tomte.store.casework.SearchColumn.Form;

/**
 * Turns conditions into SQL with the same meaning. Negations are moved to the leaves: each part is
 * asked for being true or for being false, and SQL's null, which is neither, is then as good as the
 * other answer. So conditions stay in a form that indexes answer.
 */
final class SearchSql {
  private final SearchTerms terms;
  private final SearchTable table;
  private final SearchValues values;

  SearchSql(SearchTerms terms, SearchTable table, SearchValues values) {
    this.terms = terms;
    this.table = table;
    this.values = values;
  }

  /** What is true where the condition is true (or false, when that is wanted). */
  String of(Condition condition, boolean wanted) {
    return switch (condition) {
      case Condition.Constant constant -> constant.value() == wanted ? "TRUE" : "FALSE";
      case Condition.Flag flag -> (wanted ? "" : "NOT ") + terms.field(flag.field());
      case Condition.Comparison comparison -> of(comparison, wanted);
      case Condition.In in -> of(in, wanted);
      case Condition.Holds holds -> of(holds, wanted);
      case Condition.Has has -> of(has, wanted);
      case Condition.TextTest test -> of(test, wanted);
      case Condition.And and -> joined(and.conditions(), wanted, wanted ? " AND " : " OR ");
      case Condition.Or or -> joined(or.conditions(), wanted, wanted ? " OR " : " AND ");
      case Condition.Not not -> of(not.condition(), !wanted);
    };
  }

  private String joined(List<Condition> conditions, boolean wanted, String sign) {
    return conditions.stream()
        .map(each -> of(each, wanted))
        .collect(Collectors.joining(sign, "(", ")"));
  }

  private String of(Condition.Comparison comparison, boolean wanted) {
    Operator operator = wanted ? comparison.operator() : comparison.operator().opposite();
    Term left = comparison.left();
    Term right = comparison.right();
    if (!(left instanceof Term.OfField) && right instanceof Term.OfField) {
      return compared(right, operator.mirrored(), left);
    }
    return compared(left, operator, right);
  }

  private String compared(Term left, Operator operator, Term right) {
    if (left instanceof Term.OfField(SearchField field)) {
      if (field.since() != null && right instanceof Term.Span(Duration span)) {
        return since(field, field.since(), operator, span);
      }
      if (right instanceof Term.Literal(Object value) && operator == Operator.EQUAL) {
        return equal(field, value);
      }
    }
    return terms.of(left, operator) + sign(operator) + terms.of(right, operator);
  }

  private String equal(SearchField field, Object value) {
    SearchColumn column = table.column(field.name());
    if (column.form() == Form.JSON) {
      Object stored = field.type().number() ? SearchValues.decimal(value) : value;
      return column.sql() + " @> " + values.json(Map.of(field.name(), stored));
    }
    String text = value.toString();
    String hint =
        switch (column.form()) {
          case CUT ->
              "%s = %s AND ".formatted(SearchTerms.cut(column), values.text(SearchTerms.cut(text)));
          case DIGESTED -> "digest = ANY (%s) AND ".formatted(values.digests(text));
          case PLAIN, JSON -> "";
        };
    return "(" + hint + column.sql() + " = " + terms.literal(value) + ")";
  }

  private static String sign(Operator operator) {
    return switch (operator) {
      case EQUAL -> " = ";
      case NOT_EQUAL -> " <> ";
      case LESS -> " < ";
      case AT_MOST -> " <= ";
      case GREATER -> " > ";
      case AT_LEAST -> " >= ";
    };
  }

  /** How long something has been so: asked of the time it began, which an index may know. */
  private String since(
      SearchField field, SearchField.Since since, Operator operator, Duration span) {
    String from = terms.field(since.from());
    String running = running(from, operator, span);
    if (since.until() == null) {
      return running;
    }
    String until = terms.field(since.until());
    return "((%s IS NULL AND %s) OR (%s IS NOT NULL AND %s%s%s))"
        .formatted(until, running, until, terms.field(field), sign(operator), values.span(span));
  }

  private String running(String from, Operator operator, Duration span) {
    boolean more = operator == Operator.GREATER || operator == Operator.AT_LEAST;
    if (span.isNegative()
        || (span.isZero() && (operator == Operator.AT_LEAST || operator == Operator.LESS))) {
      return more || operator == Operator.NOT_EQUAL ? from + " IS NOT NULL" : "FALSE";
    }
    Instant then = terms.now().minus(span);
    Operator asked =
        span.isZero()
            ? switch (operator) {
              case GREATER, NOT_EQUAL -> Operator.LESS;
              case EQUAL, AT_MOST, LESS, AT_LEAST -> Operator.AT_LEAST;
            }
            : operator.mirrored();
    return from + sign(asked) + values.time(then);
  }

  private String of(Condition.In in, boolean wanted) {
    String term = terms.of(in.term(), Operator.EQUAL);
    if (in.values().isEmpty()) {
      return wanted ? "FALSE" : term + " IS NOT NULL";
    }
    boolean text = in.term().type() == SearchType.TEXT;
    List<String> texts = in.values().stream().map(Object::toString).toList();
    String list = text ? values.texts(texts) : values.numbers(in.values());
    if (!wanted) {
      return term + " <> ALL (" + list + ")";
    }
    String hint =
        text
                && in.term() instanceof Term.OfField(SearchField field)
                && table.column(field.name()).form() == Form.CUT
            ? "%s = ANY (%s) AND "
                .formatted(
                    SearchTerms.cut(table.column(field.name())),
                    values.texts(texts.stream().map(SearchTerms::cut).toList()))
            : "";
    return "(" + hint + term + " = ANY (" + list + "))";
  }

  private String of(Condition.Holds holds, boolean wanted) {
    SearchColumn column = table.column(holds.list().name());
    String name = holds.list().name();
    if (column.form() == Form.JSON) {
      if (wanted && holds.element() instanceof Term.Literal(Object value)) {
        return column.sql() + " @> " + values.json(Map.of(name, List.of(value)));
      }
      String list = terms.list(column, name);
      String held =
          "jsonb_exists(%s, %s)".formatted(list, terms.of(holds.element(), Operator.EQUAL));
      return wanted ? held : "(%s IS NULL OR NOT %s)".formatted(list, held);
    }
    String element = terms.of(holds.element(), Operator.EQUAL);
    if (wanted) {
      return holds.element() instanceof Term.Literal
          ? "%s @> ARRAY[%s]::text[]".formatted(column.sql(), element)
          : "%s = ANY (%s)".formatted(element, column.sql());
    }
    return "(%s IS NULL OR NOT %s = ANY (%s))".formatted(column.sql(), element, column.sql());
  }

  private String of(Condition.Has has, boolean wanted) {
    SearchField field = has.field();
    String set = wanted ? " IS NOT NULL" : " IS NULL";
    if (field.since() != null) {
      return terms.field(field.since().from()) + set;
    }
    SearchColumn column = table.column(field.name());
    if (field.type() != SearchType.TEXTS) {
      return terms.field(field) + set;
    }
    return column.form() == Form.JSON
        ? terms.list(column, field.name()) + set
        : "coalesce(cardinality(%s), 0) %s 0".formatted(column.sql(), wanted ? ">" : "=");
  }

  private String of(Condition.TextTest test, boolean wanted) {
    String text = test.text();
    String field = terms.field(test.field());
    String asked =
        switch (test.part()) {
          case CONTAINS -> field + " LIKE " + values.like("%", text, "%");
          case STARTS_WITH -> field + " LIKE " + values.like("", text, "%");
          case ENDS_WITH -> field + " LIKE " + values.like("%", text, "");
          case SAME_IGNORING_CASE -> field + " ~ " + values.ignoringCase(text);
        };
    return wanted ? "(" + asked + ")" : "NOT (" + asked + ")";
  }

  /** What is true of an object that holds a plain word. */
  String word(String word) {
    String line = table.lines() + " ILIKE " + values.like("%", word, "%");
    @Nullable String words = table.words();
    if (words != null) {
      return "(%s OR %s @@ %s)".formatted(line, words, values.beginning(word));
    }
    String begins = values.beginningOfAWord(word);
    return "(%s OR %s ~* %s OR %s ~* %s)"
        .formatted(line, terms.text("description"), begins, terms.text("tags"), begins);
  }
}
