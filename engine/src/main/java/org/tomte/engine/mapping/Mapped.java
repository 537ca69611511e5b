package org.tomte.engine.mapping;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a mapping made of an event. */
public sealed interface Mapped {

  /**
   * Fields of one object, or of several when a row has {@code list: each}.
   *
   * @param objects at least one; names of the data layer to plain JSON values
   */
  record Objects(List<Map<String, @Nullable Object>> objects) implements Mapped {}

  /**
   * The event does not fit the mapping.
   *
   * @param reason the field, the value and what would be valid
   */
  record Failed(String reason) implements Mapped {}
}
