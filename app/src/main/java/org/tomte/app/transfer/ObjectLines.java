package org.tomte.app.transfer;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.task.TaskKey;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Objects as lines of JSON: the components of their records by name, so that what an object gets
 * later is in the lines too. Daemons are told by their names, because their numbers are of one
 * instance only.
 */
final class ObjectLines {
  private static final String MISSING = "something that must be there is missing";

  private final JsonMapper json;

  private ObjectLines(JsonMapper json) {
    this.json = json;
  }

  /**
   * For an export.
   *
   * @param daemons the names of daemons by their numbers
   */
  static ObjectLines writing(IntFunction<String> daemons) {
    SimpleModule module = new SimpleModule();
    module.addSerializer(FieldValues.class, writer(FieldValues::asMap));
    module.addSerializer(Cause.class, writer(cause -> cause(cause, daemons)));
    module.addSerializer(
        ObjectRef.class, writer(ref -> Map.of("kind", ref.kind().word(), "id", ref.id())));
    module.addSerializer(EntityName.class, writer(EntityName::toString));
    module.addSerializer(
        TaskKey.class,
        writer(key -> Map.of("daemon", daemons.apply(key.daemon()), "key", key.text())));
    return new ObjectLines(mapper(module));
  }

  /**
   * For an import.
   *
   * @param daemons the numbers of daemons by their names
   * @param people whether people stay the ones who did something; otherwise the import did it, and
   *     tells of them
   */
  static ObjectLines reading(Function<String, OptionalInt> daemons, boolean people) {
    SimpleModule module = new SimpleModule();
    module.addDeserializer(FieldValues.class, reader(ObjectLines::fields));
    module.addDeserializer(Cause.class, reader(node -> cause(node, people)));
    module.addDeserializer(ObjectRef.class, reader(ObjectLines::object));
    module.addDeserializer(EntityName.class, reader(node -> EntityName.parse(node.asString())));
    module.addDeserializer(
        TaskKey.class,
        reader(node -> {
          OptionalInt daemon = daemons.apply(node.path("daemon").asString(""));
          return daemon.isEmpty()
              ? null
              : new TaskKey(daemon.getAsInt(), node.path("key").asString(""));
        }));
    return new ObjectLines(mapper(module));
  }

  private static JsonMapper mapper(SimpleModule module) {
    return JsonMapper.builder()
        .addModule(module)
        .enable(DeserializationFeature.USE_LONG_FOR_INTS)
        .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
        .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .withConfigOverride(List.class, ObjectLines::emptyWhereAbsent)
        .withConfigOverride(Set.class, ObjectLines::emptyWhereAbsent)
        .build();
  }

  private static void emptyWhereAbsent(MutableConfigOverride collection) {
    collection.setNullHandling(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
  }

  String line(Object object) {
    return json.writeValueAsString(object);
  }

  /**
   * Reads a line.
   *
   * @throws IllegalArgumentException that says what is wrong with it
   */
  <T> T object(String line, Class<T> type) {
    try {
      T object = json.readValue(line, type);
      if (object == null) {
        throw new IllegalArgumentException("it is null");
      }
      requireWhole(object, "");
      return object;
    } catch (JacksonException wrong) {
      Throwable cause = wrong.getCause();
      if (cause instanceof NullPointerException) {
        throw new IllegalArgumentException(MISSING, wrong);
      }
      String words =
          cause instanceof IllegalArgumentException && cause.getMessage() != null
              ? cause.getMessage()
              : wrong.getOriginalMessage();
      throw new IllegalArgumentException(
          String.valueOf(words).lines().findFirst().orElse(""), wrong);
    } catch (NullPointerException missing) {
      throw new IllegalArgumentException(MISSING, missing);
    }
  }

  /** What may be absent is marked so on the record itself. */
  private static void requireWhole(Object object, String path) {
    RecordComponent[] components = object.getClass().getRecordComponents();
    if (components == null) {
      return;
    }
    for (RecordComponent component : components) {
      boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      try {
        Object value = component.getAccessor().invoke(object);
        String name = path + component.getName();
        if (!optional && value == null) {
          throw new IllegalArgumentException("'%s' is missing".formatted(name));
        }
        if (value instanceof Record part) {
          requireWhole(part, name + ".");
        }
      } catch (ReflectiveOperationException unreadable) {
        throw new IllegalStateException("records can be read", unreadable);
      }
    }
  }

  private static Map<String, Object> cause(Cause cause, IntFunction<String> daemons) {
    Map<String, Object> form = new TreeMap<>();
    switch (cause) {
      case Cause.Person person -> form.put("person", person.name());
      case Cause.Import imported -> form.put("import", imported.name());
      case Cause.Daemon daemon -> {
        form.put("daemon", daemons.apply(daemon.daemon()));
        form.put("depth", daemon.depth());
        putUnlessNull(form, "run", daemon.run());
        putUnlessNull(form, "rule", daemon.rule());
      }
    }
    return form;
  }

  private static void putUnlessNull(Map<String, Object> form, String name, @Nullable Object value) {
    if (value != null) {
      form.put(name, value);
    }
  }

  private static Cause cause(JsonNode node, boolean people) {
    String person = node.path("person").asString("");
    if (!person.isBlank()) {
      return people ? new Cause.Person(person) : new Cause.Import(person);
    }
    String imported = node.path("import").asString("");
    if (!imported.isBlank()) {
      return new Cause.Import(imported);
    }
    String daemon = node.path("daemon").asString("");
    if (daemon.isBlank()) {
      throw new IllegalArgumentException(
          "who did it is told by person, daemon or import, each with a name");
    }
    String rule = node.path("rule").asString("");
    return new Cause.Import("daemon " + daemon + (rule.isBlank() ? "" : ", rule " + rule));
  }

  private static ObjectRef object(JsonNode node) {
    String word = node.path("kind").asString("");
    for (ObjectKind kind : ObjectKind.values()) {
      if (kind.word().equals(word)) {
        return new ObjectRef(kind, node.path("id").asLong(0));
      }
    }
    throw new IllegalArgumentException("there is no kind of object '" + word + "'");
  }

  private static FieldValues fields(JsonNode node) {
    Map<String, Object> values = new TreeMap<>();
    node.properties()
        .forEach(entry -> putUnlessNull(values, entry.getKey(), plain(entry.getValue())));
    return FieldValues.of(values);
  }

  private static @Nullable Object plain(JsonNode node) {
    if (node.isNull()) {
      return null;
    }
    if (node.isIntegralNumber()) {
      return node.asLong();
    }
    if (node.isNumber()) {
      return node.asDouble();
    }
    if (node.isBoolean()) {
      return node.asBoolean();
    }
    if (node.isArray()) {
      return node.values().stream().map(ObjectLines::plain).filter(Objects::nonNull).toList();
    }
    if (node.isObject()) {
      Map<String, Object> map = new TreeMap<>();
      node.properties()
          .forEach(entry -> putUnlessNull(map, entry.getKey(), plain(entry.getValue())));
      return map;
    }
    return node.asString();
  }

  private static <T> ValueSerializer<T> writer(Function<T, Object> form) {
    return new ValueSerializer<>() {
      @Override
      public void serialize(T value, JsonGenerator out, SerializationContext context) {
        context.writeValue(out, form.apply(value));
      }
    };
  }

  private static <T> ValueDeserializer<T> reader(Function<JsonNode, @Nullable T> form) {
    return new ValueDeserializer<>() {
      @Override
      public @Nullable T deserialize(JsonParser in, DeserializationContext context) {
        return form.apply(context.readTree(in));
      }
    };
  }
}
