package org.tomte.engine.expression;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.ValueFault;

/**
 * Turns plain JSON values into what CEL sees, one field at a time and only when it is asked for.
 *
 * @param careful whether texts, numbers and nulls are wrapped so that asking for their fields
 *     answers "absent". That costs an allocation for each field, so it is only done when an
 *     evaluation has met such a question.
 */
record Sight(boolean careful) {

  static final Sight QUICK = new Sight(false);
  static final Sight CAREFUL = new Sight(true);

  /** What CEL sees for a value that is there. */
  Object see(@Nullable Object raw, @Nullable Shape shape, @Nullable Place around, String name) {
    if (raw instanceof Map<?, ?> map) {
      return new RecordView(map, shape, this, around, name);
    }
    if (raw instanceof List<?> list) {
      return new ListView(list, shape, this, around, name);
    }
    Object value =
        raw == null
            ? NullValue.NULL_VALUE
            : shape == null ? unshaped(raw, around, name) : shaped(raw, shape, around, name);
    return careful || raw == null ? new Leaf(value, around, name) : value;
  }

  private static Object shaped(Object raw, Shape shape, @Nullable Place around, String name) {
    Object value = unshaped(raw, around, name);
    return switch (shape) {
      case Shape.Time _ when value instanceof String text -> time(text, around, name);
      case Shape.Decimal _ when value instanceof Long whole -> (double) whole;
      case Shape.Whole _ when value instanceof Double decimal && decimal == Math.rint(decimal) ->
          Math.abs(decimal) < 0x1p63 ? (Object) decimal.longValue() : decimal;
      case Shape.Time _, Shape.Decimal _, Shape.Whole _, Shape.Elements _, Shape.Fields _ -> value;
    };
  }

  private static Object unshaped(Object raw, @Nullable Place around, String name) {
    return switch (raw) {
      case String text -> text;
      case Long whole -> whole;
      case Boolean truth -> truth;
      case Double decimal -> decimal;
      case Integer whole -> (long) whole;
      case Instant time -> time;
      case Duration duration -> duration;
      case Short whole -> (long) whole;
      case Byte whole -> (long) whole;
      case Float decimal -> (double) decimal;
      case BigInteger whole ->
          whole.bitLength() < Long.SIZE ? (Object) whole.longValue() : whole.doubleValue();
      case BigDecimal decimal -> decimal.doubleValue();
      default ->
          throw new ValueFault(
              new Absent(around, name).path()
                  + " holds a "
                  + raw.getClass().getSimpleName()
                  + ", which is not a JSON value");
    };
  }

  private static Instant time(String text, @Nullable Place around, String name) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      throw new ValueFault(
          new Absent(around, name).path()
              + " is '"
              + text
              + "', not a time such as 2026-11-25T03:17:00Z");
    }
  }
}
