package org.tomte.engine.commit;

import java.time.Instant;
import java.util.List;
import org.tomte.api.FaultKind;
import org.tomte.engine.observe.Counters;

/** What became of a batch. */
public sealed interface BatchOutcome {

  /**
   * It stands in the store, pointers included.
   *
   * @param events one outcome per event, in the batch's order
   * @param counters all that was counted for it
   */
  record Committed(List<EventOutcome> events, Counters counters) implements BatchOutcome {}

  /**
   * Nothing was written: the lane has another epoch. The run must end; whoever raised the epoch
   * goes on from the stored pointer.
   *
   * @param current the lane's epoch; 0 when the lane was never opened
   */
  record Stale(long current) implements BatchOutcome {}

  /** Nothing was written: another run has settled this planned instant. The run must end. */
  record AlreadyRun(Instant planned, Instant started, String node) implements BatchOutcome {}

  /**
   * Nothing was written, and no event is to blame alone: the pointer stays, a person must look.
   * Only when the store went away at the very end may the batch stand all the same; the words say
   * so, and whoever goes on must read the stored pointer.
   *
   * @param kind {@code BAD_DATA} when most events of a page failed in one stage, {@code
   *     UNAVAILABLE} when the store cannot be reached or has no space, else {@code INTERNAL}
   * @param words what happened and what to look at
   */
  record Refused(FaultKind kind, String words) implements BatchOutcome {}
}
