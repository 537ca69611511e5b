package org.tomte.engine.pointer;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page is to the pointer. Items, state and delta are committed together.
 *
 * @param items the page's items in its order, each with its verdict
 * @param gone members that are no longer listed and become events; empty for streams that do not
 *     ask for it
 * @param state the pointer after the page
 * @param stateChanged whether {@code state} differs from what was committed before this page; if
 *     not, it need not be written
 * @param members what changes in the members' table
 * @param alarms what a person must know
 * @param next how to go on in this run; null when the run has read its stream to the end, or cannot
 *     go on
 */
public record Accepted(
    List<Judged> items,
    List<Member> gone,
    PointerState state,
    boolean stateChanged,
    SnapshotDelta members,
    List<PointerAlarm> alarms,
    @Nullable ReadPlan next) {

  /** Copies the lists. */
  public Accepted {
    items = List.copyOf(items);
    gone = List.copyOf(gone);
    alarms = List.copyOf(alarms);
  }

  /** Whether the page brought the stream forward: something to handle, or another pointer. */
  public boolean progress() {
    return stateChanged
        || !members.isEmpty()
        || items.stream().anyMatch(one -> one.verdict().handled());
  }
}
