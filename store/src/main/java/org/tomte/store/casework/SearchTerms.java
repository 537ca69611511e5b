package org.tomte.store.casework;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.search.Condition.Operator;
import org.tomte.casework.search.SearchField;
import org.tomte.casework.search.SearchFields;
import org.tomte.casework.search.SearchType;
import org.tomte.casework.search.Sort;
import org.tomte.casework.search.Term;
import org.tomte.store.casework.SearchColumn.Form;

/** Turns values of conditions into SQL. */
final class SearchTerms {
  private static final String NO_SPAN = "INTERVAL '0'";

  private final SearchTable table;
  private final SearchFields fields;
  private final SearchValues values;
  private final Instant now;

  SearchTerms(SearchTable table, SearchFields fields, SearchValues values, Instant now) {
    this.table = table;
    this.fields = fields;
    this.values = values;
    this.now = now;
  }

  Instant now() {
    return now;
  }

  /** A value that is compared; texts that are put in an order are so by code point. */
  String of(Term term, Operator operator) {
    boolean equality = operator == Operator.EQUAL || operator == Operator.NOT_EQUAL;
    return switch (term) {
      case Term.OfField(SearchField field) ->
          equality || term.type() != SearchType.TEXT
              ? field(field)
              : "(" + field(field) + ") COLLATE \"C\"";
      case Term.Literal(Object value) -> literal(value);
      case Term.At(Instant instant) -> values.time(instant);
      case Term.Now _ -> values.time(now);
      case Term.Span span -> values.span(span.duration());
      case Term.Shifted shifted -> shifted(shifted, operator);
      case Term.Between between ->
          "(%s - %s)".formatted(of(between.later(), operator), of(between.earlier(), operator));
    };
  }

  String literal(Object value) {
    return switch (value) {
      case String text -> values.text(text);
      case Boolean flag -> values.flag(flag);
      default -> values.number(value);
    };
  }

  /** A time that has no duration added within the database's range is none, as in memory. */
  private String shifted(Term.Shifted shifted, Operator operator) {
    Instant constant = constant(shifted);
    if (constant != null) {
      return values.time(constant);
    }
    String time = of(shifted.time(), operator);
    return "(CASE WHEN %s >= '0001-01-01T00:00:00Z' AND %s < '10000-01-01T00:00:00Z' THEN %s + %s END)"
        .formatted(time, time, time, values.span(shifted.by()));
  }

  private @Nullable Instant constant(Term term) {
    return switch (term) {
      case Term.At(Instant instant) -> instant;
      case Term.Now _ -> now;
      case Term.Shifted shifted -> {
        Instant time = constant(shifted.time());
        yield time == null ? null : time.plus(shifted.by());
      }
      case Term.OfField _, Term.Literal _, Term.Span _, Term.Between _ -> null;
    };
  }

  String field(String name) {
    return field(fields.field(name));
  }

  /** The text of a field that every table has; of a list all elements in one. */
  String text(String name) {
    SearchColumn column = table.column(name);
    if (column.form() == Form.JSON) {
      return "(%s ->> '%s')".formatted(column.sql(), name);
    }
    return fields.field(name).type() == SearchType.TEXTS
        ? "array_to_string(%s, ' ')".formatted(column.sql())
        : column.sql();
  }

  /** An expression of the type that the field has; null where it is not set. */
  String field(SearchField field) {
    if (field.since() != null) {
      return span(field.since());
    }
    SearchColumn column = table.column(field.name());
    if (column.form() != Form.JSON) {
      return column.sql();
    }
    String value = column.sql() + " -> " + values.text(field.name());
    String text = column.sql() + " ->> " + values.text(field.name());
    return switch (field.type()) {
      case TEXT, CHOICE -> "(" + text + ")";
      case WHOLE, DECIMAL ->
          "(CASE WHEN jsonb_typeof(%s) = 'number' THEN (%s)::numeric END)".formatted(value, text);
      case FLAG ->
          "(CASE WHEN jsonb_typeof(%s) = 'boolean' THEN (%s)::boolean END)".formatted(value, text);
      case TIME ->
          "(CASE WHEN (%s) ~ '^[0-9]{4}-' AND (%s) !~ '^0000' THEN (%s)::timestamptz END)"
              .formatted(text, text, text);
      case TEXTS, SPAN -> list(column, field.name());
    };
  }

  /** A list in JSON; null where there is none, or one without elements. */
  String list(SearchColumn column, String name) {
    String list = column.sql() + " -> " + values.text(name);
    return "(CASE WHEN jsonb_typeof(%s) = 'array' AND %s <> '[]' THEN %s END)"
        .formatted(list, list, list);
  }

  private String span(SearchField.Since since) {
    String from = field(since.from());
    String end = since.until() == null ? "NULL" : field(since.until());
    return "(CASE WHEN %s IS NOT NULL THEN greatest(coalesce(%s, %s) - %s, %s) END)"
        .formatted(from, end, values.time(now), from, NO_SPAN);
  }

  static String cut(SearchColumn column) {
    return "left(" + column.sql() + ", " + Sort.TEXT + ")";
  }

  static String cut(String text) {
    int length = text.codePointCount(0, text.length());
    return length <= Sort.TEXT ? text : text.substring(0, text.offsetByCodePoints(0, Sort.TEXT));
  }
}
