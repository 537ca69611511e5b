package org.tomte.engine.keep;

import java.time.Instant;
import java.util.Map;
import org.tomte.engine.DaemonId;

/** Makes room for what is kept and removes what need not be kept any longer. */
public interface KeepJob {

  /** Makes the partitions of today and the coming days. */
  void makePartitions(Instant now);

  /**
   * Removes what has had its time, what exceeds budgets (the oldest first), keys and correlations
   * that say nothing more, old quarantine entries, and partitions that are empty.
   *
   * @param budgets bytes by daemon; daemons that are left out are not limited
   */
  Removed remove(Instant now, Map<DaemonId, Long> budgets);

  /** Removes blobs that nothing has named for a day. */
  int removeBlobs(Instant now);

  /**
   * What was removed.
   *
   * @param events kept events and blocks
   * @param keys event keys
   * @param correlations groups, counts and values
   * @param quarantined quarantine entries
   * @param partitions days
   */
  record Removed(long events, long keys, long correlations, long quarantined, int partitions) {}
}
