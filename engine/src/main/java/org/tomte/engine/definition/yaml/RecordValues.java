package org.tomte.engine.definition.yaml;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Settings records as plain JSON values, and back. */
public final class RecordValues {
  private static final Place NOWHERE = new Place("stored", 1, 1);

  private RecordValues() {}

  /** Settings without any key. */
  public static Settings none() {
    return new Settings(new YamlMap(NOWHERE, List.of()));
  }

  /**
   * Reads a record from plain JSON values, by the rules of a definition.
   *
   * @throws IllegalArgumentException when they do not fit; the message says which and why
   */
  public static <R extends Record> R read(Map<String, @Nullable Object> values, Class<R> type) {
    FaultList faults = new FaultList();
    R bound = new Binder(faults).bind(map(values), type, DocumentPath.ROOT).orElse(null);
    if (bound == null || faults.count() > 0) {
      throw new IllegalArgumentException(
          faults.faults().stream()
              .map(fault -> fault.path() + ": " + fault.message())
              .collect(Collectors.joining("; ")));
    }
    return bound;
  }

  private static YamlMap map(Map<?, ?> values) {
    List<YamlEntry> entries = new ArrayList<>();
    values.forEach((key, value) ->
        entries.add(new YamlEntry(scalar(String.valueOf(key), false), node(value))));
    return new YamlMap(NOWHERE, entries);
  }

  private static YamlNode node(@Nullable Object value) {
    return switch (value) {
      case null -> scalar("null", true);
      case Map<?, ?> map -> map(map);
      case List<?> list -> new YamlList(NOWHERE, list.stream().map(RecordValues::node).toList());
      case String text -> scalar(text, false);
      default -> scalar(String.valueOf(value), true);
    };
  }

  private static YamlScalar scalar(String text, boolean unquoted) {
    return new YamlScalar(text, unquoted, TextSource.inline("stored", text));
  }

  /** The values of a record of texts, numbers, booleans, and lists and maps of them. */
  public static Map<String, @Nullable Object> of(Record record) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<RecordShape.Component> components = RecordShape.of(record.getClass()).components();
    RecordComponent[] parts = record.getClass().getRecordComponents();
    for (int i = 0; i < parts.length; i++) {
      Object value = value(record, parts[i]);
      if (value != null) {
        values.put(components.get(i).key(), plain(value));
      }
    }
    return values;
  }

  private static @Nullable Object value(Record record, RecordComponent part) {
    try {
      part.getAccessor().setAccessible(true);
      return part.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException(part + " cannot be read", impossible);
    }
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Enum<?> word -> word.name().toLowerCase(Locale.ROOT).replace('_', '-');
      case List<?> list -> list.stream().map(RecordValues::plain).toList();
      case Map<?, ?> map -> {
        Map<String, Object> plain = new LinkedHashMap<>();
        map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
        yield plain;
      }
      case String _, Boolean _, Long _, Integer _, Double _ -> value;
      default -> value.toString();
    };
  }
}
