package org.tomte.engine.definition.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Recipients;
import org.tomte.api.Setting;

/** How a record is written in YAML: the one source for binding, JSON Schema and forms. */
public final class RecordShape {

  private static final ClassValue<RecordShape> SHAPES =
      new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
          return new RecordShape(type);
        }
      };

  /**
   * A component of the record.
   *
   * @param key as written in YAML
   * @param type its generic type
   * @param nullable whether it may be absent without a fallback
   * @param description one sentence
   * @param fallback the YAML value when the key is absent; null when there is none
   * @param example a valid YAML value; null when there is none
   * @param oneOrMany whether a single element may stand for a list
   * @param formerKey an older key; null when there is none
   */
  public record Component(
      String key,
      Type type,
      boolean nullable,
      String description,
      @Nullable String fallback,
      @Nullable String example,
      boolean oneOrMany,
      @Nullable String formerKey) {

    /** True when the key must be written. */
    public boolean required() {
      return !nullable && fallback == null && !isRest();
    }

    /** True when it takes all keys that no other component names. */
    public boolean isRest() {
      return type == Settings.class;
    }
  }

  private final Class<?> type;
  private final List<Component> components;
  private final Map<String, String> removed;
  private final Constructor<?> constructor;

  private RecordShape(Class<?> type) {
    this.type = type;
    RecordComponent[] parts = type.getRecordComponents();
    if (parts == null) {
      throw new IllegalArgumentException(type + " is not a record");
    }
    this.components = Arrays.stream(parts).map(RecordShape::component).toList();
    this.removed =
        Arrays.stream(type.getAnnotationsByType(RemovedKeys.Removed.class))
            .collect(
                Collectors.toUnmodifiableMap(RemovedKeys.Removed::key, RemovedKeys.Removed::why));
    try {
      this.constructor =
          type.getDeclaredConstructor(
              Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new));
      this.constructor.setAccessible(true);
    } catch (NoSuchMethodException impossible) {
      throw new IllegalStateException(type + " has no canonical constructor", impossible);
    }
  }

  /** The shape of a record. */
  public static RecordShape of(Class<?> type) {
    return SHAPES.get(type);
  }

  private static Component component(RecordComponent part) {
    Setting setting = part.getAnnotation(Setting.class);
    Key key = part.getAnnotation(Key.class);
    FormerKey former = part.getAnnotation(FormerKey.class);
    return new Component(
        key == null ? kebab(part.getName()) : key.value(),
        part.getGenericType(),
        part.getAnnotatedType().isAnnotationPresent(Nullable.class),
        setting == null ? "" : setting.value(),
        setting == null ? null : emptyAsNull(setting.fallback()),
        setting == null ? null : emptyAsNull(setting.example()),
        part.isAnnotationPresent(OneOrMany.class) || part.isAnnotationPresent(Recipients.class),
        former == null ? null : former.value());
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** {@code maxLineBytes} as {@code max-line-bytes}. */
  public static String kebab(String name) {
    return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /** The word by which a record is told from others of its sealed interface. */
  public static String word(Class<?> record) {
    Key key = record.getAnnotation(Key.class);
    return key == null ? kebab(record.getSimpleName()) : key.value();
  }

  /** The components in their order. */
  public List<Component> components() {
    return components;
  }

  /** The keys that can be written, in their order. */
  public List<String> keys() {
    return components.stream().filter(one -> !one.isRest()).map(Component::key).toList();
  }

  /** The component of a key or former key; empty when the record does not know it. */
  public Optional<Component> component(String key) {
    return components.stream()
        .filter(one -> !one.isRest() && (one.key().equals(key) || key.equals(one.formerKey())))
        .findFirst();
  }

  /** True when keys that no component names are allowed. */
  public boolean isOpen() {
    return components.stream().anyMatch(Component::isRest);
  }

  /** Why a key is gone; null when it never was one. */
  public @Nullable String whyRemoved(String key) {
    return removed.get(key);
  }

  /**
   * Makes the record.
   *
   * @throws IllegalArgumentException by the record's own word
   */
  Object make(@Nullable Object[] values) {
    try {
      return constructor.newInstance(values);
    } catch (InvocationTargetException thrown) {
      if (thrown.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(type + " cannot be made", thrown);
    } catch (ReflectiveOperationException wrong) {
      throw new IllegalStateException(type + " cannot be made", wrong);
    }
  }
}
