package org.tomte.web.hook;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.http.HttpHandler;
import org.tomte.api.http.HttpRoute;
import org.tomte.api.http.HttpRoutes;

/** Everything under {@code /hooks/}: daemons come and go while the server runs. */
public final class HookRoutes implements HttpRoutes {
  private static final Logger log = LoggerFactory.getLogger(HookRoutes.class);
  private static final String ALL = "/hooks/<path>";

  private final ConcurrentMap<String, Served> served = new ConcurrentHashMap<>();
  private final Set<String> left = ConcurrentHashMap.newKeySet();
  private volatile String address = "";

  private record Served(HttpRoute route, HttpHandler handler) {}

  /** Says where the server is reached, for example {@code http://127.0.0.1:8080}. */
  public void reachedAt(String base) {
    address = base;
  }

  @Override
  public Mounted mount(HttpRoute route, HttpHandler handler) throws ConnectorFault {
    Served fresh = new Served(route, handler);
    if (served.putIfAbsent(route.path(), fresh) != null) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "The path %s is served by another daemon already; choose another one."
              .formatted(route.path()));
    }
    return new Mounted() {
      @Override
      public String address() {
        return address + route.path();
      }

      @Override
      public void close() {
        left.add(route.path());
        served.remove(route.path(), fresh);
      }
    };
  }

  /** Adds the paths to a server before it starts. */
  public void addTo(JavalinConfig config) {
    Handler handler = this::answer;
    config.routes.get(ALL, handler);
    config.routes.post(ALL, handler);
    config.routes.put(ALL, handler);
    config.routes.patch(ALL, handler);
    config.routes.delete(ALL, handler);
    config.routes.options(ALL, handler);
  }

  private void answer(Context context) {
    Served found = served.get(context.path());
    if (found == null) {
      write(context, nobody(context.path()));
      return;
    }
    String method = context.req().getMethod();
    if (!found.route.methods().contains(method)) {
      String allowed = String.join(", ", found.route.methods().stream().sorted().toList());
      write(context, HttpAnswer.empty(405).with("Allow", allowed));
      return;
    }
    write(context, handled(found, context));
  }

  /** A daemon that was served here is being edited or disabled; its senders should not give up. */
  private HttpAnswer nobody(String path) {
    return left.contains(path)
        ? HttpAnswer.json(503, "{\"error\":\"the daemon of this path does not listen now\"}")
            .with("Retry-After", "5")
        : HttpAnswer.json(404, "{\"error\":\"no daemon listens at this path\"}");
  }

  private static HttpAnswer handled(Served found, Context context) {
    try {
      return found.handler.handle(new ServletCall(context.req()));
    } catch (IOException gone) {
      log.debug("A sender to {} went away", found.route.path(), gone);
      return HttpAnswer.json(400, "{\"error\":\"the body ended early\"}");
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      return HttpAnswer.json(503, "{\"error\":\"stopping\"}").with("Retry-After", "5");
    } catch (RuntimeException broken) {
      log.error("The handler of {} broke", found.route.path(), broken);
      return HttpAnswer.json(500, "{\"error\":\"a fault of Tomte itself; repeat it later\"}");
    }
  }

  private static void write(Context context, HttpAnswer answer) {
    context.status(answer.status());
    answer.headers().forEach(context::header);
    if (!answer.mediaType().isEmpty()) {
      context.contentType(answer.mediaType());
    }
    context.result(answer.body());
  }
}
