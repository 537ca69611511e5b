package org.tomte.engine.outbox;

import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryOutcome;

/** The ways out, opened for one delivery at a time. */
@FunctionalInterface
public interface Outlets {

  /**
   * Opens the way out for an entry; secrets are resolved on the way.
   *
   * @throws ConnectorFault when its connection is gone, its settings cannot work or a secret is
   *     missing
   */
  Outlet open(OutboxEntry entry) throws ConnectorFault;

  /** The way out for one entry; used by one thread. */
  interface Outlet extends AutoCloseable {

    /** The host that will be asked. */
    String host();

    /** How often the host may be asked in a minute. */
    int perMinute();

    /**
     * Sends the entry.
     *
     * @throws ConnectorFault when it could not be sent now
     * @throws InterruptedException when it took too long
     */
    DeliveryOutcome deliver() throws ConnectorFault, InterruptedException;

    @Override
    void close();
  }
}
