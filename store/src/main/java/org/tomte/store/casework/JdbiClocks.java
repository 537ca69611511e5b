package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.sla.Clocks;
import org.tomte.casework.sla.SlaClock;

/** Clocks in the database; spans of time are stored in microseconds. */
final class JdbiClocks implements Clocks {
  private static final String PUT =
      """
      INSERT INTO incident_clock (incident, clock, policy, frame, target, started, running, due,
        paused, spent, stopped, breached)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (incident, clock) DO UPDATE SET policy = excluded.policy,
        frame = excluded.frame, target = excluded.target, started = excluded.started,
        running = excluded.running, due = excluded.due, paused = excluded.paused,
        spent = excluded.spent, stopped = excluded.stopped, breached = excluded.breached
      """;

  private final Handle handle;

  JdbiClocks(Handle handle) {
    this.handle = handle;
  }

  @Override
  public Map<Long, List<SlaClock>> of(Collection<Long> incidents) {
    Map<Long, List<SlaClock>> clocks = new TreeMap<>();
    if (incidents.isEmpty()) {
      return clocks;
    }
    handle
        .createQuery(
            """
            SELECT * FROM incident_clock WHERE incident = ANY (:incidents) ORDER BY incident, clock
            """)
        .bind("incidents", Bound.longs(incidents))
        .map((row, context) -> clock(row))
        .forEach(
            clock -> clocks.computeIfAbsent(clock.incident(), _ -> new ArrayList<>()).add(clock));
    return clocks;
  }

  static SlaClock clock(ResultSet row) throws SQLException {
    return new SlaClock(
        row.getLong("incident"),
        Columns.present(row, "clock"),
        Columns.present(row, "policy"),
        row.getString("frame"),
        span(row.getLong("target")),
        Columns.presentTime(row, "started"),
        Columns.time(row, "running"),
        Columns.time(row, "due"),
        Columns.time(row, "paused"),
        span(row.getLong("spent")),
        Columns.time(row, "stopped"),
        Columns.time(row, "breached"));
  }

  private static Duration span(long micros) {
    return Duration.ofNanos(Math.multiplyExact(micros, 1_000));
  }

  private static long micros(Duration span) {
    return span.toNanos() / 1_000;
  }

  @Override
  public void put(Collection<SlaClock> clocks) {
    Batch.execute(
        handle,
        "clocks of incidents",
        PUT,
        clocks,
        (row, clock) ->
            row.number(clock.incident())
                .text(clock.name())
                .text(clock.policy())
                .text(clock.frame())
                .number(micros(clock.target()))
                .time(clock.started())
                .time(clock.running())
                .time(clock.due())
                .time(clock.paused())
                .number(micros(clock.spent()))
                .time(clock.stopped())
                .time(clock.breached()));
  }
}
