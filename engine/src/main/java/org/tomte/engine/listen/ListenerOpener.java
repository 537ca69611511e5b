package org.tomte.engine.listen;

import org.tomte.api.ConnectorFault;
import org.tomte.api.listen.Listener;

/** Makes a daemon's listener for one start; secrets are resolved on the way. */
@FunctionalInterface
public interface ListenerOpener {

  /**
   * Makes the listener; it receives nothing yet.
   *
   * @throws ConnectorFault when its settings cannot work, or a secret is missing
   */
  Listener open() throws ConnectorFault;
}
