package org.tomte.testkit;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.http.HttpCall;
import org.tomte.api.http.HttpHandler;
import org.tomte.api.http.HttpRoute;
import org.tomte.api.http.HttpRoutes;

/** Paths without a server: a test calls them itself. */
public final class MemoryRoutes implements HttpRoutes {
  private final Map<String, HttpHandler> handlers = new ConcurrentHashMap<>();

  @Override
  public Mounted mount(HttpRoute route, HttpHandler handler) throws ConnectorFault {
    if (handlers.putIfAbsent(route.path(), handler) != null) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, "The path %s is served already.".formatted(route.path()));
    }
    return new Mounted() {
      @Override
      public String address() {
        return route.path();
      }

      @Override
      public void close() {
        handlers.remove(route.path(), handler);
      }
    };
  }

  /** Calls a path; 404 when nobody serves it. */
  public HttpAnswer call(HttpCall call) throws IOException, InterruptedException {
    HttpHandler handler = handlers.get(call.path());
    return handler == null ? HttpAnswer.empty(404) : handler.handle(call);
  }
}
