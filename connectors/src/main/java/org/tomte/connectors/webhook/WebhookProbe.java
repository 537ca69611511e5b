package org.tomte.connectors.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.tomte.api.ConnectorFault;
import org.tomte.api.http.HttpAnswer;
import org.tomte.api.http.HttpRoute;
import org.tomte.api.http.HttpRoutes;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;

/** Tries whether the path can be had, and tells how senders prove who they are. */
final class WebhookProbe implements ConnectionProbe<WebhookSettings> {

  @Override
  public Class<WebhookSettings> settings() {
    return WebhookSettings.class;
  }

  @Override
  public void run(WebhookSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    steps.step("senders", () -> senders(settings));
    steps.step("path", () -> path(settings, context));
  }

  private static String senders(WebhookSettings settings) {
    List<String> proofs = new ArrayList<>();
    if (settings.token() != null) {
      proofs.add("by a token in " + settings.tokenHeader());
    }
    if (settings.signature() != null) {
      proofs.add("by a signature of the body");
    }
    if (!settings.allow().isEmpty()) {
      proofs.add("by their address, out of " + String.join(", ", settings.allow()));
    }
    return String.join(" and ", proofs);
  }

  private static String path(WebhookSettings settings, ProbeContext context) throws ConnectorFault {
    if (context.listening()) {
      return "a daemon of this connection is served now";
    }
    String path = settings.path();
    if (path == null) {
      return "/hooks/ and the name of the daemon";
    }
    HttpRoutes routes = context.routes();
    if (routes == null) {
      return "/hooks/%s, once tomte serve runs".formatted(path);
    }
    HttpRoute route = new HttpRoute("/hooks/" + path, Set.of("OPTIONS"));
    try (HttpRoutes.Mounted mounted = routes.mount(route, _ -> HttpAnswer.empty(503))) {
      return "can be had: " + mounted.address();
    }
  }
}
