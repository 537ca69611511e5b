package org.tomte.engine.definition.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says in JSON Schema (draft 2020-12) what {@link Binder} reads: from the same shapes of the same
 * records. A schema cannot say everything that the records check, so what it accepts may still have
 * faults; what it rejects has some.
 */
public final class RecordSchema {

  private final SequencedMap<String, Map<String, Object>> definitions = new LinkedHashMap<>();
  private final Function<Class<?>, @Nullable Map<String, Object>> special;

  /**
   * An empty collection of schemas.
   *
   * @param special gives the schema of a type that depends on what is installed; null for others
   */
  public RecordSchema(Function<Class<?>, @Nullable Map<String, Object>> special) {
    this.special = special;
  }

  /** The schemas of records that others refer to as {@code #/$defs/name}. */
  public SequencedMap<String, Map<String, Object>> definitions() {
    return definitions;
  }

  /** The schema of a type. */
  public Map<String, Object> of(Type type) {
    return switch (type) {
      case ParameterizedType generic -> collection(generic);
      case WildcardType wildcard -> of(wildcard.getUpperBounds()[0]);
      case Class<?> plain -> single(plain);
      default -> throw new IllegalStateException("settings cannot have the type " + type);
    };
  }

  private Map<String, Object> collection(ParameterizedType generic) {
    Type[] arguments = generic.getActualTypeArguments();
    Type last = arguments[arguments.length - 1];
    return arguments.length == 1
        ? Map.of("type", "array", "items", of(last))
        : Map.of("type", "object", "additionalProperties", of(last));
  }

  private Map<String, Object> single(Class<?> type) {
    Map<String, Object> own = special.apply(type);
    if (own != null) {
      return own;
    }
    ReadBy reader = type.getAnnotation(ReadBy.class);
    if (reader != null) {
      return referred(type, () -> Binder.reader(reader).schema(this::of));
    }
    if (type == Object.class) {
      return Map.of();
    }
    if (type == Settings.class) {
      return Map.of("type", "object");
    }
    var scalar = ScalarTypes.of(type);
    if (scalar.isPresent()) {
      return ScalarTypes.ofList(type).isEmpty()
          ? scalar.get().schema()
          : anyOf(List.of(scalar.get().schema(), texts()));
    }
    if (TextShape.isText(type)) {
      return Map.of("type", List.of("string", "number", "boolean"));
    }
    return referred(type, () -> type.isSealed() ? alternatives(type) : record(type, null));
  }

  private static Map<String, Object> texts() {
    return Map.of("type", "array", "items", Map.of("type", List.of("string", "number", "boolean")));
  }

  /** A reference; the schema is made when it is asked for first. */
  private Map<String, Object> referred(
      Class<?> type, java.util.function.Supplier<Map<String, Object>> schema) {
    String name = name(type);
    if (!definitions.containsKey(name)) {
      definitions.put(name, Map.of()); // a record that holds itself must not be made without end
      definitions.put(name, schema.get());
    }
    return Map.of("$ref", "#/$defs/" + name);
  }

  private static String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String own = RecordShape.kebab(type.getSimpleName());
    return outer == null ? own : RecordShape.kebab(outer.getSimpleName()) + "." + own;
  }

  private Map<String, Object> alternatives(Class<?> type) {
    Alternatives alternatives = Alternatives.of(type);
    List<Map<String, Object>> forms = new ArrayList<>();
    forms.add(Map.of("enum", List.copyOf(alternatives.words().keySet())));
    alternatives
        .words()
        .forEach((word, record) -> forms.add(alternative(alternatives, word, record)));
    Class<?> open = alternatives.open();
    if (open != null) {
      Map<String, Object> own = special.apply(open);
      forms.add(own == null ? record(open, null) : own);
    }
    return anyOf(forms);
  }

  private Map<String, Object> alternative(Alternatives all, String word, Class<?> record) {
    SequencedMap<String, Object> key = new LinkedHashMap<>();
    key.put(all.key(), Map.of("const", word));
    return object(record, key, List.of(all.key()));
  }

  /**
   * The schema of a record, also in its short form.
   *
   * @param first keys that stand beside those of the record; null for none
   */
  public Map<String, Object> record(
      Class<?> type, @Nullable SequencedMap<String, Map<String, Object>> first) {
    SequencedMap<String, Object> others = new LinkedHashMap<>();
    if (first != null) {
      others.putAll(first);
    }
    Map<String, Object> object = object(type, others, List.of());
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    if (shorthand == null) {
      return object;
    }
    return RecordShape.of(type)
        .component(shorthand.value())
        .map(component -> anyOf(List.of(value(component), object)))
        .orElse(object);
  }

  /**
   * The schema of a record in its long form.
   *
   * @param beside keys that stand beside those of the record
   */
  public Map<String, Object> object(
      Class<?> type, SequencedMap<String, Map<String, Object>> beside) {
    return object(type, new LinkedHashMap<>(beside), List.of());
  }

  private Map<String, Object> object(
      Class<?> type, SequencedMap<String, Object> properties, List<String> first) {
    RecordShape shape = RecordShape.of(type);
    List<String> required = new ArrayList<>(first);
    for (RecordShape.Component component : shape.components()) {
      if (component.isRest()) {
        continue;
      }
      properties.put(component.key(), described(component));
      if (component.formerKey() != null) {
        properties.put(component.formerKey(), Map.of("deprecated", true));
      } else if (component.required()) {
        required.add(component.key());
      }
    }
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (!shape.isOpen()) {
      schema.put("additionalProperties", false);
    }
    return schema;
  }

  private Map<String, Object> described(RecordShape.Component component) {
    SequencedMap<String, Object> schema = new LinkedHashMap<>();
    schema.put("description", component.description());
    String fallback = component.fallback();
    if (fallback != null) {
      put(schema, "default", fallback);
    }
    if (component.example() != null) {
      schema.put("x-example", component.example());
    }
    // A key without a value counts as not written.
    Map<String, Object> value = value(component);
    schema.putAll(component.required() || value.isEmpty() ? value : orNull(value));
    return schema;
  }

  private static void put(Map<String, Object> schema, String key, String yaml) {
    List<YamlDocument> documents = new YamlReader(key, new FaultList()).read(yaml);
    Object value =
        documents.isEmpty() || documents.getFirst().root() == null
            ? null
            : documents.getFirst().root().value();
    if (value != null) {
      schema.put(key, value);
    }
  }

  private Map<String, Object> value(RecordShape.Component component) {
    if (RecordBinding.isByteCount(component)) {
      return of(ByteSize.class);
    }
    Map<String, Object> schema = of(component.type());
    return component.oneOrMany() && component.type() instanceof ParameterizedType list
        ? anyOf(List.of(of(list.getActualTypeArguments()[0]), schema))
        : schema;
  }

  private static Map<String, Object> orNull(Map<String, Object> schema) {
    return anyOf(List.of(schema, Map.of("type", "null")));
  }

  private static Map<String, Object> anyOf(List<Map<String, Object>> forms) {
    return Map.of("anyOf", forms);
  }
}
