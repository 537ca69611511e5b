package org.tomte.engine.expression.function;

import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.given;

import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on lists, and the choice between values. */
final class ListFunctions {

  private static final String GROUP = "lists and choices";
  private static final TypeParamType A = TypeParamType.create("A");
  private static final ListType LIST = ListType.create(A);

  private ListFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>();
    all.addAll(choices());
    all.addAll(lists());
    return all;
  }

  private static List<FunctionDefinition> choices() {
    return List.of(
        named("coalesce")
            .says("The first of the values that is neither absent nor null.")
            .example("coalesce(parseJson('{}').a, 'b') == 'b'")
            .global(A, A, A)
            .global(A, A, A, A)
            .global(A, A, A, A, A)
            .lenient()
            .does(GROUP, ListFunctions::coalesce),
        named("min")
            .says("The least of two values or of a list; null for an empty list.")
            .example("min(3, 2) == 2 && min([3, 1, 2]) == 1")
            .global(A, A, A)
            .both(A, LIST)
            .does(GROUP, arguments -> extreme(arguments, -1)),
        named("max")
            .says("The greatest of two values or of a list; null for an empty list.")
            .example("max(3, 2) == 3 && max([3, 1, 2]) == 3")
            .global(A, A, A)
            .both(A, LIST)
            .does(GROUP, arguments -> extreme(arguments, 1)));
  }

  private static List<FunctionDefinition> lists() {
    return List.of(
        named("distinct")
            .says("The elements of a list, each once, in the order in which they stand.")
            .example("distinct(['b', 'a', 'b']) == ['b', 'a']")
            .both(LIST, LIST)
            .does(GROUP, ListFunctions::distinct),
        named("sum")
            .says("The sum of the numbers of a list; 0 for an empty list.")
            .example("sum([1, 2, 3]) == 6")
            .both(A, LIST)
            .does(GROUP, ListFunctions::sum));
  }

  private static @Nullable Object coalesce(@Nullable Object[] arguments) {
    for (Object value : arguments) {
      if (value != null) {
        return value;
      }
    }
    return null;
  }

  private static @Nullable Object extreme(@Nullable Object[] arguments, int direction) {
    List<?> values =
        arguments.length == 2
            ? List.of(given(arguments, 0), given(arguments, 1))
            : Values.list(given(arguments, 0), direction < 0 ? "min" : "max");
    Budget.charge(10L * values.size());
    Object best = null;
    for (Object value : values) {
      Object number = value instanceof Integer whole ? (Object) (long) whole : value;
      if (number != null && (best == null || Order.of(number, best) == direction)) {
        best = number;
      }
    }
    return best;
  }

  private static List<?> distinct(@Nullable Object[] arguments) {
    List<?> list = Values.list(given(arguments, 0), "distinct");
    Budget.charge(40L * list.size());
    return new ArrayList<>(new LinkedHashSet<>(list));
  }

  private static Object sum(@Nullable Object[] arguments) {
    List<?> list = Values.list(given(arguments, 0), "sum");
    Budget.charge(list.size());
    long whole = 0;
    double decimal = 0;
    boolean hasDecimal = false;
    try {
      for (Object element : list) {
        switch (element) {
          case Long number -> whole = Math.addExact(whole, number);
          case Integer number -> whole = Math.addExact(whole, (long) number);
          case Double number -> {
            decimal += number;
            hasDecimal = true;
          }
          case null, default -> throw Values.wrong(element, "sum", "a list of numbers");
        }
      }
    } catch (ArithmeticException _) {
      throw new ValueFault("the sum of a list of " + list.size() + " is too large");
    }
    return hasDecimal ? (Object) (decimal + whole) : (Object) whole;
  }
}
