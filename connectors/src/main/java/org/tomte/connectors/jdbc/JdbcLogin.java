package org.tomte.connectors.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;

/** What a database is tried with: the part of the settings that a connection holds. */
public record JdbcLogin(
    @Setting("The JDBC address of the database.") String url,
    @Setting("The account.") @Nullable String user,
    @Setting("Its password.") @Nullable String password,
    @Setting(value = "More properties for the driver.", fallback = "{}")
        Map<String, String> properties,
    @Setting(value = "How long connecting may take.", fallback = "15s") Duration connectTimeout,
    @Setting(value = "How long one statement may take.", fallback = "1m") Duration timeout) {

  /** Copies the map. */
  public JdbcLogin {
    properties = Map.copyOf(properties);
  }

  /** The settings of a run that logs in like this. */
  JdbcSettings asSettings() {
    JdbcSettings any = JdbcSettings.ofTable(url, "any", List.of());
    return new JdbcSettings(
        url,
        user,
        password,
        properties,
        any.table(),
        null,
        any.columns(),
        any.tracking(),
        any.key(),
        false,
        null,
        null,
        any.zones(),
        null,
        null,
        any.nulls(),
        any.gone(),
        any.waitForWriters(),
        connectTimeout,
        timeout,
        any.fetchSize(),
        any.maxValueBytes());
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "JdbcLogin[" + user + "]";
  }
}
