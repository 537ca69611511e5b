package org.tomte.engine.expression.function;

import java.time.Duration;
import java.time.Instant;

/**
 * The order of values. Numbers compare by value, also 2^53+1 with a decimal; text by code point,
 * which is the order of UTF-8 and of PostgreSQL's collation "C". Values of different types have no
 * order.
 */
public final class Order {

  private Order() {}

  /** The answer where one side is not a number (NaN): neither less, equal nor greater. */
  public static final int UNORDERED = 2;

  /**
   * The order of two values: below 0, 0, 1, or {@link #UNORDERED}.
   *
   * @throws ValueFault if they have no common order
   */
  public static int of(Object a, Object b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    if (a instanceof Number x && b instanceof Number y) {
      return compareNumbers(x, y);
    }
    if (a instanceof String x && b instanceof String y) {
      return compareText(x, y);
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return Integer.signum(x.compareTo(y));
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return Integer.signum(x.compareTo(y));
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return Boolean.compare(x, y);
    }
    throw new ValueFault(
        "cannot compare %s (%s) with %s (%s)"
            .formatted(Values.kind(a), Values.shown(a), Values.kind(b), Values.shown(b)));
  }

  private static int compareNumbers(Number a, Number b) {
    if (a instanceof Long x) {
      return b instanceof Long y ? Long.compare(x, y) : compareMixed(x, b.doubleValue());
    }
    if (b instanceof Long y) {
      int reversed = compareMixed(y, a.doubleValue());
      return reversed == UNORDERED ? UNORDERED : -reversed;
    }
    double x = a.doubleValue();
    double y = b.doubleValue();
    return x < y ? -1 : x > y ? 1 : x == y ? 0 : UNORDERED;
  }

  private static int compareMixed(long whole, double decimal) {
    if (Double.isNaN(decimal)) {
      return UNORDERED;
    }
    if (decimal >= 0x1p63) {
      return -1;
    }
    if (decimal < -0x1p63) {
      return 1;
    }
    long floor = (long) Math.floor(decimal);
    if (whole != floor) {
      return Long.compare(whole, floor);
    }
    return decimal > floor ? -1 : 0;
  }

  private static int compareText(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        boolean bothOrNone = Character.isSurrogate(x) == Character.isSurrogate(y);
        return bothOrNone
            ? Character.compare(x, y) < 0 ? -1 : 1
            : Character.isSurrogate(x) ? 1 : -1;
      }
    }
    return Integer.signum(Integer.compare(a.length(), b.length()));
  }
}
