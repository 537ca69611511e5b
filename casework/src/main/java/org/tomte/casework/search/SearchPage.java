package org.tomte.casework.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what was found.
 *
 * @param objects in the order asked for
 * @param next where the next page begins; null when this is the last
 * @param <T> what was searched
 */
public record SearchPage<T>(List<T> objects, @Nullable Cursor next) {
  /** Copies the list. */
  public SearchPage {
    objects = List.copyOf(objects);
  }
}
