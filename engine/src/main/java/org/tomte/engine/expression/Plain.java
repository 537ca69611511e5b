package org.tomte.engine.expression;

import dev.cel.common.values.CelByteString;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.DurationText;
import org.tomte.engine.expression.function.ValueFault;

/** Turns what CEL gives back into plain JSON values. */
final class Plain {

  private static final int DEPTH = 200;

  private Plain() {}

  /**
   * The plain value.
   *
   * @throws ValueFault if it is nested too deeply
   */
  static @Nullable Object of(@Nullable Object value) {
    return of(value, 0);
  }

  private static @Nullable Object of(@Nullable Object value, int depth) {
    return switch (value) {
      case null -> null;
      case NullValue _ -> null;
      case Leaf leaf -> of(leaf.value(), depth);
      case RecordView view -> ofMap(view.plain(), depth);
      case ListView view -> ofList(view.plain(), depth);
      case List<?> list -> ofList(list, depth);
      case Map<?, ?> map -> ofMap(map, depth);
      case Optional<?> optional -> optional.map(held -> of(held, depth)).orElse(null);
      case Instant time -> time.toString();
      case Duration span -> DurationText.write(span);
      case CelByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
      case Integer whole -> (Object) (long) whole;
      case CelValue other -> of(other.value(), depth + 1);
      default -> value;
    };
  }

  private static List<@Nullable Object> ofList(List<?> list, int depth) {
    enter(list.size(), depth);
    List<@Nullable Object> plain = new ArrayList<>(list.size());
    for (Object element : list) {
      plain.add(of(element, depth + 1));
    }
    return plain;
  }

  private static Map<String, @Nullable Object> ofMap(Map<?, ?> map, int depth) {
    enter(map.size(), depth);
    Map<String, @Nullable Object> plain = LinkedHashMap.newLinkedHashMap(map.size());
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      plain.put(String.valueOf(of(entry.getKey(), depth + 1)), of(entry.getValue(), depth + 1));
    }
    return plain;
  }

  private static void enter(int elements, int depth) {
    if (depth > DEPTH) {
      throw new ValueFault("the value is nested more than " + DEPTH + " levels deep");
    }
    Budget.charge(20L * elements);
  }

  /** A decimal as text: 2.5, 2, 1e+100; never with the exponent form for small whole numbers. */
  static String decimal(double number) {
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    return Double.isFinite(number)
        ? new BigDecimal(Double.toString(number)).toString()
        : Double.toString(number);
  }
}
