package org.tomte.connectors.syslog;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;
import org.tomte.connectors.tls.ServerTls;

/** Tries whether the addresses can be had and the certificate can be used. */
final class SyslogProbe implements ConnectionProbe<SyslogSettings> {

  @Override
  public Class<SyslogSettings> settings() {
    return SyslogSettings.class;
  }

  @Override
  public void run(SyslogSettings settings, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    ServerTls tls = tls(settings);
    if (tls != null) {
      steps.step("certificate", () -> certificate(tls, context));
    }
    for (String each : settings.listen()) {
      Endpoint endpoint = Endpoint.of(each);
      steps.step(each, () -> bound(endpoint, context));
    }
  }

  private static @Nullable ServerTls tls(SyslogSettings settings) {
    String certificate = settings.certificate();
    String key = settings.key();
    return certificate == null || key == null
        ? null
        : new ServerTls(certificate, key, settings.authorities(), settings.revoked());
  }

  private static String certificate(ServerTls tls, ProbeContext context)
      throws ProbeFault, ConnectorFault {
    var _ = tls.context(context.folder());
    for (Expiry each : tls.expiries(context.folder())) {
      if (!each.until().isAfter(context.clock().instant())) {
        throw new ProbeFault(
            FaultKind.CONFIGURATION,
            "The %s ran out on %s.".formatted(each.what(), each.until()),
            "Renew it; senders refuse it.",
            null);
      }
    }
    return tls.words(context.folder());
  }

  private static String bound(Endpoint endpoint, ProbeContext context) throws ProbeFault {
    if (context.listening()) {
      return "a daemon of this connection listens there now";
    }
    try {
      int port =
          switch (endpoint.transport()) {
            case UDP -> datagramPort(endpoint);
            case TCP, TLS -> streamPort(endpoint);
          };
      return "can be had, port " + port;
    } catch (IOException failed) {
      throw refused(endpoint, failed);
    }
  }

  private static int datagramPort(Endpoint endpoint) throws IOException {
    try (DatagramSocket socket = new DatagramSocket(endpoint.socketAddress())) {
      return socket.getLocalPort();
    }
  }

  private static int streamPort(Endpoint endpoint) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(endpoint.socketAddress());
      return socket.getLocalPort();
    }
  }

  private static ProbeFault refused(Endpoint endpoint, IOException failed) {
    String said = String.valueOf(failed.getMessage());
    String lower = said.toLowerCase(Locale.ROOT);
    String remedy = "Look at the address and the port.";
    if (lower.contains("permission")) {
      remedy =
          "Ports below 1024 need a right: AmbientCapabilities=CAP_NET_BIND_SERVICE in the service,"
              + " or listen on a higher port and redirect.";
    } else if (lower.contains("in use")) {
      remedy =
          "Another program, or a daemon of another connection, listens there: ss -lntup tells"
              + " which; stop it or choose another port.";
    } else if (failed instanceof BindException) {
      remedy = "The address must be one of this machine, or 0.0.0.0 for all.";
    }
    return new ProbeFault(
        FaultKind.CONFIGURATION,
        "%s at %s cannot be had: %s."
            .formatted(endpoint, endpoint.address().getHostAddress(), said),
        remedy,
        failed);
  }

  @Override
  public List<Expiry> expiries(SyslogSettings settings, ProbeContext context)
      throws ConnectorFault {
    ServerTls tls = tls(settings);
    return tls == null ? List.of() : new ArrayList<>(tls.expiries(context.folder()));
  }
}
