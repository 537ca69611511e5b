package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Handle;

/** The sequence that ids and places of changes come from. */
final class Sequence {

  private Sequence() {}

  static List<Long> take(Handle handle, int count) {
    return handle
        .createQuery("SELECT nextval('casework_sequence') FROM generate_series(1, :count)")
        .bind("count", count)
        .mapTo(Long.class)
        .list();
  }
}
