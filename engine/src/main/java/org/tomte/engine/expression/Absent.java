package org.tomte.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import dev.cel.runtime.AccumulatedUnknowns;
import dev.cel.runtime.CelAttribute;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A field that is not there. Its fields are not there either, and its value is CEL's unknown. */
@SuppressWarnings(
    "Immutable") // the places around it are views over what the caller does not change
final class Absent extends CelValue implements SelectableValue<String>, Place {

  private final @Nullable Place around;
  private final String name;

  Absent(@Nullable Place around, String name) {
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

  // The planner merges unknowns into the first one, so each use needs a new one.
  @Override
  public Object value() {
    return AccumulatedUnknowns.create(
        List.of(), List.of(CelAttribute.fromQualifiedIdentifier(path())));
  }

  @Override
  public boolean isZeroValue() {
    return true;
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
