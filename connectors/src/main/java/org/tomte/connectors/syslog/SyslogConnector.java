package org.tomte.connectors.syslog;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.tomte.api.FieldType;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.api.listen.ListeningConnector;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.connectors.text.Parsers;

/** The {@code syslog} source. */
public final class SyslogConnector implements ListeningConnector<SyslogSettings> {

  @Override
  public String name() {
    return "syslog";
  }

  @Override
  public String summary() {
    return "Receives syslog by UDP, TCP and TLS: RFC 5424, RFC 3164, CEF, LEEF, JSON.";
  }

  @Override
  public Class<SyslogSettings> settings() {
    return SyslogSettings.class;
  }

  @Override
  public FieldType.Fields events(SyslogSettings settings) {
    return SyslogEvent.declared(Parsers.of(settings.parse()));
  }

  @Override
  public String weight() {
    return SyslogEvent.COUNT;
  }

  @Override
  public boolean confirms(SyslogSettings settings) {
    return false;
  }

  @Override
  public List<Arrival> sample(SyslogSettings settings, byte[] content, Instant received) {
    Intake intake = new Intake(Parsers.of(settings.parse()), new Intake.Last());
    intake.receiving(
        new Reception(received, "192.0.2.1", 0, null, "tcp", null, ZoneId.of(settings.zone())));
    try {
      var _ =
          new Framing(settings.maxMessageBytes()).read(content, 0, content.length, true, intake);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return intake.taken().stream().map(Arrival::kept).toList();
  }

  @Override
  public ConnectionProbe<SyslogSettings> probe() {
    return new SyslogProbe();
  }

  @Override
  public Listener open(SyslogSettings settings, ListenerContext context) {
    return new SyslogListener(settings, context);
  }
}
