package org.tomte.engine.template;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.ValueFault;
import org.tomte.engine.expression.function.Values;

/**
 * A filter of liqp between checks: what goes in cannot make it run away, and what comes out is
 * neither too long nor too many digits. liqp itself only bounds the rendered text.
 */
final class BoundedFilter extends Filter {

  private static final Set<String> NUMERIC =
      Set.of(
          "abs",
          "at_least",
          "at_most",
          "ceil",
          "divided_by",
          "floor",
          "minus",
          "modulo",
          "plus",
          "round",
          "times",
          "truncate",
          "truncatewords",
          "slice");

  private static final Set<String> NUMERIC_VALUE =
      Set.of(
          "abs",
          "at_least",
          "at_most",
          "ceil",
          "divided_by",
          "floor",
          "minus",
          "modulo",
          "plus",
          "round",
          "times");

  private static final Pattern EXPONENT = Pattern.compile("[0-9][eE][+-]?[0-9]");
  private static final int DIGITS = 60;
  private static final int MOST_DECIMALS = 20;

  private final Filter inner;

  BoundedFilter(Filter inner) {
    super(inner.name);
    this.inner = inner;
  }

  @Override
  public @Nullable Object apply(
      @Nullable Object given, TemplateContext context, Object... parameters) {
    Object value = given instanceof Escaped escaped ? escaped.text() : given;
    Budget.charge(100 + 20 * size(value));
    checkNumbers(value, parameters);
    checkGrowth(value, parameters);
    checkOverflow(value, parameters);
    return checked(inner.apply(value, context, parameters));
  }

  private void checkNumbers(@Nullable Object value, Object[] parameters) {
    if (NUMERIC_VALUE.contains(name)) {
      checkNumber(value);
    }
    if (NUMERIC.contains(name)) {
      Arrays.stream(parameters).forEach(this::checkNumber);
    }
    boolean manyDecimals =
        name.equals("round")
            && parameters.length > 0
            && !(parameters[0] instanceof Number places
                && Math.abs(places.longValue()) <= MOST_DECIMALS);
    if (manyDecimals) {
      throw new ValueFault("round takes at most " + MOST_DECIMALS + " decimals");
    }
  }

  /** A text such as 1e999999999 would be written out in full. */
  private void checkNumber(@Nullable Object value) {
    if (value instanceof String text
        && name.startsWith("truncate")
        && !EXPONENT.matcher(text.length() > DIGITS ? "" : text).find()) {
      return;
    }
    if (value instanceof String text && (text.length() > DIGITS || EXPONENT.matcher(text).find())) {
      throw new ValueFault(Values.shown(text) + " is no number that " + name + " can work with");
    }
  }

  private void checkGrowth(@Nullable Object value, Object[] parameters) {
    if (value == null || parameters.length == 0) {
      return;
    }
    switch (name) {
      case "replace" -> Budget.checkLength(replacedLength(value.toString(), parameters));
      case "join" -> Budget.checkLength(size(value) * (1 + size(parameters[0])));
      default -> {}
    }
  }

  /** liqp lets whole numbers wrap around without a word. */
  private void checkOverflow(@Nullable Object value, Object[] parameters) {
    Long a = whole(value);
    Long b = parameters.length == 1 ? whole(parameters[0]) : null;
    if (a == null || b == null) {
      return;
    }
    try {
      switch (name) {
        case "plus" -> Math.addExact(a, b);
        case "minus" -> Math.subtractExact(a, b);
        case "times" -> Math.multiplyExact(a, b);
        default -> {}
      }
    } catch (ArithmeticException _) {
      throw new ValueFault(a + " " + name + " " + b + " is too large");
    }
  }

  private static @Nullable Long whole(@Nullable Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> (Long) number.longValue();
      case null, default -> null;
    };
  }

  private static long replacedLength(String text, Object[] parameters) {
    String from = String.valueOf(parameters[0]);
    long to = parameters.length > 1 ? size(parameters[1]) : 0;
    if (from.isEmpty()) {
      return (text.length() + 1) * (to + 1);
    }
    long length = text.length();
    for (int at = text.indexOf(from); at >= 0; at = text.indexOf(from, at + from.length())) {
      length += to - from.length();
    }
    return Math.max(0, length);
  }

  private @Nullable Object checked(@Nullable Object result) {
    switch (result) {
      case CharSequence text -> Budget.checkLength(text.length());
      case BigDecimal number
          when number.precision() > DIGITS || Math.abs((long) number.scale()) > DIGITS ->
          throw new ValueFault(name + " makes a number of more than " + DIGITS + " digits");
      case BigInteger number when number.bitLength() > 4 * DIGITS ->
          throw new ValueFault(name + " makes a number of more than " + DIGITS + " digits");
      case null, default -> {
        if (size(result) > TemplateLimits.ELEMENTS) {
          throw new ValueFault(
              name + " makes a list of more than " + TemplateLimits.ELEMENTS + " elements");
        }
      }
    }
    return result;
  }

  private static long size(@Nullable Object value) {
    return switch (value) {
      case CharSequence text -> text.length();
      case Collection<?> list -> list.size();
      case Object[] array -> array.length;
      case null, default -> 1;
    };
  }
}
