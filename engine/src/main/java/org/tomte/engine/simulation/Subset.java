package org.tomte.engine.simulation;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compares what is expected with what came out: an object may have more fields than are named, a
 * list has exactly its elements, numbers are equal by value and times by instant.
 */
final class Subset {
  private static final int LONGEST = 120;

  private final List<String> differences;

  Subset(List<String> differences) {
    this.differences = differences;
  }

  /** Compares two lists of objects. */
  void objects(
      String path, List<? extends Map<String, ?>> expected, List<? extends Map<String, ?>> actual) {
    if (expected.size() != actual.size()) {
      differences.add(
          "%s: expected %d, came %d%s"
              .formatted(path, expected.size(), actual.size(), listed(actual)));
    }
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      map(path + "[" + i + "]", expected.get(i), actual.get(i));
    }
  }

  private static String listed(List<? extends Map<String, ?>> objects) {
    if (objects.isEmpty()) {
      return "";
    }
    return ": "
        + shortened(
            String.join(", ", objects.stream().map(one -> shown(one.get("title"))).toList()));
  }

  /** Compares two values that have to be equal as wholes. */
  void value(String path, @Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Map<?, ?> fields && actual instanceof Map<?, ?> others) {
      map(path, fields, others);
      return;
    }
    if (expected instanceof List<?> elements && actual instanceof List<?> others) {
      list(path, elements, others);
      return;
    }
    if (!equal(expected, actual)) {
      differences.add("%s: expected %s, came %s".formatted(path, shown(expected), shown(actual)));
    }
  }

  private void map(String path, Map<?, ?> expected, Map<?, ?> actual) {
    expected.forEach((key, value) -> value(path + "." + key, value, actual.get(key)));
  }

  private void list(String path, List<?> expected, List<?> actual) {
    if (expected.size() != actual.size()) {
      differences.add("%s: expected %s, came %s".formatted(path, shown(expected), shown(actual)));
      return;
    }
    for (int i = 0; i < expected.size(); i++) {
      value(path + "[" + i + "]", expected.get(i), actual.get(i));
    }
  }

  private static boolean equal(@Nullable Object expected, @Nullable Object actual) {
    if (expected instanceof Number one && actual instanceof Number other) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    if (expected == null || actual == null) {
      return expected == null && actual == null;
    }
    if (expected.equals(actual)) {
      return true;
    }
    Instant one = instant(expected);
    return one != null && one.equals(instant(actual));
  }

  private static @Nullable Instant instant(Object value) {
    if (!(value instanceof String text) || text.length() < 20 || text.charAt(4) != '-') {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      return null; // it is a text like any other
    }
  }

  private static String shown(@Nullable Object value) {
    if (value == null) {
      return "nothing";
    }
    return value instanceof String text ? "'" + shortened(text) + "'" : shortened("" + value);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, LONGEST))) + "…";
  }
}
