package org.tomte.engine.definition.revision;

import org.jspecify.annotations.Nullable;

/**
 * A value that differs between two revisions.
 *
 * @param path where, with list elements by their id: {@code rules[newsletter].when}
 * @param before in YAML on one line; null when it was not there
 * @param after in YAML on one line; null when it is gone
 */
public record KeyChange(String path, @Nullable String before, @Nullable String after) {

  /** In one line: {@code limits.deadline: 2m -> 5m}. */
  @Override
  public String toString() {
    if (before == null) {
      return path + ": added " + after;
    }
    return after == null ? path + ": removed " + before : path + ": " + before + " -> " + after;
  }
}
