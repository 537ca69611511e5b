package org.tomte.api;

/**
 * Waits at a source for news, so that a run begins at once and not at its planned instant only. It
 * reads nothing: what is new is read by the run.
 */
@FunctionalInterface
public interface Watch {

  /**
   * Waits, and calls {@code news} once at the beginning and whenever there may be something new. It
   * returns when the source cannot tell; the daemon then runs by its schedule alone.
   *
   * @throws ConnectorFault when the connection ends; the engine begins anew after a pause
   * @throws InterruptedException when nobody waits for news any more
   */
  void await(Runnable news) throws ConnectorFault, InterruptedException;
}
