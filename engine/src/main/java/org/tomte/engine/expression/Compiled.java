package org.tomte.engine.expression;

import dev.cel.runtime.CelAttribute;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelUnknownSet;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.Exhausted;
import org.tomte.engine.expression.function.ValueFault;
import org.tomte.engine.expression.function.Values;

/**
 * A checked expression, ready to be evaluated any number of times by any number of threads.
 * Evaluation never throws.
 *
 * <p>An absent field is unknown, and null is as good as absent, except in {@code x == null}, {@code
 * x != null}, {@code has(x)} (true for null), {@code in}, {@code coalesce} and as an element of a
 * list. {@code in} answers false for an absent list or object. {@code filter} keeps an element only
 * if its condition is true.
 */
public final class Compiled implements Compilation {

  private static final Verdict TRUE = new Verdict.True();
  private static final Verdict FALSE = new Verdict.False();

  private final String text;
  private final Program program;
  private final List<FieldPath> paths;
  private final @Nullable Glance glance;

  /**
   * A planned expression.
   *
   * @param glance what can be told of it in advance; null for nothing
   */
  Compiled(String text, Program program, List<FieldPath> paths, @Nullable Glance glance) {
    this.text = text;
    this.program = program;
    this.paths = paths;
    this.glance = glance;
  }

  /** The text from which this was compiled. */
  public String text() {
    return text;
  }

  /** The paths of all fields that the expression reads from variables, in their order. */
  public List<String> reads() {
    return paths.stream().map(FieldPath::toString).distinct().toList();
  }

  /**
   * Whether {@link #test} is sure to give false for an event, told by its fields where they stand;
   * false when that is not known. Makes no objects.
   *
   * @param place is moved about
   */
  public boolean isSurelyFalse(FieldsInPlace event, TextPlace place) {
    return glance != null && glance.at(event, place) == Glance.Answer.NO;
  }

  /** Evaluates a condition. A result that is neither true nor false has failed. */
  public Verdict test(Bindings bindings) {
    return switch (evaluate(bindings)) {
      case Boolean truth -> truth ? TRUE : FALSE;
      case Unknown unknown -> unknown;
      case Failed failed -> failed;
      case Object other ->
          new Failed(
              "the condition gives "
                  + Values.kind(other)
                  + " ("
                  + Values.shown(other)
                  + "), not true or false");
    };
  }

  /** Evaluates to a plain JSON value. */
  public Evaluated value(Bindings bindings) {
    return switch (evaluate(bindings)) {
      case Unknown unknown -> unknown;
      case Failed failed -> failed;
      case Object value -> plain(value);
    };
  }

  private static Evaluated plain(Object value) {
    try {
      return new Evaluated.Value(Plain.of(value));
    } catch (ValueFault | Exhausted fault) {
      return new Failed(Reasons.of(fault));
    }
  }

  private Object evaluate(Bindings bindings) {
    Budget.start();
    try {
      return outcome(program.eval(bindings.quick()), bindings);
    } catch (CelEvaluationException | RuntimeException e) {
      // A field of a text or number was asked for: again, with views that call such a field absent.
      return Reasons.isMissingField(e) ? evaluateCarefully(bindings) : new Failed(Reasons.of(e));
    } catch (Exhausted e) {
      return new Failed(Reasons.of(e));
    } catch (StackOverflowError _) {
      return new Failed("the event is nested too deeply for this expression");
    }
  }

  private Object evaluateCarefully(Bindings bindings) {
    try {
      CelVariableResolver careful = bindings.careful();
      return outcome(program.eval(careful), bindings);
    } catch (CelEvaluationException | RuntimeException e) {
      return new Failed(Reasons.of(e));
    } catch (Exhausted e) {
      return new Failed(Reasons.of(e));
    } catch (StackOverflowError _) {
      return new Failed("the event is nested too deeply for this expression");
    }
  }

  private Object outcome(Object result, Bindings bindings) {
    return result instanceof CelUnknownSet unknowns
        ? new Unknown(names(unknowns, bindings))
        : result;
  }

  private List<String> names(CelUnknownSet unknowns, Bindings bindings) {
    Set<String> names = new TreeSet<>();
    for (CelAttribute attribute : unknowns.attributes()) {
      names.add(
          attribute.qualifiers().stream()
              .map(CelAttribute.Qualifier::asString)
              .collect(Collectors.joining(".")));
    }
    if (names.isEmpty()) {
      // Null where a value was needed: CEL cannot carry its name, so look which read fields are.
      for (FieldPath path : paths) {
        if (path.isNullIn(bindings.values())) {
          names.add(path.toString());
        }
      }
    }
    return List.copyOf(names);
  }
}
