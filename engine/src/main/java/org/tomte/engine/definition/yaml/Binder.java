package org.tomte.engine.definition.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes records out of YAML nodes. Goes on after a fault: what is wrong is left out or replaced by
 * its fallback, so that as many faults as possible are told at once. Whoever uses what was bound
 * first looks whether the fault list grew.
 */
public final class Binder {

  private final FaultList faults;
  private final RecordBinding records = new RecordBinding(this);

  /** A binder that adds its faults to the list. */
  public Binder(FaultList faults) {
    this.faults = faults;
  }

  /** Where faults are added. */
  public FaultList faults() {
    return faults;
  }

  /** Binds a value; empty after a fault that leaves nothing to use. */
  public <T> Optional<T> bind(YamlNode node, Class<T> type, DocumentPath path) {
    return Optional.ofNullable(read(node, type, path)).map(type::cast);
  }

  /**
   * Binds a value of a generic type.
   *
   * @return null after a fault was added, and for a YAML null where any value is valid
   */
  public @Nullable Object read(YamlNode node, Type type, DocumentPath path) {
    return switch (type) {
      case ParameterizedType generic -> collection(node, generic, path);
      case WildcardType wildcard -> read(node, wildcard.getUpperBounds()[0], path);
      case Class<?> plain -> single(node, plain, path);
      default -> throw new IllegalStateException("settings cannot have the type " + type);
    };
  }

  private @Nullable Object single(YamlNode node, Class<?> type, DocumentPath path) {
    ReadBy own = type.getAnnotation(ReadBy.class);
    if (own != null) {
      return reader(own).read(node, path, this);
    }
    if (type == Object.class) {
      return node.value();
    }
    Optional<ScalarType> scalar = ScalarTypes.of(type);
    if (scalar.isPresent()) {
      return node instanceof YamlList list && ScalarTypes.ofList(type).isPresent()
          ? texts(list, ScalarTypes.ofList(type).get(), path)
          : scalar(node, scalar.get(), path);
    }
    if (TextShape.isText(type)) {
      return node instanceof YamlScalar text && !text.isNull()
          ? made(node, path, () -> TextShape.make(type, text))
          : wrong(node, "text", path);
    }
    if (type.isSealed()) {
      return new AlternativeBinding(this, records, type).read(node, path);
    }
    if (type == Settings.class) {
      return node instanceof YamlMap map ? new Settings(map) : wrong(node, "an object", path);
    }
    return records.read(node, type, path, null);
  }

  /**
   * Checks the keys that are there against a record, without asking for those that are missing: for
   * settings of which another place holds the rest.
   */
  public void check(YamlMap map, Class<?> type, DocumentPath path) {
    records.check(map, type, path);
  }

  /** The reader that a type names. */
  public static NodeReader<?> reader(ReadBy own) {
    try {
      var constructor = own.value().getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException wrong) {
      throw new IllegalStateException(
          own.value() + " needs a constructor without parameters", wrong);
    }
  }

  private @Nullable Object texts(
      YamlList list, Function<List<String>, Object> maker, DocumentPath path) {
    int before = faults.count();
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < list.elements().size(); i++) {
      bind(list.elements().get(i), String.class, path.index(i)).ifPresent(texts::add);
    }
    return faults.count() > before ? null : made(list, path, () -> maker.apply(texts));
  }

  private @Nullable Object scalar(YamlNode node, ScalarType type, DocumentPath path) {
    if (!(node instanceof YamlScalar scalar) || scalar.isNull()) {
      return wrong(node, type.words(), path);
    }
    return made(node, path, () -> parsed(scalar, type));
  }

  private static Object parsed(YamlScalar scalar, ScalarType type) {
    try {
      return type.parse().apply(scalar.text());
    } catch (NumberFormatException | DateTimeException notOne) {
      throw new IllegalArgumentException(
          Suggestion.quoted(scalar.text()) + " is not " + type.words(), notOne);
    }
  }

  /** Makes a value and turns its IllegalArgumentException into a fault at the node. */
  @Nullable Object made(YamlNode node, DocumentPath path, Supplier<Object> maker) {
    try {
      return maker.get();
    } catch (ScalarTypes.UnknownWord unknown) {
      faults.fault(node.place(), path, String.valueOf(unknown.getMessage()), unknown.nearest());
    } catch (IllegalArgumentException refused) {
      faults.fault(node.place(), path, String.valueOf(refused.getMessage()));
    }
    return null;
  }

  /** Adds the fault that something else was expected here. */
  public @Nullable Object wrong(YamlNode node, String expected, DocumentPath path) {
    String found =
        node instanceof YamlScalar scalar && !scalar.isNull()
            ? Suggestion.quoted(scalar.text())
            : node.kind();
    faults.fault(node.place(), path, "expected " + expected + ", not " + found);
    return null;
  }

  private @Nullable Object collection(YamlNode node, ParameterizedType type, DocumentPath path) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == List.class) {
      return list(node, arguments[0], path);
    }
    if (type.getRawType() == Set.class) {
      List<Object> elements = list(node, arguments[0], path);
      return elements == null ? null : Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }
    if (type.getRawType() == Map.class || type.getRawType() == SequencedMap.class) {
      return map(node, arguments[1], path);
    }
    throw new IllegalStateException("settings cannot have the type " + type);
  }

  private @Nullable List<Object> list(YamlNode node, Type element, DocumentPath path) {
    if (!(node instanceof YamlList list)) {
      wrong(node, "a list such as [...]", path);
      return null;
    }
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < list.elements().size(); i++) {
      Object bound = read(list.elements().get(i), element, path.index(i));
      if (bound != null) {
        elements.add(bound);
      }
    }
    return Collections.unmodifiableList(elements);
  }

  /** Reads a value that may stand alone for a list of one. */
  @Nullable Object oneOrMany(YamlNode node, Type type, DocumentPath path) {
    if (node instanceof YamlList || !(type instanceof ParameterizedType generic)) {
      return read(node, type, path);
    }
    return read(new YamlList(node.place(), List.of(node)), generic, path);
  }

  private @Nullable SequencedMap<String, @Nullable Object> map(
      YamlNode node, Type value, DocumentPath path) {
    if (!(node instanceof YamlMap map)) {
      wrong(node, "an object such as {name: value}", path);
      return null;
    }
    SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
    for (YamlEntry entry : map.entries()) {
      String key = entry.key().text();
      Object bound = read(entry.value(), value, path.key(key));
      if (bound != null || value == Object.class) {
        values.put(key, bound);
      }
    }
    return Collections.unmodifiableSequencedMap(values);
  }
}
