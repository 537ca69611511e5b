package org.tomte.engine.definition.yaml;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds an object to a record, key by key. */
final class RecordBinding {

  private final Binder binder;

  RecordBinding(Binder binder) {
    this.binder = binder;
  }

  /**
   * Reads a record.
   *
   * @param discriminator a key that says which record it is and may stand beside its own keys; null
   *     when there is none
   */
  @Nullable Object read(
      YamlNode node, Class<?> type, DocumentPath path, @Nullable String discriminator) {
    RecordShape shape = RecordShape.of(type);
    if (node instanceof YamlMap map) {
      return bound(map, shape, path, discriminator);
    }
    Shorthand shorthand = type.getAnnotation(Shorthand.class);
    if (shorthand != null) {
      return bound(expanded(node, shorthand.value()), shape, path, discriminator);
    }
    return binder.wrong(node, "an object with " + String.join(", ", shape.keys()), path);
  }

  void check(YamlMap map, Class<?> type, DocumentPath path) {
    RecordShape shape = RecordShape.of(type);
    present(map, shape, path, null)
        .forEach((key, entry) ->
            shape
                .component(key)
                .filter(component -> !isAbsent(entry.value(), component))
                .ifPresent(component -> read(component, entry.value(), path.key(key))));
  }

  private static YamlMap expanded(YamlNode node, String key) {
    YamlScalar name = new YamlScalar(key, true, new TextSource(node.place(), new int[0], key));
    return new YamlMap(node.place(), List.of(new YamlEntry(name, node)));
  }

  private @Nullable Object bound(
      YamlMap map, RecordShape shape, DocumentPath path, @Nullable String discriminator) {
    int before = binder.faults().count();
    Map<String, YamlEntry> present = present(map, shape, path, discriminator);
    @Nullable Object[] values = new @Nullable Object[shape.components().size()];
    boolean usable = true;
    for (int i = 0; i < values.length; i++) {
      RecordShape.Component component = shape.components().get(i);
      values[i] =
          component.isRest()
              ? rest(map, shape, discriminator)
              : value(component, present.get(component.key()), map, path);
      usable &= values[i] != null || component.nullable();
    }
    if (!usable) {
      return null;
    }
    if (binder.faults().count() == before) {
      return binder.made(map, path, () -> shape.make(values));
    }
    return madeFromRemains(shape, values);
  }

  /** What is left after faults serves further checks only; the record may refuse it in silence. */
  private static @Nullable Object madeFromRemains(RecordShape shape, @Nullable Object[] values) {
    try {
      return shape.make(values);
    } catch (RuntimeException refused) {
      return null;
    }
  }

  private Map<String, YamlEntry> present(
      YamlMap map, RecordShape shape, DocumentPath path, @Nullable String discriminator) {
    Map<String, YamlEntry> present = new LinkedHashMap<>();
    for (YamlEntry entry : map.entries()) {
      String key = entry.key().text();
      RecordShape.Component component = shape.component(key).orElse(null);
      if (component != null) {
        renamed(component, entry, path);
        if (present.putIfAbsent(component.key(), entry) != null) {
          binder
              .faults()
              .fault(
                  entry.key().place(),
                  path.key(key),
                  Suggestion.quoted(key) + " and " + component.key() + " are the same key");
        }
      } else if (!shape.isOpen() && !key.equals(discriminator)) {
        unknown(entry, shape, path, discriminator);
      }
    }
    return present;
  }

  private void renamed(RecordShape.Component component, YamlEntry entry, DocumentPath path) {
    String key = entry.key().text();
    if (!key.equals(component.key())) {
      binder
          .faults()
          .warning(
              entry.key().place(),
              path.key(key),
              "the key " + Suggestion.quoted(key) + " is now called " + component.key(),
              component.key());
    }
  }

