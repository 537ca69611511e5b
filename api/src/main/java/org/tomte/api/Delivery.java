package org.tomte.api;

/**
 * The way out for one delivery; used by one thread.
 *
 * @param <A> what an action says
 */
public interface Delivery<A extends Record> extends AutoCloseable {

  /** The host that will be asked, in lower case; deliveries of one host share a budget. */
  String host(A content);

  /** How often the host may be asked in a minute, over all nodes; at least 1. */
  default int perMinute() {
    return 600;
  }

  /**
   * Sends it.
   *
   * @throws ConnectorFault when it could not be sent now; the kind decides when it is tried again
   * @throws InterruptedException when the delivery took too long or the program stops
   */
  DeliveryOutcome deliver(DeliveryRequest<A> request) throws ConnectorFault, InterruptedException;

  @Override
  default void close() {}
}
