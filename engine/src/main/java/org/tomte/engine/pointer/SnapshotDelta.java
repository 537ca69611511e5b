package org.tomte.engine.pointer;

import java.util.List;

/**
 * What one page changes in the members' table; committed with the pointer.
 *
 * @param added to insert
 * @param changed to give a new version
 * @param gone to delete; whether they are events of their own says the stream's kind
 */
public record SnapshotDelta(List<Member> added, List<Member> changed, List<Member> gone) {

  /** No change. */
  public static final SnapshotDelta NONE = new SnapshotDelta(List.of(), List.of(), List.of());

  /** Copies the lists. */
  public SnapshotDelta {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
  }

  /** True when nothing changes. */
  public boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && gone.isEmpty();
  }
}
