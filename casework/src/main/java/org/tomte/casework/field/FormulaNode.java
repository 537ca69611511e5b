package org.tomte.casework.field;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A part of a formula. Values are {@link Instant}, {@link Duration} or {@link BigDecimal}. */
sealed interface FormulaNode {

  /** What a part is. */
  enum Kind {
    TIME,
    SPAN,
    NUMBER;

    String words() {
      return this == SPAN ? "a span of time" : "a " + name().toLowerCase(Locale.ROOT);
    }
  }

  /** The names of the fields in it. */
  void collect(Set<String> names);

  /**
   * What it is.
   *
   * @throws IllegalArgumentException when its parts do not go together
   */
  Kind kind(Function<String, Kind> fields);

  /** Its value; null when a field is empty. */
  @Nullable Object value(Function<String, @Nullable Object> fields);

  /** A number or span of time that stands in the formula. */
  record Literal(Object value) implements FormulaNode {
    @Override
    public void collect(Set<String> names) {
      // names nothing
    }

    @Override
    public Kind kind(Function<String, Kind> fields) {
      return value instanceof Duration ? Kind.SPAN : Kind.NUMBER;
    }

    @Override
    public Object value(Function<String, @Nullable Object> fields) {
      return value;
    }
  }

  /** A field. */
  record Name(String field) implements FormulaNode {
    @Override
    public void collect(Set<String> names) {
      names.add(field);
    }

    @Override
    public Kind kind(Function<String, Kind> fields) {
      return fields.apply(field);
    }

    @Override
    public @Nullable Object value(Function<String, @Nullable Object> fields) {
      return fields.apply(field);
    }
  }

  /** Two parts with an operator between them: one of + - * /. */
  record Operation(char operator, FormulaNode left, FormulaNode right) implements FormulaNode {
    @Override
    public void collect(Set<String> names) {
      left.collect(names);
      right.collect(names);
    }

    @Override
    public Kind kind(Function<String, Kind> fields) {
      Kind a = left.kind(fields);
      Kind b = right.kind(fields);
      Kind result = result(a, b);
      if (result == null) {
        throw new IllegalArgumentException(
            "the formula has %s %s %s, which do not go together"
                .formatted(a.words(), operator, b.words()));
      }
      return result;
    }

    private @Nullable Kind result(Kind a, Kind b) {
      boolean spans = a == Kind.SPAN && b == Kind.SPAN;
      boolean scaled = a == Kind.SPAN && b == Kind.NUMBER;
      if (a == Kind.NUMBER && b == Kind.NUMBER) {
        return Kind.NUMBER;
      }
      return switch (operator) {
        case '+' -> spans ? Kind.SPAN : later(a, b) || later(b, a) ? Kind.TIME : null;
        case '-' -> {
          boolean between = a == Kind.TIME && b == Kind.TIME;
          yield spans || between ? Kind.SPAN : later(a, b) ? Kind.TIME : null;
        }
        case '/' -> spans ? Kind.NUMBER : scaled ? Kind.SPAN : null;
        default -> scaled || (a == Kind.NUMBER && b == Kind.SPAN) ? Kind.SPAN : null;
      };
    }

    private static boolean later(Kind a, Kind b) {
      return a == Kind.TIME && b == Kind.SPAN;
    }

    @Override
    public @Nullable Object value(Function<String, @Nullable Object> fields) {
      Object a = left.value(fields);
      Object b = right.value(fields);
      return a == null || b == null ? null : calculated(a, b);
    }

    private @Nullable Object calculated(Object a, Object b) {
      if (a instanceof Instant time) {
        return switch (b) {
          case Duration span -> operator == '+' ? time.plus(span) : time.minus(span);
          case Instant other -> Duration.between(other, time);
          default -> null;
        };
      }
      if (b instanceof Instant time) {
        return a instanceof Duration span ? time.plus(span) : null;
      }
      BigDecimal result = calculated(number(a), number(b));
      boolean span = a instanceof Duration != b instanceof Duration || isSum(a, b);
      return span ? Duration.ofSeconds(rounded(result)) : result;
    }

    /** Two spans that are added stay a span; divided by each other they are a number. */
    private boolean isSum(Object a, Object b) {
      return a instanceof Duration && b instanceof Duration && operator != '/';
    }

    private static long rounded(BigDecimal seconds) {
      return seconds.setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static BigDecimal number(Object value) {
      return value instanceof Duration span
          ? BigDecimal.valueOf(span.toSeconds())
          : (BigDecimal) value;
    }

    private BigDecimal calculated(BigDecimal a, BigDecimal b) {
      return switch (operator) {
        case '+' -> a.add(b);
        case '-' -> a.subtract(b);
        case '*' -> a.multiply(b);
        default -> a.divide(b, MathContext.DECIMAL64);
      };
    }
  }
}
