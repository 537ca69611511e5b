package org.tomte.engine.expression;

import com.google.common.primitives.Doubles;
import com.google.common.primitives.Longs;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.DurationText;
import org.tomte.engine.expression.function.ValueFault;
import org.tomte.engine.expression.function.Values;

/** The conversions {@code int(x)}, {@code double(x)}, {@code string(x)} and their like. */
final class Conversion {

  private Conversion() {}

  static Object whole(Object value) {
    Long whole =
        switch (value) {
          case Long number -> number;
          case Double number when Math.abs(number) < 0x1p63 -> (Long) number.longValue();
          case String text -> Longs.tryParse(text.strip());
          case Instant time -> (Long) time.getEpochSecond();
          default -> null;
        };
    return orFault(whole, value, "int", "a whole number");
  }

  static Object decimal(Object value) {
    Double decimal =
        switch (value) {
          case Double number -> number;
          case Long number -> (Double) number.doubleValue();
          case String text -> Doubles.tryParse(text.strip());
          default -> null;
        };
    return orFault(decimal, value, "double", "a number");
  }

  static Object truth(Object value) {
    return switch (value) {
      case Boolean truth -> truth;
      case String text when text.equals("true") -> true;
      case String text when text.equals("false") -> false;
      default -> throw Values.wrong(value, "bool", "true or false");
    };
  }

  static Object text(Object value) {
    return switch (value) {
      case String text -> text;
      case Long number -> number.toString();
      case Double number -> Plain.decimal(number);
      case Boolean truth -> truth.toString();
      case Instant time -> time.toString();
      case Duration span -> DurationText.write(span);
      default -> throw Values.wrong(value, "string", "text, a number, a time or a duration");
    };
  }

  static Object time(Object value) {
    try {
      return switch (value) {
        case Instant time -> time;
        case Long seconds -> Instant.ofEpochSecond(seconds);
        case String text -> OffsetDateTime.parse(text).toInstant();
        default -> throw Values.wrong(value, "timestamp", "RFC 3339 text or epoch seconds");
      };
    } catch (DateTimeException _) {
      throw new ValueFault(
          Values.shown(value) + " is no RFC 3339 time such as 2026-11-25T03:17:00Z");
    }
  }

  static Object duration(Object value) {
    return switch (value) {
      case Duration span -> span;
      case String text -> DurationText.read(text);
      default -> throw Values.wrong(value, "duration", "text such as 90s, 15m, 24h or 7d");
    };
  }

  private static Object orFault(
      @Nullable Object converted, Object value, String function, String wanted) {
    if (converted == null) {
      throw Values.wrong(value, function, wanted);
    }
    return converted;
  }
}
