package org.tomte.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A value without fields of its own, in a place where an expression asks for one. */
@SuppressWarnings(
    "Immutable") // the places around it are views over what the caller does not change
final class Leaf extends CelValue implements SelectableValue<String>, Place {

  private final Object value;
  private final @Nullable Place around;
  private final String name;

  Leaf(Object value, @Nullable Place around, String name) {
    this.value = value;
    this.around = around;
    this.name = name;
  }

  @Override
  public Object select(String field) {
    return new Absent(this, field);
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.empty();
  }

  @Override
  public Object value() {
    return value;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return SimpleType.DYN;
  }

  @Override
  public @Nullable Place around() {
    return around;
  }

  @Override
  public String name() {
    return name;
  }
}
