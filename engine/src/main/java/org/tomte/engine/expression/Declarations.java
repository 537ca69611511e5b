package org.tomte.engine.expression;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;

/** The variables that an expression or a template may use, with their types. Immutable. */
public final class Declarations {

  private final SequencedMap<String, FieldType> variables;
  private final Map<String, Shape> shapes = new HashMap<>();
  private final int hash;

  private Declarations(SequencedMap<String, FieldType> variables) {
    this.variables = Collections.unmodifiableSequencedMap(variables);
    this.hash = variables.hashCode(); // asked for with each expression, and the fields are many
    variables.forEach((name, type) -> {
      Shape shape = Shape.of(type);
      if (shape != null) {
        shapes.put(name, shape);
      }
    });
  }

  /** No variables. */
  public static Declarations none() {
    return new Declarations(new LinkedHashMap<>());
  }

  /** Returns these declarations and one more variable. */
  public Declarations with(String name, FieldType type) {
    SequencedMap<String, FieldType> more = new LinkedHashMap<>(variables);
    more.put(name, type);
    return new Declarations(more);
  }

  /** Name to type, in the order in which completion should offer them. */
  public SequencedMap<String, FieldType> variables() {
    return variables;
  }

  @Nullable Shape shape(String name) {
    return shapes.get(name);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other == this
        || (other instanceof Declarations same
            && hash == same.hash
            && variables.equals(same.variables));
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return variables.toString();
  }
}
