package org.tomte.api.probe;

import java.util.List;
import org.tomte.api.ConnectorFault;

/**
 * Tries a connection as the connector would use it, and leaves no trace there: nothing is sent,
 * moved or marked.
 *
 * @param <P> the record of the settings that trying needs: those of the connector, or fewer where a
 *     connection alone does not hold all of them
 */
public interface ConnectionProbe<P extends Record> {

  /** The record; its components are found by key among the settings of the connection. */
  Class<P> settings();

  /**
   * Tries it. Each step is taken by {@code steps}, which measures and tells it; the first one that
   * fails ends the probe.
   *
   * @throws ProbeFault when a step found out what is wrong and what to do
   * @throws ConnectorFault when the connector's own code met a fault
   * @throws InterruptedException when it took too long
   */
  void run(P settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException;

  /**
   * What of this connection ends by itself, such as the certificates that it uses or meets. Asked
   * now and then; nothing is logged in for it.
   *
   * @throws ProbeFault when it cannot be found out now
   * @throws ConnectorFault when the settings cannot work
   * @throws InterruptedException when it took too long
   */
  default List<Expiry> expiries(P settings, ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    return List.of();
  }
}
