package org.tomte.engine.expression.function;

import dev.cel.common.types.CelType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function with its documentation, the types it takes and what it does.
 *
 * @param entry what docs show
 * @param signatures the types, which all lead to the same body
 * @param lenient whether the body wants to see absent and null arguments (as null); otherwise the
 *     result is unknown as soon as one argument is
 * @param body what it does
 */
public record FunctionDefinition(
    FunctionEntry entry, List<Signature> signatures, boolean lenient, Body body) {

  /** Copies the signatures. */
  public FunctionDefinition {
    signatures = List.copyOf(signatures);
  }

  /**
   * One way to call a function.
   *
   * @param member whether the first argument stands before the dot
   * @param parameters the types of all arguments
   * @param result the type of the result
   */
  public record Signature(boolean member, List<CelType> parameters, CelType result) {
    /** Copies the types. */
    public Signature {
      parameters = List.copyOf(parameters);
    }
  }

  /** What a function does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Calls the function.
     *
     * @param arguments text as String, numbers as Long or Double, times as Instant, spans as
     *     Duration, lists and objects as List and Map
     * @return the same kinds of values; null is JSON null
     * @throws ValueFault if it cannot work on an argument
     */
    @Nullable Object call(@Nullable Object[] arguments);
  }

  static Draft named(String name) {
    return new Draft(name);
  }

  /** Collects the parts of a definition. */
  static final class Draft {
    private final String name;
    private final List<Signature> signatures = new ArrayList<>();
    private String sentence = "";
    private String example = "";
    private boolean lenient;

    private Draft(String name) {
      this.name = name;
    }

    Draft says(String sentence) {
      this.sentence = sentence;
      return this;
    }

    Draft example(String example) {
      this.example = example;
      return this;
    }

    /** Callable as {@code name(a, b)} only. */
    Draft global(CelType result, CelType... parameters) {
      signatures.add(new Signature(false, List.of(parameters), result));
      return this;
    }

    /** Callable as {@code name(a, b)} and as {@code a.name(b)}. */
    Draft both(CelType result, CelType... parameters) {
      signatures.add(new Signature(true, List.of(parameters), result));
      return global(result, parameters);
    }

    Draft lenient() {
      lenient = true;
      return this;
    }

    FunctionDefinition does(String group, Body body) {
      List<String> written = signatures.stream().map(s -> TypeWords.signature(name, s)).toList();
      FunctionEntry entry = new FunctionEntry(name, group, written, sentence, example);
      return new FunctionDefinition(entry, signatures, lenient, body);
    }
  }
}
