package org.tomte.connectors.reach;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.tomte.api.ConnectorFault;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.connectors.tls.Authorities;

/**
 * The way to a web address, which may hold a token: only its host and port are told.
 *
 * @param address where requests go
 * @param patience how long each step may take
 * @param allowPrivate whether addresses of the own networks may be asked
 */
public record WebRoute(URI address, Duration patience, boolean allowPrivate) {
  private static final int HTTP = 80;
  private static final int HTTPS = 443;

  private boolean encrypted() {
    return "https".equals(String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT));
  }

  private Target target() {
    int usual = encrypted() ? HTTPS : HTTP;
    String host = String.valueOf(address.getHost()).replaceAll("^\\[|]$", "");
    return new Target(
        host,
        address.getPort() < 0 ? usual : address.getPort(),
        patience,
        allowPrivate,
        new Target.Hints("", "443 for https, and 80 for http", "http://", "https://"));
  }

  /**
   * Name, addresses, connection and TLS; nothing is asked.
   *
   * @throws ProbeFault when one of them fails
   * @throws ConnectorFault never
   * @throws InterruptedException when it took too long
   */
  public void go(ProbeSteps steps, ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    try (Route route = new Route(target())) {
      route.open(steps);
      if (encrypted()) {
        route.encrypt(steps, Authorities.usual(), context.clock().instant());
      }
    }
  }

  /**
   * When the server's certificate runs out.
   *
   * @throws ProbeFault when the server cannot be reached
   * @throws ConnectorFault never
   * @throws InterruptedException when it took too long
   */
  public List<Expiry> expiries(ProbeContext context)
      throws ProbeFault, ConnectorFault, InterruptedException {
    if (!encrypted()) {
      return List.of();
    }
    try (Route route = new Route(target())) {
      route.open(Route.UNTOLD);
      return route.expiries(Authorities.usual(), context.clock().instant());
    }
  }
}
