package org.tomte.engine.commit;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.engine.DaemonId;

/**
 * What is still to be done at sources for events that are committed. Every method throws {@link
 * StoreFault}.
 */
public interface PendingAcknowledgements {

  /** The oldest open ones of a daemon, in the order in which they were stored. */
  List<Pending> open(DaemonId daemon, int limit);

  /** Those that a person must look at. */
  List<Pending> parked(DaemonId daemon, int limit);

  /** Removes what was done. */
  void done(Collection<Pending> acknowledgements);

  /** Sets one aside that cannot be done; it is asked for again only when its event comes again. */
  void park(Pending acknowledgement, String reason);

  /** Opens those that were parked again. */
  void retry(Collection<Pending> acknowledgements);

  /**
   * One thing to do.
   *
   * @param id grows in the order of storing
   * @param stream where the event came from
   * @param acknowledgement what to do
   * @param since when it was stored
   * @param parked why it cannot be done; null while it is open
   */
  record Pending(
      long id,
      StreamName stream,
      Acknowledgement acknowledgement,
      Instant since,
      @Nullable String parked) {}
}
