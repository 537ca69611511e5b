package org.tomte.connectors.jdbc;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of tests that differ from the fallbacks. */
final class Changed {
  private final JdbcSettings base;
  private @Nullable String user;
  private @Nullable String password;
  private List<String> key = List.of();
  private List<String> columns = List.of();
  private boolean unique;
  private boolean nulls = true;
  private @Nullable String zone;
  private @Nullable Epoch epoch;
  private @Nullable Duration precision;
  private @Nullable String time;
  private Map<String, String> zones = Map.of();
  private Duration waits = Duration.ofSeconds(2);
  private int longest = 1 << 20;

  private Changed(JdbcSettings base) {
    this.base = base;
  }

  static Changed of(JdbcSettings base) {
    return new Changed(base);
  }

  Changed login(@Nullable String name, @Nullable String secret) {
    user = name;
    password = secret;
    return this;
  }

  Changed key(String... names) {
    key = List.of(names);
    return this;
  }

  Changed columns(String... names) {
    columns = List.of(names);
    return this;
  }

  Changed unique() {
    unique = true;
    return this;
  }

  Changed withoutNulls() {
    nulls = false;
    return this;
  }

  Changed zone(String name) {
    zone = name;
    return this;
  }

  Changed zones(Map<String, String> names) {
    zones = names;
    return this;
  }

  Changed epoch(Epoch unit) {
    epoch = unit;
    return this;
  }

  Changed precision(Duration step) {
    precision = step;
    return this;
  }

  Changed time(String column) {
    time = column;
    return this;
  }

  Changed waits(Duration span) {
    waits = span;
    return this;
  }

  Changed longest(int bytes) {
    longest = bytes;
    return this;
  }

  JdbcSettings settings() {
    return new JdbcSettings(
        base.url(),
        user,
        password,
        Map.of(),
        base.table(),
        base.query(),
        columns,
        base.tracking(),
        key,
        unique,
        time,
        zone,
        zones,
        epoch,
        precision,
        nulls,
        true,
        waits,
        Duration.ofSeconds(5),
        Duration.ofSeconds(20),
        100,
        longest);
  }
}
