package org.tomte.casework.field;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FormulaNode.Kind;

/**
 * What a calculated field calculates from other fields of the same object: names of fields, numbers
 * and spans of time (4h30m), with + - * / and parentheses. Times, spans and numbers go together as
 * one would expect: a time less a time is a span, a time and a span are a time.
 *
 * <p>When a field that it names has no value, the calculated one has none either.
 */
public final class Formula {
  private final String text;
  private final FormulaNode root;

  private Formula(String text, FormulaNode root) {
    this.text = text;
    this.root = root;
  }

  /**
   * Reads a formula.
   *
   * @throws IllegalArgumentException when it is none; the text says at which character and what
   *     would be valid
   */
  public static Formula parse(String text) {
    return new Formula(text, new FormulaParser(text).parse());
  }

  /** As it was written. */
  public String text() {
    return text;
  }

  /** The fields it names, in order of name. */
  public Set<String> fields() {
    Set<String> names = new TreeSet<>();
    root.collect(names);
    return names;
  }

  /**
   * What its values are.
   *
   * @param types the type of a field; null when there is no such field
   * @throws IllegalArgumentException when the parts do not go together or a field is unknown
   */
  public ValueType type(Function<String, @Nullable ValueType> types) {
    return switch (root.kind(name -> kind(name, types.apply(name)))) {
      case TIME -> new ValueType.Time();
      case SPAN -> new ValueType.Interval();
      case NUMBER -> new ValueType.Decimal();
    };
  }

  private static Kind kind(String name, @Nullable ValueType type) {
    return switch (type) {
      case ValueType.Time _ -> Kind.TIME;
      case ValueType.Interval _ -> Kind.SPAN;
      case ValueType.Whole _, ValueType.WholeWithin _, ValueType.Decimal _ -> Kind.NUMBER;
      case null ->
          throw new IllegalArgumentException("the formula names '" + name + "', which is no field");
      default ->
          throw new IllegalArgumentException(
              "the formula names '"
                  + name
                  + "', which holds no time, span of time or number to calculate with");
    };
  }

  /** The value for an object; null when a field is empty, or the result is out of range. */
  public @Nullable Object value(FieldValues values, Function<String, @Nullable ValueType> types) {
    try {
      return stored(root.value(name -> operand(values.get(name), types.apply(name))));
    } catch (ArithmeticException | java.time.DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Object operand(@Nullable Object value, @Nullable ValueType type) {
    return switch (type) {
      case ValueType.Time _ when value != null ->
          OffsetDateTime.parse(value.toString()).toInstant();
      case ValueType.Interval _ when value instanceof Number seconds ->
          Duration.ofSeconds(seconds.longValue());
      case ValueType.Whole _, ValueType.WholeWithin _, ValueType.Decimal _
          when value instanceof Number number ->
          new BigDecimal(number.toString());
      case null, default -> null;
    };
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case Instant time -> converted(new ValueType.Time(), time.toString());
      case Duration span -> (Long) span.toSeconds();
      case BigDecimal number -> converted(new ValueType.Decimal(), number);
      case null, default -> null;
    };
  }

  private static @Nullable Object converted(ValueType type, Object value) {
    return ValueConverter.convert(type, value) instanceof Conversion.Value(Object stored)
        ? stored
        : null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Formula that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
