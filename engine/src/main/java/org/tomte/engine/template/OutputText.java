package org.tomte.engine.template;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.DurationText;
import org.tomte.engine.expression.function.Json;

/** Writes a value as the text that an output shows, before it is escaped. */
final class OutputText {

  private OutputText() {}

  static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Instant time -> time.toString();
      case Duration span -> DurationText.write(span);
      case Double number -> decimal(number);
      case BigDecimal number -> number.toPlainString();
      case List<?> list -> Json.write(list);
      case Map<?, ?> map -> Json.write(map);
      case Object[] array -> Json.write(Arrays.asList(array));
      default -> String.valueOf(value);
    };
  }

  private static String decimal(double number) {
    boolean isWhole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return isWhole ? Long.toString((long) number) : Double.toString(number);
  }
}
