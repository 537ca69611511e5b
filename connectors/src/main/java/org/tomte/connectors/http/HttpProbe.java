package org.tomte.connectors.http;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryContext;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.connectors.egress.OutgoingHttp;
import org.tomte.connectors.reach.WebRoute;

/** Tries a web service: the way to it, and a question that changes nothing if one is named. */
final class HttpProbe implements ConnectionProbe<HttpSettings> {

  @Override
  public Class<HttpSettings> settings() {
    return HttpSettings.class;
  }

  private static WebRoute route(HttpSettings settings) {
    return new WebRoute(settings.address(), settings.timeout(), settings.allowPrivate());
  }

  @Override
  public void run(HttpSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    route(settings).go(steps, context);
    String path = settings.testPath();
    if (path != null) {
      steps.step("answer", () -> asked(settings, context, path));
    }
  }

  private static String asked(HttpSettings settings, ProbeContext context, String path)
      throws ProbeFault, ConnectorFault, InterruptedException {
    DeliveryContext asking = new DeliveryContext(context.connection(), "", context.clock());
    try (HttpDelivery delivery = new HttpDelivery(settings, asking)) {
      OutgoingHttp.Answer answer = delivery.question(path);
      String remedy = remedy(answer.status());
      if (remedy != null) {
        throw new ProbeFault(
            kind(answer.status()),
            "GET %s was answered with status %d.".formatted(path, answer.status()),
            remedy,
            null);
      }
      return "GET %s was answered with status %d".formatted(path, answer.status());
    }
  }

  private static FaultKind kind(int status) {
    return switch (status) {
      case 401, 403, 407 -> FaultKind.CREDENTIALS;
      case 429 -> FaultKind.RATE_LIMITED;
      default -> status >= 500 ? FaultKind.UNAVAILABLE : FaultKind.CONFIGURATION;
    };
  }

  private static @Nullable String remedy(int status) {
    if (status >= 200 && status < 300) {
      return null;
    }
    return switch (status) {
      case 401, 403, 407 -> "Look at token, user and password, and at what the account may do.";
      case 404, 410 -> "Look at url and test-path: there is nothing at this address.";
      case 429 -> "It asks to come back later; lower per-minute.";
      default ->
          status >= 500
              ? "The service itself has a fault; look at its log."
              : "Look at url and test-path; redirects are not followed.";
    };
  }

  @Override
  public List<Expiry> expiries(HttpSettings settings, ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    return route(settings).expiries(context);
  }
}
