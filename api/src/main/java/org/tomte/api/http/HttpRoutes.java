package org.tomte.api.http;

import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** The paths under the program's HTTP port. */
public interface HttpRoutes {

  /**
   * Serves a path from now on.
   *
   * @param route which requests
   * @param handler answers them; called by several threads at once
   * @return ends the serving: requests under way are answered, new ones find nothing
   * @throws ConnectorFault {@code CONFIGURATION} when another daemon serves the path, or when this
   *     program has no HTTP port
   */
  Mounted mount(HttpRoute route, HttpHandler handler) throws ConnectorFault;

  /** A path that is being served. */
  interface Mounted extends AutoCloseable {

    /** Where senders reach it, for example {@code http://127.0.0.1:8080/hooks/siem}. */
    String address();

    @Override
    void close();
  }

  /** The routes of a program without an HTTP port. */
  static HttpRoutes none() {
    return (route, _) -> {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "%s cannot be served: this program has no HTTP port.".formatted(route.path()));
    };
  }
}
