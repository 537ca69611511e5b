package org.tomte.testkit;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/** Compares the fields of an event with what its connector declares. */
public final class FieldCheck {
  private final List<String> faults = new ArrayList<>();

  private FieldCheck() {}

  /** What does not fit, each as {@code path: reason}; empty when all is as declared. */
  public static List<String> faults(FieldType declared, @Nullable Object value) {
    FieldCheck check = new FieldCheck();
    check.check("event", declared, value);
    return check.faults;
  }

  private void check(String path, FieldType type, @Nullable Object value) {
    if (value == null) {
      return;
    }
    boolean fits =
        switch (type) {
          case FieldType.Text() -> value instanceof String;
          case FieldType.Whole() -> value instanceof Long || value instanceof BigInteger;
          case FieldType.Decimal() -> value instanceof Double || value instanceof BigDecimal;
          case FieldType.Bool() -> value instanceof Boolean;
          case FieldType.Time() -> value instanceof String text && isTime(text);
          case FieldType.Any() -> isPlain(value);
          case FieldType.ListOf(FieldType element) -> list(path, element, value);
          case FieldType.Fields fields -> fields(path, fields, value);
        };
    if (!fits) {
      faults.add(path + ": " + value.getClass().getSimpleName() + " does not fit " + type);
    }
  }

  private static boolean isTime(String text) {
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeParseException notATime) {
      return false;
    }
  }

  private boolean list(String path, FieldType element, Object value) {
    if (!(value instanceof List<?> list)) {
      return false;
    }
    for (int i = 0; i < list.size(); i++) {
      check(path + "[" + i + "]", element, list.get(i));
    }
    return true;
  }

  private boolean fields(String path, FieldType.Fields fields, Object value) {
    if (!(value instanceof Map<?, ?> map)) {
      return false;
    }
    map.forEach((name, member) -> {
      FieldType type = fields.fields().get(String.valueOf(name));
      if (type == null && !fields.open()) {
        faults.add(path + "." + name + ": not declared");
      } else {
        check(path + "." + name, type == null ? FieldType.ANY : type, member);
      }
    });
    return true;
  }

  private static boolean isPlain(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case Map<?, ?> map ->
          map.keySet().stream().allMatch(String.class::isInstance)
              && map.values().stream().allMatch(FieldCheck::isPlain);
      case List<?> list -> list.stream().allMatch(FieldCheck::isPlain);
      case Boolean _, Long _, Double _, BigInteger _, BigDecimal _, String _ -> true;
      default -> false;
    };
  }
}
