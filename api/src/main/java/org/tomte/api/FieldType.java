package org.tomte.api;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The type of a field of an event, as a connector (or the {@code outputs} of a daemon) declares it.
 *
 * <p>Values in {@link Event#fields()} are always plain JSON values; the declared type says how an
 * expression sees them. A {@link Time} is kept as RFC 3339 text and read as an instant.
 */
public sealed interface FieldType {

  /** Text; values are {@link String}. */
  FieldType TEXT = new Text();

  /** A whole number of 64 bits; values are {@link Long}. */
  FieldType WHOLE = new Whole();

  /** A number with a fraction; values are {@link Double}. */
  FieldType DECIMAL = new Decimal();

  /** True or false; values are {@link Boolean}. */
  FieldType BOOL = new Bool();

  /** An instant; values are RFC 3339 text with an offset, for example 2026-11-25T03:17:00Z. */
  FieldType TIME = new Time();

  /** Any value: the type check accepts every use. */
  FieldType ANY = new Any();

  /** Text. */
  record Text() implements FieldType {}

  /** A whole number. */
  record Whole() implements FieldType {}

  /** A number with a fraction. */
  record Decimal() implements FieldType {}

  /** True or false. */
  record Bool() implements FieldType {}

  /** An instant. */
  record Time() implements FieldType {}

  /** Anything. */
  record Any() implements FieldType {}

  /** A list whose elements are all of one type. */
  record ListOf(FieldType element) implements FieldType {}

  /**
   * An object with named fields.
   *
   * @param fields the known fields in the order in which a person should see them
   * @param open whether other fields may appear; an unknown name in a closed record is a fault at
   *     save
   */
  record Fields(SequencedMap<String, FieldType> fields, boolean open) implements FieldType {

    /** Copies the map, so that a declared type never changes. */
    public Fields {
      fields = java.util.Collections.unmodifiableSequencedMap(new LinkedHashMap<>(fields));
    }

    /** Returns this record with one more field. */
    public Fields with(String name, FieldType type) {
      SequencedMap<String, FieldType> more = new LinkedHashMap<>(fields);
      more.put(name, type);
      return new Fields(more, open);
    }
  }

  /** A list of elements of the given type. */
  static FieldType listOf(FieldType element) {
    return new ListOf(element);
  }

  /** A record without fields yet that accepts no others. */
  static Fields closed() {
    return new Fields(new LinkedHashMap<>(), false);
  }

  /** A record without declared fields that accepts any. */
  static Fields open() {
    return new Fields(new LinkedHashMap<>(Map.of()), true);
  }
}
