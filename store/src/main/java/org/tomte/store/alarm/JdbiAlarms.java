package org.tomte.store.alarm;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.alarm.AlarmStore;

/** Alarms; an index keeps one open alarm for each cause, whatever nodes do at the same time. */
public final class JdbiAlarms implements AlarmStore {
  private static final String COLUMNS =
      "id, subject, name, kind, owner, words, daemons, since, latest, signals, ended";

  private final Jdbi jdbi;

  /** Alarms in this database. */
  public JdbiAlarms(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void raise(AlarmCause cause, String owner, String text, String daemon, Instant at) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO alarm
                  (subject, name, kind, owner, words, daemons, since, latest, signals)
                VALUES (:subject, :name, :kind, :owner, :words, :daemons, :at, :at, 1)
                ON CONFLICT (subject, name, kind) WHERE ended IS NULL DO UPDATE
                SET owner = excluded.owner,
                    words = excluded.words,
                    daemons = ARRAY(
                      SELECT DISTINCT d FROM unnest(alarm.daemons || excluded.daemons) AS d
                      ORDER BY d),
                    latest = greatest(alarm.latest, excluded.latest),
                    signals = alarm.signals + 1
                """)
            .bind("subject", cause.subject())
            .bind("name", cause.name())
            .bind("kind", cause.kind())
            .bind("owner", owner)
            .bind("words", text)
            .bindArray("daemons", String.class, daemon.isEmpty() ? List.of() : List.of(daemon))
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }

  @Override
  public void end(AlarmCause cause, Instant at) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                UPDATE alarm SET ended = :at
                WHERE subject = :subject AND name = :name AND kind = :kind AND ended IS NULL
                """)
            .bind("subject", cause.subject())
            .bind("name", cause.name())
            .bind("kind", cause.kind())
            .bind("at", at.atOffset(ZoneOffset.UTC))
            .execute());
  }

  @Override
  public List<Alarm> open() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT " + COLUMNS + " FROM alarm WHERE ended IS NULL ORDER BY since, id")
            .map((row, _) -> alarm(row))
            .list());
  }

  @Override
  public List<Alarm> ended(int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + " FROM alarm WHERE ended IS NOT NULL"
                    + " ORDER BY ended DESC, id DESC LIMIT :limit")
            .bind("limit", limit)
            .map((row, _) -> alarm(row))
            .list());
  }

  private static Alarm alarm(ResultSet row) throws SQLException {
    OffsetDateTime ended = row.getObject("ended", OffsetDateTime.class);
    return new Alarm(
        row.getLong("id"),
        new AlarmCause(row.getString("subject"), row.getString("name"), row.getString("kind")),
        row.getString("owner"),
        row.getString("words"),
        List.of((String[]) row.getArray("daemons").getArray()),
        row.getObject("since", OffsetDateTime.class).toInstant(),
        row.getObject("latest", OffsetDateTime.class).toInstant(),
        row.getLong("signals"),
        ended == null ? null : ended.toInstant());
  }
}
