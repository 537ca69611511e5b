package org.tomte.api;

import java.util.List;
import java.util.Map;

/**
 * A source that is asked. It returns events with keys and positions and keeps no state between
 * runs; pointers, ties, gaps and identities are the engine's work.
 *
 * <p>A poller belongs to one run and is used by one thread.
 */
public interface Poller extends AutoCloseable {

  /**
   * The streams that are there now. A stream that is no longer listed keeps its pointer.
   *
   * @throws ConnectorFault when the source cannot be reached or is not what the settings say
   * @throws InterruptedException when the run is cancelled
   */
  List<StreamInfo> streams() throws ConnectorFault, InterruptedException;

  /**
   * The streams that are there now, for sources whose objects change their names: a poller that
   * knows which streams have a pointer can tell a renamed file from a new one. The engine asks this
   * one; most pollers leave it alone.
   *
   * @param known streams of this daemon that have a pointer, with the id up to which they were
   *     committed where they have ordered ids, else with {@link Position#NONE}; empty at the first
   *     run
   * @throws ConnectorFault when the source cannot be reached or is not what the settings say
   * @throws InterruptedException when the run is cancelled
   */
  default List<StreamInfo> streams(Map<String, Position> known)
      throws ConnectorFault, InterruptedException {
    return streams();
  }

  /**
   * Reads one page.
   *
   * @throws ConnectorFault when the page cannot be read whole; nothing of it is used
   * @throws InterruptedException when the run is cancelled
   */
  Page poll(PollRequest request) throws ConnectorFault, InterruptedException;

  /**
   * Does what was promised to the source for committed events. Called again after a crash with
   * those that were not confirmed.
   *
   * @return for each acknowledgement null when it is done, or why it cannot be done
   * @throws ConnectorFault when the source cannot be reached; all of them are then tried again
   * @throws InterruptedException when the run is cancelled
   */
  default List<@org.jspecify.annotations.Nullable String> acknowledge(
      String stream, List<Acknowledgement> acknowledgements)
      throws ConnectorFault, InterruptedException {
    throw new ConnectorFault(FaultKind.CONFIGURATION, "This source has nothing to acknowledge.");
  }

  @Override
  default void close() {}
}
