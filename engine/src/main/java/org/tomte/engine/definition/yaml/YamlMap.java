package org.tomte.engine.definition.yaml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Keys with values, in the order of the file; no key is there twice.
 *
 * @param place where it begins: its first key in block style
 * @param entries in order
 */
public record YamlMap(Place place, List<YamlEntry> entries) implements YamlNode {

  /** Copies the entries. */
  public YamlMap {
    entries = List.copyOf(entries);
  }

  /** The entry of this key; null when it is not there. */
  public @Nullable YamlEntry entry(String key) {
    for (YamlEntry entry : entries) {
      if (entry.key().text().equals(key)) {
        return entry;
      }
    }
    return null;
  }

  /** The value at this path; empty when there is none. */
  public Optional<YamlNode> find(DocumentPath path) {
    YamlNode at = this;
    for (DocumentPath.Step step : path.steps()) {
      YamlNode next = child(at, step);
      if (next == null) {
        return Optional.empty();
      }
      at = next;
    }
    return Optional.of(at);
  }

  /**
   * Where the value at this path stands; where its nearest ancestor stands when it is not there.
   */
  public Place placeOf(DocumentPath path) {
    YamlNode at = this;
    for (DocumentPath.Step step : path.steps()) {
      YamlNode next = child(at, step);
      if (next == null) {
        return at.place();
      }
      at = next;
    }
    return at.place();
  }

  /**
   * Where the last key of this path stands; where its value or ancestor stands when it is no key.
   */
  public Place keyPlaceOf(DocumentPath path) {
    if (path.steps().isEmpty()) {
      return place;
    }
    DocumentPath parent = new DocumentPath(path.steps().subList(0, path.steps().size() - 1));
    if (path.steps().getLast() instanceof DocumentPath.Step.Key(String name)
        && find(parent).orElse(null) instanceof YamlMap map) {
      YamlEntry entry = map.entry(name);
      return entry == null ? map.place() : entry.key().place();
    }
    return placeOf(path);
  }

  private static @Nullable YamlNode child(YamlNode node, DocumentPath.Step step) {
    return switch (step) {
      case DocumentPath.Step.Key(String name) -> {
        YamlEntry entry = node instanceof YamlMap map ? map.entry(name) : null;
        yield entry == null ? null : entry.value();
      }
      case DocumentPath.Step.Index(int number) -> {
        if (node instanceof YamlList list) {
          yield number < list.elements().size() ? list.elements().get(number) : null;
        }
        // A single value may stand for a list of one.
        yield number == 0 ? node : null;
      }
    };
  }

  @Override
  public SequencedMap<String, @Nullable Object> value() {
    SequencedMap<String, @Nullable Object> values = new LinkedHashMap<>();
    for (YamlEntry entry : entries) {
      values.put(entry.key().text(), entry.value().value());
    }
    return Collections.unmodifiableSequencedMap(values);
  }

  @Override
  public String kind() {
    return "an object";
  }
}
