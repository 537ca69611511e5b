package org.tomte.engine.run;

import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Poller;
import org.tomte.api.Watch;

/** Opens a daemon's source for one run; secrets are resolved on the way. */
@FunctionalInterface
public interface SourceOpener {

  /**
   * Opens the source.
   *
   * @throws ConnectorFault when its settings cannot work, or a secret is missing
   */
  Poller open() throws ConnectorFault;

  /**
   * How to hear of news between runs; null when the source cannot tell.
   *
   * @throws ConnectorFault when its settings cannot work, or a secret is missing
   */
  default @Nullable Watch watch() throws ConnectorFault {
    return null;
  }
}