  private void unknown(
      YamlEntry entry, RecordShape shape, DocumentPath path, @Nullable String discriminator) {
    String key = entry.key().text();
    String why = shape.whyRemoved(key);
    List<String> valid = new ArrayList<>(shape.keys());
    if (discriminator != null && !valid.contains(discriminator)) {
      valid.addFirst(discriminator);
    }
    String message =
        why == null
            ? "the key " + Suggestion.quoted(key) + " is not known here" + Suggestion.valid(valid)
            : "the key " + Suggestion.quoted(key) + " was removed; " + why;
    binder
        .faults()
        .fault(
            entry.key().place(),
            path.key(key),
            message,
            why == null ? Suggestion.nearest(key, valid) : null);
  }

  private static Settings rest(YamlMap map, RecordShape shape, @Nullable String discriminator) {
    Set<String> known = new java.util.HashSet<>(shape.keys());
    if (discriminator != null) {
      known.add(discriminator);
    }
    List<YamlEntry> others =
        map.entries().stream().filter(entry -> !known.contains(entry.key().text())).toList();
    return new Settings(new YamlMap(map.place(), others));
  }

  private @Nullable Object value(
      RecordShape.Component component, @Nullable YamlEntry entry, YamlMap map, DocumentPath path) {
    DocumentPath inner = path.key(component.key());
    if (entry != null && !isAbsent(entry.value(), component)) {
      Object bound = read(component, entry.value(), inner);
      return bound != null || component.nullable() ? bound : substitute(component, inner);
    }
    if (component.required()) {
      Place place = entry == null ? map.place() : entry.value().place();
      String example = component.example() == null ? "" : ", for example " + component.example();
      binder.faults().fault(place, inner, "the key " + component.key() + " is missing" + example);
    }
    return component.nullable() && component.fallback() == null
        ? null
        : substitute(component, inner);
  }

  /** A key without a value counts as not written, unless null is a value there. */
  private static boolean isAbsent(YamlNode value, RecordShape.Component component) {
    return value instanceof YamlScalar scalar
        && scalar.isNull()
        && component.type() != Object.class;
  }

  private @Nullable Object read(RecordShape.Component component, YamlNode node, DocumentPath path) {
    if (component.oneOrMany()) {
      return binder.oneOrMany(node, component.type(), path);
    }
    return isByteCount(component)
        ? bytes(node, component, path)
        : binder.read(node, component.type(), path);
  }

  /** A whole number whose name ends in bytes may carry a unit. */
  static boolean isByteCount(RecordShape.Component component) {
    return (component.type() == long.class || component.type() == int.class)
        && component.key().endsWith("bytes");
  }

  private @Nullable Object bytes(
      YamlNode node, RecordShape.Component component, DocumentPath path) {
    ByteSize size = binder.bind(node, ByteSize.class, path).orElse(null);
    if (size == null || component.type() == long.class) {
      return size == null ? null : (Object) size.bytes();
    }
    return binder.made(
        node,
        path,
        () -> {
          if (size.bytes() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(size + " is too large; at most 2047MB");
          }
          return (int) size.bytes();
        });
  }

  /** The fallback; where there is none, something empty that lets the checks go on. */
  private @Nullable Object substitute(RecordShape.Component component, DocumentPath path) {
    String fallback = component.fallback();
    if (fallback != null) {
      return fallback(component, fallback, path);
    }
    if (component.type() == String.class) {
      return "";
    }
    if (component.type() instanceof ParameterizedType generic) {
      return generic.getRawType() == List.class ? List.of() : emptyOf(generic.getRawType());
    }
    return null;
  }

  private static Object emptyOf(Type type) {
    return type == Set.class ? Set.of() : new LinkedHashMap<>();
  }

  private @Nullable Object fallback(
      RecordShape.Component component, String text, DocumentPath path) {
    FaultList own = new FaultList();
    List<YamlDocument> documents = new YamlReader("fallback of " + path, own).read(text);
    YamlNode node = documents.isEmpty() ? null : documents.getFirst().root();
    Object bound =
        node == null ? null : new RecordBinding(new Binder(own)).read(component, node, path);
    if (bound == null || own.count() > 0) {
      throw new IllegalStateException("the fallback of " + path + " is wrong: " + own.faults());
    }
    return bound;
  }
}
