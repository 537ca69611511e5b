package org.tomte.engine.run;

import org.tomte.api.ConnectorFault;

/** What a run of one daemon does, from reading to the committed pointer. */
@FunctionalInterface
public interface RunBody {

  /**
   * Runs once on the calling thread.
   *
   * @throws InterruptedException when the run was told to stop
   */
  RunResult run(RunOrder order, RunControl control) throws InterruptedException;

  /**
   * Waits for news between runs; see {@link org.tomte.api.Watch#await}. Returns when there is no
   * way to hear of any.
   *
   * @throws ConnectorFault when the connection ended
   * @throws InterruptedException when nobody waits any more
   */
  default void awaitNews(Runnable news) throws ConnectorFault, InterruptedException {}
}
