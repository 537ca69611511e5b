package org.tomte.casework.search;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/** The order of values of one type: texts by code point, numbers by value. */
final class ValueOrder {

  private ValueOrder() {}

  /** Below 0, 0 or above 0. */
  static int of(Object a, Object b) {
    return switch (a) {
      case String x when b instanceof String y -> texts(x, y);
      case Number x when b instanceof Number y -> exact(x).compareTo(exact(y));
      case Instant x when b instanceof Instant y -> x.compareTo(y);
      case Duration x when b instanceof Duration y -> x.compareTo(y);
      case Boolean x when b instanceof Boolean y -> Boolean.compare(x, y);
      default ->
          throw new IllegalArgumentException(
              "%s and %s have no order".formatted(a.getClass(), b.getClass()));
    };
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double decimal
        ? new BigDecimal(decimal)
        : BigDecimal.valueOf(number.longValue());
  }

  /** By code point, which is the order of UTF-8 and of the collation "C", not of UTF-16 units. */
  static int texts(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean alike = Character.isSurrogate(x) == Character.isSurrogate(y);
        return alike ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.compare(a.length(), b.length());
  }
}
