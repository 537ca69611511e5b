package org.tomte.engine.expression;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.ValueFault;
import org.tomte.engine.expression.function.Values;

/** The operators + - * / % and the sign; whole numbers that overflow are a fault, never wrapped. */
final class Arithmetic {

  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private Arithmetic() {}

  static Object add(Object a, Object b) {
    if (a instanceof String x && b instanceof String y) {
      Budget.checkLength((long) x.length() + y.length());
      return x + y;
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      Budget.charge(10L * (x.size() + y.size()));
      List<Object> both = new ArrayList<>(x.size() + y.size());
      both.addAll(x);
      both.addAll(y);
      return new ListView(both, null, Sight.QUICK, null, "[]");
    }
    return numbersOr("+", a, b, Arithmetic::addTimes);
  }

  private static Object addTimes(Object a, Object b) {
    if (a instanceof Instant time && b instanceof Duration span) {
      return inRange(time.plus(span));
    }
    if (a instanceof Duration span && b instanceof Instant time) {
      return inRange(time.plus(span));
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.plus(y);
    }
    throw wrong("+", a, b);
  }

  static Object subtract(Object a, Object b) {
    return numbersOr("-", a, b, Arithmetic::subtractTimes);
  }

  private static Object subtractTimes(Object a, Object b) {
    if (a instanceof Instant later && b instanceof Instant earlier) {
      return Duration.between(earlier, later);
    }
    if (a instanceof Instant time && b instanceof Duration span) {
      return inRange(time.minus(span));
    }
    if (a instanceof Duration x && b instanceof Duration y) {
      return x.minus(y);
    }
    throw wrong("-", a, b);
  }

  static Object multiply(Object a, Object b) {
    return numbersOr("*", a, b, (x, y) -> fault("*", x, y));
  }

  static Object divide(Object a, Object b) {
    return numbersOr("/", a, b, (x, y) -> fault("/", x, y));
  }

  static Object modulo(Object a, Object b) {
    return numbersOr("%", a, b, (x, y) -> fault("%", x, y));
  }

  static Object negate(Object a) {
    if (a instanceof Long number) {
      if (number == Long.MIN_VALUE) {
        throw new ValueFault("-(" + number + ") is too large for a whole number");
      }
      return -number;
    }
    if (a instanceof Double number) {
      return -number;
    }
    throw Values.wrong(a, "-", "a number");
  }

  private interface Otherwise {
    Object apply(Object a, Object b);
  }

  private static Object numbersOr(String operator, Object a, Object b, Otherwise otherwise) {
    try {
      if (a instanceof Long x && b instanceof Long y) {
        return wholes(operator, x, y);
      }
      if (a instanceof Number x && b instanceof Number y && !operator.equals("%")) {
        return decimals(operator, x.doubleValue(), y.doubleValue());
      }
      return otherwise.apply(a, b);
    } catch (ArithmeticException | DateTimeException e) {
      throw new ValueFault(
          Values.shown(a)
              + " "
              + operator
              + " "
              + Values.shown(b)
              + (e instanceof ArithmeticException
                  ? " is too large"
                  : " is no time from year 1 to 9999"));
    }
  }

  private static long wholes(String operator, long x, long y) {
    return switch (operator) {
      case "+" -> Math.addExact(x, y);
      case "-" -> Math.subtractExact(x, y);
      case "*" -> Math.multiplyExact(x, y);
      default -> {
        if (y == 0) {
          throw new ValueFault(x + " " + operator + " 0 has no result");
        }
        yield operator.equals("/") ? Math.divideExact(x, y) : x % y;
      }
    };
  }

  private static double decimals(String operator, double x, double y) {
    return switch (operator) {
      case "+" -> x + y;
      case "-" -> x - y;
      case "*" -> x * y;
      default -> x / y;
    };
  }

  private static Instant inRange(Instant time) {
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw new DateTimeException("out of range");
    }
    return time;
  }

  private static Object fault(String operator, Object a, Object b) {
    throw wrong(operator, a, b);
  }

  private static ValueFault wrong(String operator, Object a, Object b) {
    return new ValueFault(
        "%s does not work on %s (%s) and %s (%s)"
            .formatted(operator, Values.kind(a), Values.shown(a), Values.kind(b), Values.shown(b)));
  }
}
