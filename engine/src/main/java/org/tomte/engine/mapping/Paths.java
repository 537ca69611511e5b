package org.tomte.engine.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.EventPath;

/** Follows paths into the fields of an event. */
public final class Paths {
  private Paths() {}

  /** The value at the path; null when it is not there or is JSON null. */
  public static @Nullable Object find(Map<String, @Nullable Object> fields, EventPath path) {
    Object at = fields;
    for (EventPath.Step step : path.steps()) {
      at =
          switch (step) {
            case EventPath.Step.Field(String name) ->
                at instanceof Map<?, ?> map ? map.get(name) : null;
            case EventPath.Step.Element(int index) ->
                at instanceof List<?> list && index < list.size() ? list.get(index) : null;
          };
      if (at == null) {
        return null;
      }
    }
    return at;
  }
}
