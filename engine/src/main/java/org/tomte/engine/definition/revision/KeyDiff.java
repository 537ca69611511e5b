package org.tomte.engine.definition.revision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.YamlDocument;
import org.tomte.engine.definition.yaml.YamlReader;

/** Compares two revisions key by key, whatever their comments, order and layout. */
public final class KeyDiff {

  private final List<KeyChange> changes = new ArrayList<>();

  private KeyDiff() {}

  /** The values that differ, in the order of the newer text. */
  public static List<KeyChange> between(String before, String after) {
    KeyDiff diff = new KeyDiff();
    diff.compare("", value(before), value(after));
    return List.copyOf(diff.changes);
  }

  private static @Nullable Object value(String text) {
    List<YamlDocument> documents = new YamlReader("", new FaultList()).read(text);
    if (documents.isEmpty() || documents.getFirst().root() == null) {
      return new LinkedHashMap<>();
    }
    return documents.getFirst().root().value();
  }

  private void compare(String path, @Nullable Object before, @Nullable Object after) {
    if (Objects.equals(before, after)) {
      return;
    }
    Map<String, @Nullable Object> left = parts(before);
    Map<String, @Nullable Object> right = parts(after);
    if (left == null || right == null || before instanceof Map != after instanceof Map) {
      changes.add(new KeyChange(path, shown(before), shown(after)));
      return;
    }
    boolean isList = after instanceof List;
    right.forEach((name, value) -> part(join(path, name, isList), left, name, value));
    left.forEach((name, value) -> {
      if (!right.containsKey(name)) {
        changes.add(new KeyChange(join(path, name, isList), shown(value), null));
      }
    });
    if (isList && left.keySet().equals(right.keySet()) && !inOrder(left, right)) {
      changes.add(
          new KeyChange(
              path + " (order)",
              String.join(", ", left.keySet()),
              String.join(", ", right.keySet())));
    }
  }

  private static boolean inOrder(Map<String, ?> left, Map<String, ?> right) {
    return List.copyOf(left.keySet()).equals(List.copyOf(right.keySet()));
  }

  private void part(
      String path, Map<String, @Nullable Object> left, String name, @Nullable Object value) {
    if (left.containsKey(name)) {
      compare(path, left.get(name), value);
      return;
    }
    changes.add(new KeyChange(path, null, shown(value)));
  }

  private static String join(String path, String name, boolean isList) {
    if (isList) {
      return path + "[" + name + "]";
    }
    return path.isEmpty() ? name : path + "." + name;
  }

  /** The parts of an object or list by name; null for anything else. */
  private static @Nullable Map<String, @Nullable Object> parts(@Nullable Object value) {
    SequencedMap<String, @Nullable Object> parts = new LinkedHashMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, part) -> parts.put(String.valueOf(key), part));
      return parts;
    }
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        String id = id(list.get(i));
        parts.put(id == null || parts.containsKey(id) ? Integer.toString(i) : id, list.get(i));
      }
      return parts;
    }
    return null;
  }

  private static @Nullable String id(@Nullable Object element) {
    if (!(element instanceof Map<?, ?> map)) {
      return null;
    }
    Object id = map.get("id") == null ? map.get("name") : map.get("id");
    return id instanceof String text ? text : null;
  }

  private static String shown(@Nullable Object value) {
    return Suggestion.shown(String.valueOf(value));
  }
}
