package org.tomte.engine.commit;

import java.util.List;

/** Commits what runs bring: once, whole, and only while the run still holds its daemon. */
public interface RunCommit {

  /**
   * Commits batches of different daemons or lanes, together where that is possible. A batch that
   * cannot be committed does not keep the others from being so.
   *
   * <p>Never throws for what the store does; a batch that was not written says so. Calling it again
   * with a batch whose outcome is unknown is safe: keys and epoch tell.
   *
   * @param batches at most one per daemon and lane
   * @return one outcome per batch, in the same order
   * @throws IllegalArgumentException when two batches are of one daemon and lane
   */
  List<BatchOutcome> commit(List<Batch> batches);
}
