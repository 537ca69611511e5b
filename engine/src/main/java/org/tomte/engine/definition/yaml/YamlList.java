package org.tomte.engine.definition.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list.
 *
 * @param place where it begins
 * @param elements in order
 */
public record YamlList(Place place, List<YamlNode> elements) implements YamlNode {

  /** Copies the elements. */
  public YamlList {
    elements = List.copyOf(elements);
  }

  @Override
  public List<@Nullable Object> value() {
    List<@Nullable Object> values = new ArrayList<>();
    for (YamlNode element : elements) {
      values.add(element.value());
    }
    return Collections.unmodifiableList(values);
  }

  @Override
  public String kind() {
    return "a list";
  }
}
