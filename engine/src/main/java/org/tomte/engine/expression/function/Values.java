package org.tomte.engine.expression.function;

import dev.cel.common.values.NullValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Names values and their types in the words that a person reads in a fault. */
public final class Values {

  private static final int SHOWN = 60;

  private Values() {}

  /** The type of a value: text, whole number, decimal, true or false, time, duration, list... */
  public static String kind(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case NullValue _ -> "null";
      case String _ -> "text";
      case Long _, Integer _ -> "a whole number";
      case Double _, Float _ -> "a decimal number";
      case Boolean _ -> "true or false";
      case Instant _ -> "a time";
      case Duration _ -> "a duration";
      case List<?> _ -> "a list";
      case Map<?, ?> _ -> "an object";
      default -> "a value";
    };
  }

  /** The value itself, shortened, for example {@code 'abc'}. */
  public static String shown(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> "'" + cut(text) + "'";
      case List<?> list -> "a list of " + list.size();
      case Map<?, ?> map -> "an object of " + map.size() + " fields";
      default -> String.valueOf(value);
    };
  }

  private static String cut(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }

  /** The text in an argument, or a fault that names the function and the value. */
  public static String text(Object value, String function) {
    if (value instanceof String text) {
      return text;
    }
    throw wrong(value, function, "text");
  }

  /** The whole number in an argument; a decimal without a fraction counts. */
  public static long whole(Object value, String function) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Double number
        && number == Math.rint(number)
        && Math.abs(number) < 0x1p53) {
      return number.longValue();
    }
    throw wrong(value, function, "a whole number");
  }

  /** The time in an argument. */
  public static Instant time(Object value, String function) {
    if (value instanceof Instant time) {
      return time;
    }
    throw wrong(value, function, "a time");
  }

  /** The list in an argument. */
  public static List<?> list(Object value, String function) {
    if (value instanceof List<?> list) {
      return list;
    }
    throw wrong(value, function, "a list");
  }

  /** The fault that an argument has the wrong type. */
  public static ValueFault wrong(@Nullable Object value, String function, String wanted) {
    return new ValueFault(
        function + " needs " + wanted + ", not " + kind(value) + " (" + shown(value) + ")");
  }
}
