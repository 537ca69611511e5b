package org.tomte.engine.definition.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Settings of something that the definition format does not know itself, such as a connector. As a
 * component of a record it takes all keys that no other component names.
 *
 * @param map the keys and values with their places
 */
public record Settings(YamlMap map) {

  /** The values without places, in the order of the file. */
  public SequencedMap<String, @Nullable Object> values() {
    return map.value();
  }

  /**
   * The same settings with each text that is a value replaced, for example by what it refers to.
   */
  public Settings withTexts(UnaryOperator<String> change) {
    return new Settings(changed(map, change));
  }

  private static YamlMap changed(YamlMap map, UnaryOperator<String> change) {
    List<YamlEntry> entries = new ArrayList<>();
    for (YamlEntry entry : map.entries()) {
      entries.add(new YamlEntry(entry.key(), changed(entry.value(), change)));
    }
    return new YamlMap(map.place(), entries);
  }

  private static YamlNode changed(YamlNode node, UnaryOperator<String> change) {
    return switch (node) {
      case YamlMap map -> changed(map, change);
      case YamlList list ->
          new YamlList(
              list.place(), list.elements().stream().map(one -> changed(one, change)).toList());
      case YamlScalar scalar ->
          new YamlScalar(change.apply(scalar.text()), scalar.unquoted(), scalar.source());
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Settings that && values().equals(that.values());
  }

  @Override
  public int hashCode() {
    return values().hashCode();
  }

  @Override
  public String toString() {
    return values().toString();
  }
}
