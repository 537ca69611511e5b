package org.tomte.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import java.util.ArrayList;
import java.util.List;

/**
 * The list that {@code map} and {@code filter} gather. CEL's own walks over the whole list at each
 * step, which makes a long list quadratic.
 */
@SuppressWarnings("Immutable") // lives within one evaluation on one thread
final class Gathered extends CelValue {

  private final List<Object> elements = new ArrayList<>();

  Gathered with(Object element) {
    elements.add(element);
    return this;
  }

  ListView finished() {
    return new ListView(elements, null, Sight.QUICK, null, "[]");
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return elements.isEmpty();
  }

  @Override
  public CelType celType() {
    return ListType.create(SimpleType.DYN);
  }
}
