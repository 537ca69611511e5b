package org.tomte.engine.heartbeat;

import org.tomte.api.ConnectorFault;
import org.tomte.engine.definition.HeartbeatDefinition;

/** Calls an address once. */
@FunctionalInterface
public interface HeartbeatCall {

  /**
   * Calls it, within a time that it keeps itself; secrets are resolved on the way.
   *
   * @throws ConnectorFault when no good answer came
   * @throws InterruptedException when the program stops
   */
  void call(HeartbeatDefinition heartbeat) throws ConnectorFault, InterruptedException;
}
