package org.tomte.engine.run;

import org.tomte.api.ConnectorFault;
import org.tomte.api.Poller;

/** Opens a daemon's source for one run; secrets are resolved on the way. */
@FunctionalInterface
public interface SourceOpener {

  /**
   * Opens the source.
   *
   * @throws ConnectorFault when its settings cannot work, or a secret is missing
   */
  Poller open() throws ConnectorFault;
}
