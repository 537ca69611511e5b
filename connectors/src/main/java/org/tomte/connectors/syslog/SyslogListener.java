package org.tomte.connectors.syslog;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.api.listen.ListenerSink;
import org.tomte.connectors.text.Parsers;
import org.tomte.connectors.tls.ServerTls;

/** Listens on all ports of one source. */
final class SyslogListener implements Listener {
  private final SyslogSettings settings;
  private final ListenerContext context;
  private final List<Receiver> receivers = new ArrayList<>();

  SyslogListener(SyslogSettings settings, ListenerContext context) {
    this.settings = settings;
    this.context = context;
  }

  @Override
  public void start(ListenerSink sink) throws ConnectorFault {
    Wiring wiring =
        new Wiring(
            settings, new Senders(settings), Parsers.of(settings.parse()), sink, context.clock());
    SSLContext tls = tls();
    try {
      for (String each : settings.listen()) {
        receivers.add(open(Endpoint.of(each), wiring, tls));
      }
    } catch (ConnectorFault fault) {
      close();
      throw fault;
    }
    receivers.forEach(Receiver::start);
  }

  private static Receiver open(Endpoint endpoint, Wiring wiring, @Nullable SSLContext tls)
      throws ConnectorFault {
    return switch (endpoint.transport()) {
      case UDP -> UdpReceiver.open(endpoint, wiring);
      case TCP -> StreamReceiver.open(endpoint, wiring, null);
      case TLS -> {
        if (tls == null) {
          throw new ConnectorFault(FaultKind.CONFIGURATION, "tls needs certificate and key");
        }
        yield StreamReceiver.open(endpoint, wiring, tls);
      }
    };
  }

  private @Nullable SSLContext tls() throws ConnectorFault {
    String certificate = settings.certificate();
    String key = settings.key();
    if (certificate == null || key == null) {
      return null;
    }
    return new ServerTls(certificate, key, settings.authorities(), settings.revoked())
        .context(context.folder());
  }

  /** Where it is bound, in the order of the settings. */
  List<InetSocketAddress> bound() {
    return receivers.stream().map(Receiver::local).toList();
  }

  @Override
  public void drain(Duration longest) throws InterruptedException {
    for (Receiver receiver : receivers) {
      receiver.drain(longest.dividedBy(Math.max(1, receivers.size())));
    }
  }

  @Override
  public void close() {
    receivers.forEach(Receiver::close);
  }
}
