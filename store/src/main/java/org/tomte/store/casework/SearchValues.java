package org.tomte.store.casework;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.Query;
import org.tomte.casework.search.LetterCase;

/** Values that are bound to a statement; each gives the text that stands for it. */
final class SearchValues {
  private final Map<String, Object> values = new LinkedHashMap<>();

  private String bound(Object value) {
    String name = "v" + values.size();
    values.put(name, value);
    return ":" + name;
  }

  String text(String value) {
    return bound(value);
  }

  String whole(long value) {
    return bound(value);
  }

  String flag(boolean value) {
    return bound(value);
  }

  String time(Instant value) {
    return bound(Bound.time(value));
  }

  /** Without days, which would be as long as the session's zone has them. */
  String span(Duration value) {
    BigDecimal seconds =
        BigDecimal.valueOf(value.getSeconds()).add(BigDecimal.valueOf(value.getNano(), 9));
    return "CAST(" + bound(seconds.toPlainString() + " seconds") + " AS interval)";
  }

  /** The digests of an indicator's value with each type that it could be of. */
  String digests(String value) {
    return bound(Digest.ofAnyType(value));
  }

  /** A number of any kind. */
  String number(Object value) {
    return value instanceof Long whole ? whole(whole) : bound(decimal(value));
  }

  String texts(Collection<String> value) {
    return bound(Bound.texts(value));
  }

  /** Numbers; of the type bigint when all are whole. */
  String numbers(List<Object> value) {
    if (value.stream().allMatch(Long.class::isInstance)) {
      return bound(Bound.longs(value.stream().map(Long.class::cast).toList()));
    }
    Object[] decimals = value.stream().map(SearchValues::decimal).toArray();
    Argument argument =
        (position, statement, context) ->
            statement.setArray(
                position, statement.getConnection().createArrayOf("numeric", decimals));
    return bound(argument);
  }

  String json(Object value) {
    return "CAST(" + bound(String.valueOf(JsonColumn.write(value))) + " AS jsonb)";
  }

  /**
   * A number exactly as it is compared in memory. Stored numbers with a fraction are written in
   * their shortest form, so that is how others are written too; whole ones within 64 bits are exact
   * on both sides.
   */
  static BigDecimal decimal(Object value) {
    if (value instanceof Double decimal) {
      boolean whole = decimal == Math.rint(decimal) && Math.abs(decimal) < 0x1p63;
      return whole ? new BigDecimal(decimal) : BigDecimal.valueOf(decimal);
    }
    return new BigDecimal(value.toString());
  }

  /** A pattern for LIKE in which the text stands for itself. */
  String like(String before, String text, String after) {
    String escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    return bound(before + escaped + after);
  }

  /** A regular expression that the text matches, whatever the case of its letters, and no other. */
  String ignoringCase(String text) {
    StringBuilder pattern = new StringBuilder("^");
    text.codePoints()
        .forEach(point -> {
          List<Integer> same = LetterCase.same(point);
          pattern.append(same.size() > 1 ? "[" : "");
          same.forEach(each -> literal(pattern, each));
          pattern.append(same.size() > 1 ? "]" : "");
        });
    return bound(pattern.append("$").toString());
  }

  private static void literal(StringBuilder pattern, int point) {
    boolean sign = point < 128 && !Character.isLetterOrDigit(point);
    pattern.append(sign ? "\\" : "").appendCodePoint(point);
  }

  /** A regular expression for a word that begins with this one. */
  String beginningOfAWord(String word) {
    StringBuilder pattern = new StringBuilder("(^|[^[:alnum:]])");
    word.codePoints().forEach(point -> literal(pattern, point));
    return bound(pattern.toString());
  }

  /** A query of full text for words that begin with this one. */
  String beginning(String word) {
    String bare =
        word.codePoints()
            .map(point -> point < 128 && !Character.isLetterOrDigit(point) ? ' ' : point)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    return "to_tsquery('pg_catalog.simple', " + bound("'" + bare + "':*") + ")";
  }

  Query bind(Query query) {
    values.forEach(query::bind);
    return query;
  }
}
