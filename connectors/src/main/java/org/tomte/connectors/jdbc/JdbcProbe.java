package org.tomte.connectors.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.ConnectionProbe;
import org.tomte.api.probe.ProbeContext;
import org.tomte.api.probe.ProbeFault;
import org.tomte.api.probe.ProbeSteps;

/** Tries a database: driver, log-in, whether it is read only, its clock. */
final class JdbcProbe implements ConnectionProbe<JdbcLogin> {
  private final Drivers drivers;

  JdbcProbe(Drivers drivers) {
    this.drivers = drivers;
  }

  @Override
  public Class<JdbcLogin> settings() {
    return JdbcLogin.class;
  }

  @Override
  public void run(JdbcLogin login, ProbeContext context, ProbeSteps steps)
      throws ProbeFault, ConnectorFault, InterruptedException {
    JdbcSettings settings = login.asSettings();
    steps.step("driver", () -> driver(settings));
    try (Session session = new Session(settings, drivers, "probe-" + context.connection())) {
      steps.step("log-in", () -> logIn(settings, session));
      steps.step("read only", () -> readOnly(session));
      steps.step("clock", () -> clock(settings, session, context));
    }
  }

  private String driver(JdbcSettings settings) throws ConnectorFault {
    Driver driver = drivers.of(settings.url(), settings.shownUrl());
    return "%s %d.%d"
        .formatted(driver.getClass().getName(), driver.getMajorVersion(), driver.getMinorVersion());
  }

  private static String logIn(JdbcSettings settings, Session session)
      throws ProbeFault, InterruptedException {
    try {
      return session.call(
          "the log-in",
          open -> {
            DatabaseMetaData about = open.getMetaData();
            return "%s %s as %s"
                .formatted(
                    about.getDatabaseProductName(),
                    about.getDatabaseProductVersion(),
                    about.getUserName());
          });
    } catch (ConnectorFault fault) {
      throw new ProbeFault(
          fault.kind(), String.valueOf(fault.getMessage()), remedy(settings, fault.kind()), fault);
    }
  }

  private static String remedy(JdbcSettings settings, FaultKind kind) {
    return switch (kind) {
      case CREDENTIALS ->
          "Look at user and password, and whether %s may log in from this machine."
              .formatted(settings.user() == null ? "the account" : settings.user());
      case CONFIGURATION -> "Look at url and properties.";
      case RATE_LIMITED -> "Wait, and allow fewer connections elsewhere.";
      case UNAVAILABLE ->
          "Look at host and port in url, whether the server runs, and at firewalls between.";
      case BAD_DATA, INTERNAL -> "Look at url: another kind of server may listen there.";
    };
  }

  private static String readOnly(Session session) throws ConnectorFault, InterruptedException {
    return session.call(
        "whether it only reads cannot be seen",
        open ->
            open.isReadOnly()
                ? "this session only reads"
                : "by the driver's settings; an account that may only read is safer");
  }

  private static String clock(JdbcSettings settings, Session session, ProbeContext context)
      throws ConnectorFault, InterruptedException {
    String question = Dialect.of(settings.url()).clock();
    if (question == null) {
      return "that of this machine: " + context.clock().instant();
    }
    String time = session.call("its clock cannot be read", open -> first(session, open, question));
    return "%s there, %s here; instants are read in UTC".formatted(time, context.clock().instant());
  }

  private static String first(Session session, Connection open, String sql) throws SQLException {
    try (PreparedStatement statement = session.prepare(open, sql);
        ResultSet row = statement.executeQuery()) {
      return row.next() ? String.valueOf(row.getString(1)) : "no time";
    }
  }
}
