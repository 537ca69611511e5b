package org.tomte.engine.expression;

import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.Order;

/** Equality: numbers by value, lists and objects by their elements, different types never. */
final class Comparison {

  private Comparison() {}

  static boolean equal(@Nullable Object left, @Nullable Object right) {
    Object a = bare(left);
    Object b = bare(right);
    return switch (a) {
      case null -> b == null;
      case String text -> text.equals(b);
      case Number number -> b instanceof Number other && equalNumbers(number, other);
      case List<?> list -> b instanceof List<?> other && equalLists(list, other);
      case Map<?, ?> map -> b instanceof Map<?, ?> other && equalMaps(map, other);
      default -> a.equals(b);
    };
  }

  /** Without the wrappers of a view; CEL's null and Java's null are the same. */
  private static @Nullable Object bare(@Nullable Object value) {
    if (value instanceof NullValue) {
      return null;
    }
    if (value instanceof Leaf leaf) {
      return bare(leaf.value());
    }
    return switch (value) {
      case RecordView view -> view;
      case ListView view -> view;
      case CelValue other -> other.value();
      case Integer whole -> (Object) (long) whole;
      case null, default -> value;
    };
  }

  private static boolean equalNumbers(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return x.longValue() == y.longValue();
    }
    return Order.of(a, b) == 0;
  }

  private static boolean equalLists(List<?> a, List<?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    Budget.charge(20L * a.size());
    Iterator<?> other = b.iterator();
    for (Object element : a) {
      if (!equal(element, other.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalMaps(Map<?, ?> a, Map<?, ?> b) {
    if (a.size() != b.size()) {
      return false;
    }
    Budget.charge(20L * a.size());
    for (Map.Entry<?, ?> entry : a.entrySet()) {
      if (!b.containsKey(entry.getKey()) || !equal(entry.getValue(), b.get(entry.getKey()))) {
        return false;
      }
    }
    return true;
  }
}
