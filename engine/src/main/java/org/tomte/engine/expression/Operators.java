package org.tomte.engine.expression;

import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.values.ErrorValue;
import dev.cel.common.values.NullValue;
import dev.cel.runtime.AccumulatedUnknowns;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelFunctionOverload;
import dev.cel.runtime.CelUnknownSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.Order;
import org.tomte.engine.expression.function.ValueFault;
import org.tomte.engine.expression.function.Values;

/**
 * CEL's operators with the meaning that DESIGN.md gives them: null is as good as absent, except
 * where it is asked for. Each stands under an id of its own, to which {@link References} points the
 * calls of a checked expression.
 */
final class Operators {

  /** Null where a value is needed: unknown, without a name that CEL could carry. */
  static final Object UNNAMED_UNKNOWN = CelUnknownSet.create();

  private Operators() {}

  static String id(String function, int arguments) {
    return "tomte:" + function + ":" + arguments;
  }

  static List<CelFunctionBinding> bindings() {
    List<CelFunctionBinding> all = new ArrayList<>();
    comparisons(all);
    arithmetic(all);
    conversions(all);
    access(all);
    return all;
  }

  private static void comparisons(List<CelFunctionBinding> all) {
    strict(all, "_==_", Comparison::equal);
    strict(all, "_!=_", (a, b) -> !Comparison.equal(a, b));
    strict(all, "_<_", (a, b) -> Order.of(a, b) < 0);
    strict(all, "_<=_", (a, b) -> Order.of(a, b) <= 0);
    strict(all, "_>_", (a, b) -> Order.of(a, b) == 1);
    strict(all, "_>=_", (a, b) -> (Order.of(a, b) & ~1) == 0);
    two(all, References.IS_NULL, (a, b) -> isNull(a) && isNull(b));
    two(all, References.IS_NOT_NULL, (a, b) -> !(isNull(a) && isNull(b)));
  }

  private static void arithmetic(List<CelFunctionBinding> all) {
    strict(all, "_+_", Arithmetic::add);
    strict(all, "_-_", Arithmetic::subtract);
    strict(all, "_*_", Arithmetic::multiply);
    strict(all, "_/_", Arithmetic::divide);
    strict(all, "_%_", Arithmetic::modulo);
    strict(all, "-_", Arithmetic::negate);
    strict(all, "!_", Operators::not);
  }

  private static void conversions(List<CelFunctionBinding> all) {
    strict(all, "int", Conversion::whole);
    strict(all, "double", Conversion::decimal);
    strict(all, "string", Conversion::text);
    strict(all, "bool", Conversion::truth);
    strict(all, "timestamp", Conversion::time);
    strict(all, "duration", Conversion::duration);
    all.add(CelFunctionBinding.from(id("dyn", 1), Object.class, value -> value));
  }

  private static void access(List<CelFunctionBinding> all) {
    strict(all, "_[_]", Operators::at);
    strict(all, "size", Operators::size);
    lenient(all, id("@in", 2), 2, arguments -> in(arguments[0], arguments[1]));
    lenient(all, id(Macros.IS_TRUE, 1), 1, arguments -> isTrue(arguments[0]));
    all.add(CelFunctionBinding.from(id(Macros.START, 0), List.of(), arguments -> new Gathered()));
    two(all, id(Macros.APPEND, 2), (list, element) -> ((Gathered) list).with(element));
    all.add(
        CelFunctionBinding.from(
            id(Macros.END, 1), Object.class, list -> ((Gathered) list).finished()));
  }

  /** Takes one argument. */
  interface One {
    Object call(Object a);
  }

  /** Takes two arguments. */
  interface Two {
    Object call(Object a, Object b);
  }

  @SuppressWarnings("Immutable") // the functions passed in have no state
  private static void strict(List<CelFunctionBinding> all, String function, One body) {
    all.add(
        CelFunctionBinding.from(
            id(function, 1), Object.class, a -> isNull(a) ? UNNAMED_UNKNOWN : body.call(a)));
  }

  @SuppressWarnings("Immutable") // the functions passed in have no state
  private static void strict(List<CelFunctionBinding> all, String function, Two body) {
    two(all, id(function, 2), (a, b) -> isNull(a) || isNull(b) ? UNNAMED_UNKNOWN : body.call(a, b));
  }

  @SuppressWarnings("Immutable") // the functions passed in have no state
  private static void two(List<CelFunctionBinding> all, String id, Two body) {
    all.add(CelFunctionBinding.from(id, Object.class, Object.class, body::call));
  }

  private static void lenient(
      List<CelFunctionBinding> all, String id, int arguments, CelFunctionOverload body) {
    all.add(new LenientBinding(id, arguments, body));
  }

  static boolean isNull(Object value) {
    return value == NullValue.NULL_VALUE;
  }

  private static Object not(Object value) {
    if (value instanceof Boolean truth) {
      return !truth;
    }
    throw Values.wrong(value, "!", "true or false");
  }

  private static Object at(Object container, Object key) {
    return switch (container) {
      case RecordView view when key instanceof String field -> view.select(field);
      case ListView view -> element(view, view, key);
      case List<?> list -> element(list, null, key);
      case Map<?, ?> map -> {
        Object value = map.get(key);
        yield value == null ? new Absent(null, "[" + Values.shown(key) + "]") : value;
      }
      default -> throw Values.wrong(container, "[]", "a list or an object");
    };
  }

  private static Object element(List<?> list, @Nullable Place place, Object key) {
    long index = Values.whole(key, "[]");
    if (index < 0 || index >= list.size()) {
      return new Absent(place, "[" + index + "]");
    }
    Object element = list.get((int) index);
    return element == null ? NullValue.NULL_VALUE : element;
  }

  private static Object size(Object value) {
    return switch (value) {
      case String text -> (long) text.codePointCount(0, text.length());
      case List<?> list -> (long) list.size();
      case Map<?, ?> map -> (long) map.size();
      default -> throw Values.wrong(value, "size", "text, a list or an object");
    };
  }

  /** Whether something is in a list or a name in an object; nothing is in what is not there. */
  private static Object in(Object needle, Object container) {
    rethrow(container);
    if (container instanceof AccumulatedUnknowns || isNull(container)) {
      return false;
    }
    rethrow(needle);
    if (needle instanceof AccumulatedUnknowns) {
      return needle;
    }
    return switch (container) {
      case Map<?, ?> map -> map.containsKey(needle);
      case ListView view -> inList(needle, view.plain(), view);
      case List<?> list -> inList(needle, list, list);
      default -> throw Values.wrong(container, "in", "a list or an object");
    };
  }

  private static boolean inList(Object needle, List<?> plain, List<?> seen) {
    // Texts, by far the most frequent case, look the same in the plain list.
    if (needle instanceof String) {
      charge(4L * plain.size());
      return plain.contains(needle);
    }
    charge(20L * plain.size());
    for (Object element : seen) {
      if (Comparison.equal(needle, element)) {
        return true;
      }
    }
    return false;
  }

  /** Short lists are charged by the loop around them. */
  private static void charge(long steps) {
    if (steps > 400) {
      Budget.charge(steps);
    }
  }

  private static Object isTrue(Object condition) {
    rethrow(condition);
    return Boolean.TRUE.equals(condition);
  }

  /** Lets an error pass that CEL hands to a lenient function. */
  static void rethrow(Object argument) {
    if (argument instanceof ErrorValue error) {
      if (error.value() instanceof CelRuntimeException fault) {
        throw fault;
      }
      throw new ValueFault(Reasons.of(error.value()));
    }
  }
}
