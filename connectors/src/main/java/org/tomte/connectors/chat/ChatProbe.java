package org.tomte.connectors.chat;

import java.time.Duration;
import java.util.List;
import org.tomte.api.ConnectorFault;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.connectors.reach.WebRoute;

/** Tries the way to a room's service; services know no question that writes nothing. */
final class ChatProbe implements ConnectionProbe<ChatSettings> {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Override
  public Class<ChatSettings> settings() {
    return ChatSettings.class;
  }

  private static WebRoute route(ChatSettings settings) {
    return new WebRoute(settings.address(), PATIENCE, settings.allowPrivate());
  }

  @Override
  public void run(ChatSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    route(settings).go(steps, context);
  }

  @Override
  public List<Expiry> expiries(ChatSettings settings, ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    return route(settings).expiries(context);
  }
}
