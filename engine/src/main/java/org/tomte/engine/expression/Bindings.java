package org.tomte.engine.expression;

import dev.cel.runtime.CelVariableResolver;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.ValueFault;

/**
 * The values of the declared variables for one evaluation, or for many over the same event. The
 * values are plain JSON (a time may also be an {@link java.time.Instant}); they are neither copied
 * nor changed, and must not change while evaluations use them. Safe for use by several threads.
 */
public final class Bindings {

  private final Map<String, ? extends @Nullable Object> values;
  private final Map<String, Optional<Object>> seen;
  private final Declarations declarations;

  private Bindings(
      Map<String, ? extends @Nullable Object> values,
      Declarations declarations,
      Map<String, Optional<Object>> seen) {
    this.values = values;
    this.declarations = declarations;
    this.seen = seen;
  }

  /**
   * Binds values to declared variables.
   *
   * @param declarations the same with which the expressions were compiled
   * @param values name to value; a declared variable that is missing here is absent
   * @throws IllegalArgumentException if a name is not declared, or a variable itself (not a field
   *     of it) holds no JSON value or no time where one is declared
   */
  public static Bindings of(
      Declarations declarations, Map<String, ? extends @Nullable Object> values) {
    for (String name : values.keySet()) {
      if (!declarations.variables().containsKey(name)) {
        throw new IllegalArgumentException(
            "variable '"
                + name
                + "' is not declared; declared are "
                + declarations.variables().keySet());
      }
    }
    Budget.start();
    try {
      return new Bindings(values, declarations, see(Sight.QUICK, declarations, values));
    } catch (ValueFault fault) {
      throw new IllegalArgumentException(fault.reason(), fault);
    }
  }

  private static Map<String, Optional<Object>> see(
      Sight sight, Declarations declarations, Map<String, ? extends @Nullable Object> values) {
    Map<String, Optional<Object>> seen = HashMap.newHashMap(declarations.variables().size());
    for (String name : declarations.variables().keySet()) {
      Object view =
          values.containsKey(name)
              ? sight.see(values.get(name), declarations.shape(name), null, name)
              : new Absent(null, name);
      seen.put(name, Optional.of(view));
    }
    return seen;
  }

  /** The values as they were bound. */
  Map<String, ? extends @Nullable Object> values() {
    return values;
  }

  CelVariableResolver quick() {
    return name -> seen.getOrDefault(name, Optional.empty());
  }

  CelVariableResolver careful() {
    Map<String, Optional<Object>> careful = see(Sight.CAREFUL, declarations, values);
    return name -> careful.getOrDefault(name, Optional.empty());
  }
}
