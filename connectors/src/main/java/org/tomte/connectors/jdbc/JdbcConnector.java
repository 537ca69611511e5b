package org.tomte.connectors.jdbc;

import org.tomte.api.FieldType;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.api.probe.ConnectionProbe;

/** The {@code jdbc} source. */
public final class JdbcConnector implements PollingConnector<JdbcSettings> {
  private final Drivers drivers;
  private final KnownSources known = new KnownSources();

  /** With drivers of its own and those of the instance's folder. */
  public JdbcConnector() {
    this(Drivers.ofHome(System.getenv()));
  }

  JdbcConnector(Drivers drivers) {
    this.drivers = drivers;
  }

  @Override
  public String name() {
    return "jdbc";
  }

  @Override
  public String summary() {
    return "Reads tables and queries of relational databases.";
  }

  @Override
  public Class<JdbcSettings> settings() {
    return JdbcSettings.class;
  }

  @Override
  public FieldType.Fields events(JdbcSettings settings) {
    return FieldType.closed().with("row", FieldType.open());
  }

  @Override
  public ConnectionProbe<JdbcLogin> probe() {
    return new JdbcProbe(drivers);
  }

  @Override
  public Poller open(JdbcSettings settings, SourceContext context) {
    return new JdbcPoller(settings, context, drivers, known);
  }
}
