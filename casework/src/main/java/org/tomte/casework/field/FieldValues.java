package org.tomte.casework.field;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields that are set on an object, as plain JSON values that the catalogue has checked. A
 * field without a value is absent. Times are RFC 3339 text in UTC, with microseconds at most.
 */
public final class FieldValues {

  /** No field is set. */
  public static final FieldValues EMPTY = new FieldValues(new TreeMap<>());

  private final SortedMap<String, Object> values;

  private FieldValues(SortedMap<String, Object> values) {
    this.values = Collections.unmodifiableSortedMap(values);
  }

  /** Values by name; the map is copied. */
  public static FieldValues of(Map<String, ?> values) {
    return new FieldValues(new TreeMap<>(values));
  }

  /** The value of a field; null when it is not set. */
  public @Nullable Object get(String name) {
    return values.get(name);
  }

  /** The value of a text field; null when it is not set. */
  public @Nullable String text(String name) {
    Object value = values.get(name);
    return value == null ? null : value.toString();
  }

  /** The elements of a list field; empty when it is not set. */
  public List<String> texts(String name) {
    if (!(values.get(name) instanceof List<?> list)) {
      return List.of();
    }
    return list.stream().map(String::valueOf).toList();
  }

  /** The same values with one field set, or removed when the value is null. */
  public FieldValues with(String name, @Nullable Object value) {
    SortedMap<String, Object> more = new TreeMap<>(values);
    if (value == null) {
      more.remove(name);
    } else {
      more.put(name, value);
    }
    return new FieldValues(more);
  }

  /** These values with the others over them. */
  public FieldValues overlaid(FieldValues others) {
    SortedMap<String, Object> more = new TreeMap<>(values);
    more.putAll(others.values);
    return new FieldValues(more);
  }

  /** The names of fields that differ, in order. */
  public Set<String> differences(FieldValues other) {
    Set<String> names = new TreeSet<>(values.keySet());
    names.addAll(other.values.keySet());
    names.removeIf(name -> java.util.Objects.equals(get(name), other.get(name)));
    return names;
  }

  /** The names of the fields that are set, in order. */
  public Set<String> names() {
    return values.keySet();
  }

  /** All values by name, in order of name; cannot be changed. */
  public SortedMap<String, Object> asMap() {
    return values;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FieldValues that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
