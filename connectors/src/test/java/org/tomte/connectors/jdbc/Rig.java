package org.tomte.connectors.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.testkit.Reading;

/** A database of a test that is written to by hand and read by the connector. */
final class Rig implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");
  static final SourceContext CONTEXT =
      new SourceContext("test", InstantSource.fixed(NOW), Path.of("."));
  private final Connection connection;

  Rig(String url, String user, String password) throws SQLException {
    connection = DriverManager.getConnection(url, user, password);
  }

  static Rig h2(String name) throws SQLException {
    return new Rig("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1", "sa", "");
  }

  Rig run(String... statements) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        boolean _ = statement.execute(sql);
      }
    }
    return this;
  }

  /** What a statement gives as a date and time in UTC. */
  Instant instant(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      boolean _ = row.next();
      return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
    }
  }

  static Poller open(JdbcSettings settings) {
    return new JdbcConnector(new Drivers(Path.of("no-drivers"))).open(settings, CONTEXT);
  }

  static List<Item> all(JdbcSettings settings, int size) throws Exception {
    try (Poller poller = open(settings)) {
      List<Item> all = new ArrayList<>();
      Reading.pagesOf(NOW, size).all(poller).values().forEach(all::addAll);
      return all;
    }
  }

  static List<Item> from(JdbcSettings settings, Position from, int size) throws Exception {
    try (Poller poller = open(settings)) {
      String stream = poller.streams().getFirst().name();
      return Reading.pagesOf(NOW, size).stream(poller, stream, from, null);
    }
  }

  static List<String> keys(List<Item> items) {
    return items.stream().map(Item::key).toList();
  }

  static Map<?, ?> row(Item item) {
    Object row = ((Event) item).fields().get("row");
    return (Map<?, ?>) Objects.requireNonNull(row, item.key());
  }

  /** The fault of reading; fails when there is none. */
  static ConnectorFault fault(JdbcSettings settings) throws Exception {
    try {
      List<Item> items = all(settings, 10);
      throw new AssertionError("no fault, but " + items.size() + " items");
    } catch (ConnectorFault fault) {
      return fault;
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
