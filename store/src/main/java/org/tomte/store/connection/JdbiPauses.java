package org.tomte.store.connection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.definition.revision.Author;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Pauses in PostgreSQL. */
public final class JdbiPauses implements PauseStore {

  /** Two who pause one connection wait for each other; the lock ends with the transaction. */
  private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtext(?), 9)";

  private static final String END =
      """
      UPDATE connection_pause SET ended = ?, ended_by = ?, ended_why = ?
      WHERE connection = ? AND ended IS NULL AND since <= ? AND until > ? RETURNING *
      """;

  private static final String BEGIN =
      """
      INSERT INTO connection_pause (connection, since, until, who, why, said)
      VALUES (?, ?, ?, ?, ?, ?) RETURNING *
      """;

  private static final String HOLDING =
      """
      SELECT * FROM connection_pause
      WHERE since <= ? AND until > ? AND (ended IS NULL OR ended > ?) ORDER BY connection
      """;

  private static final String HISTORY =
      """
      SELECT * FROM connection_pause WHERE ?::text IS NULL OR connection = ?
      ORDER BY id DESC LIMIT ?
      """;

  private final Transactions transactions;

  /** Pauses in this database. */
  public JdbiPauses(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  @Override
  public Pause begin(String connection, Instant until, Author author) {
    return transactions.run((_, sql) -> {
      lock(sql, connection);
      Instant since = ended(sql, connection, author).map(Pause::since).orElse(author.at());
      try (PreparedStatement statement = sql.prepareStatement(BEGIN)) {
        new Parameters(statement)
            .text(connection)
            .time(since)
            .time(until)
            .text(author.who())
            .text(author.why())
            .time(author.at());
        return pauses(statement).getFirst();
      }
    });
  }

  private static void lock(Connection sql, String connection) throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(LOCK)) {
      new Parameters(statement).text(connection);
      boolean _ = statement.execute();
    }
  }

  private static Optional<Pause> ended(Connection sql, String connection, Author author)
      throws SQLException {
    try (PreparedStatement statement = sql.prepareStatement(END)) {
      new Parameters(statement)
          .time(author.at())
          .text(author.who())
          .text(author.why())
          .text(connection)
          .time(author.at())
          .time(author.at());
      return pauses(statement).stream().findFirst();
    }
  }

  @Override
  public Optional<Pause> end(String connection, Author author) {
    return transactions.run((_, sql) -> {
      lock(sql, connection);
      return ended(sql, connection, author);
    });
  }

  @Override
  public List<Pause> holding(Instant at) {
    return transactions.run((_, sql) -> {
      try (PreparedStatement statement = sql.prepareStatement(HOLDING)) {
        new Parameters(statement).time(at).time(at).time(at);
        return pauses(statement);
      }
    });
  }

  @Override
  public List<Pause> history(@Nullable String connection, int limit) {
    return transactions.run((_, sql) -> {
      try (PreparedStatement statement = sql.prepareStatement(HISTORY)) {
        new Parameters(statement).text(connection).text(connection).integer(limit);
        return pauses(statement);
      }
    });
  }

  private static List<Pause> pauses(PreparedStatement statement) throws SQLException {
    List<Pause> pauses = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        pauses.add(pause(row));
      }
    }
    return pauses;
  }

  private static Pause pause(ResultSet row) throws SQLException {
    Instant ended = Rows.timeOrNull(row, "ended");
    return new Pause(
        row.getLong("id"),
        Rows.text(row, "connection"),
        Rows.time(row, "since"),
        Rows.time(row, "until"),
        new Author(Rows.text(row, "who"), Rows.text(row, "why"), Rows.time(row, "said")),
        ended == null
            ? null
            : new Author(Rows.text(row, "ended_by"), Rows.text(row, "ended_why"), ended));
  }
}
