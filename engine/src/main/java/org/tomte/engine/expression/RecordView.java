package org.tomte.engine.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.SelectableValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object as CEL sees it. CEL copies a plain map at each use; this view is passed on as it is and
 * turns a field into a CEL value only when it is asked for.
 */
@SuppressWarnings("Immutable") // a view over a map that the caller does not change meanwhile
final class RecordView extends CelValue
    implements SelectableValue<String>, Map<String, Object>, Place {

  private final Map<?, ?> fields;
  private final @Nullable Map<String, Shape> shapes;
  private final Sight sight;
  private final @Nullable Place around;
  private final String name;

  RecordView(
      Map<?, ?> fields, @Nullable Shape shape, Sight sight, @Nullable Place around, String name) {
    this.fields = fields;
    this.shapes = shape instanceof Shape.Fields known ? known.fields() : null;
    this.sight = sight;
    this.around = around;
    this.name = name;
  }

  /** The plain JSON object behind this view. */
  Map<?, ?> plain() {
    return fields;
  }

  @Override
  public Object select(String field) {
    Object raw = fields.get(field);
    if (raw == null && !fields.containsKey(field)) {
      return new Absent(this, field);
    }
    return see(field, raw);
  }

  @Override
  public Optional<Object> find(String field) {
    Object raw = fields.get(field);
    return raw == null && !fields.containsKey(field)
        ? Optional.empty()
        : Optional.of(see(field, raw));
  }

  private Object see(String field, @Nullable Object raw) {
    return sight.see(raw, shapes == null ? null : shapes.get(field), this, field);
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return fields.isEmpty();
  }

  @Override
  public CelType celType() {
    return MapType.create(SimpleType.STRING, SimpleType.DYN);
  }

  @Override
  public @Nullable Place around() {
    return around;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public int size() {
    return fields.size();
  }

  @Override
  public boolean isEmpty() {
    return fields.isEmpty();
  }

  @Override
  public boolean containsKey(Object key) {
    return fields.containsKey(key);
  }

  @Override
  public boolean containsValue(Object value) {
    return seen().containsValue(value);
  }

  @Override
  public @Nullable Object get(Object key) {
    return key instanceof String field && fields.containsKey(field) ? select(field) : null;
  }

  @Override
  public Set<String> keySet() {
    return seen().keySet();
  }

  @Override
  public Collection<Object> values() {
    return seen().values();
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    return seen().entrySet();
  }

  private Map<String, Object> seen() {
    Map<String, Object> seen = LinkedHashMap.newLinkedHashMap(fields.size());
    fields.forEach((key, raw) -> {
      String field = String.valueOf(key);
      seen.put(field, see(field, raw));
    });
    return seen;
  }

  @Override
  public Object put(String key, Object value) {
    throw readOnly();
  }

  @Override
  public Object remove(Object key) {
    throw readOnly();
  }

  @Override
  public void putAll(Map<? extends String, ?> more) {
    throw readOnly();
  }

  @Override
  public void clear() {
    throw readOnly();
  }

  private static IllegalStateException readOnly() {
    return new IllegalStateException("what an expression sees cannot be changed");
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Map<?, ?> map && seen().equals(map);
  }

  @Override
  public int hashCode() {
    return seen().hashCode();
  }

  @Override
  public String toString() {
    return fields.toString();
  }
}
