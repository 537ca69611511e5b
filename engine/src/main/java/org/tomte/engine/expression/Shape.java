package org.tomte.engine.expression;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/**
 * How a plain JSON value of a declared type is seen by an expression. Null stands for "as it is",
 * so that the fields of most events cost no second look-up.
 */
sealed interface Shape {

  /** RFC 3339 text seen as an instant. */
  record Time() implements Shape {}

  /** A number seen as a whole number where it has no fraction. */
  record Whole() implements Shape {}

  /** A number seen as a number with a fraction. */
  record Decimal() implements Shape {}

  /** A list whose elements have a shape. */
  record Elements(Shape element) implements Shape {}

  /** An object of which some fields have a shape. */
  record Fields(Map<String, Shape> fields) implements Shape {}

  /** The shape of a declared type, or null if its values are seen as they are. */
  static @Nullable Shape of(FieldType type) {
    return switch (type) {
      case FieldType.Time _ -> new Time();
      case FieldType.Whole _ -> new Whole();
      case FieldType.Decimal _ -> new Decimal();
      case FieldType.Text _, FieldType.Bool _, FieldType.Any _ -> null;
      case FieldType.ListOf list -> {
        Shape element = of(list.element());
        yield element == null ? null : new Elements(element);
      }
      case FieldType.Fields record -> ofFields(record);
    };
  }

  private static @Nullable Shape ofFields(FieldType.Fields record) {
    Map<String, Shape> shapes = new HashMap<>();
    record
        .fields()
        .forEach((name, type) -> {
          Shape shape = of(type);
          if (shape != null) {
            shapes.put(name, shape);
          }
        });
    return shapes.isEmpty() ? null : new Fields(shapes);
  }
}
