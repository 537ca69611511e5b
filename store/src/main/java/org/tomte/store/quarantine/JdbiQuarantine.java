package org.tomte.store.quarantine;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.DecisionJson;
import org.tomte.engine.keep.EventJson;
import org.tomte.engine.keep.KeptItem;
import org.tomte.engine.keep.PlainJson;
import org.tomte.engine.keep.StoredBody;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.store.sql.Bodies;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Quarantine entries in PostgreSQL. */
public final class JdbiQuarantine implements QuarantineStore {
  private static final String SELECT =
      "SELECT q.*, s.name AS stream_name FROM quarantine q JOIN stream s ON s.id = q.stream ";

  private static final String EDIT =
      """
      UPDATE quarantine SET edited_fields = coalesce(?, edited_fields),
        closed_by = ?, closed_why = ?, closed_at = ?
      WHERE id = ? AND state = 1
      """;

  private static final String EDIT_RAW =
      """
      UPDATE quarantine SET edited_type = ?, edited_size = ?, edited_packed = ?, edited_raw = ?,
        edited_blob = ?
      WHERE id = ? AND state = 1
      """;

  /** Keys before entries, as commits and replays lock them. */
  private static final String DISCARD_KEYS =
      """
      WITH waiting AS MATERIALIZED (
        SELECT k.stream, k.hash FROM quarantine q
        JOIN event_key k ON k.stream = q.stream AND k.hash = q.hash
        WHERE q.id = ANY (?) AND q.state = 1 AND k.state = 2
        ORDER BY k.stream, k.hash FOR NO KEY UPDATE OF k
      )
      UPDATE event_key k SET state = 3 FROM waiting w
      WHERE k.stream = w.stream AND k.hash = w.hash AND k.state = 2
      """;

  private static final String DISCARD =
      """
      UPDATE quarantine SET state = 3, closed_by = ?, closed_why = ?, closed_at = ?
      WHERE id = ANY (?) AND state = 1
      """;

  private final Transactions transactions;
  private final BlobStore blobs;

  /**
   * Quarantine entries in this database.
   *
   * @param blobs where large bodies are
   */
  public JdbiQuarantine(Jdbi jdbi, BlobStore blobs) {
    this.transactions = new Transactions(jdbi);
    this.blobs = blobs;
  }

  @Override
  public List<QuarantineEntry> list(Filter filter, int limit) {
    Conditions conditions = Conditions.of(filter);
    return transactions.run((_, connection) -> {
      String sql = SELECT + conditions.where() + " ORDER BY q.id DESC LIMIT ?";
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        conditions.bind(new Parameters(statement)).integer(limit);
        return entries(statement);
      }
    });
  }

  @Override
  public long count(Filter filter) {
    Conditions conditions = Conditions.of(filter);
    return transactions.run((_, connection) -> {
      String sql = "SELECT count(*) FROM quarantine q " + conditions.where();
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        conditions.bind(new Parameters(statement));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getLong(1);
        }
      }
    });
  }

  @Override
  public Optional<QuarantineEntry> find(long id) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(SELECT + "WHERE q.id = ?")) {
        statement.setLong(1, id);
        return entries(statement).stream().findFirst();
      }
    });
  }

  private List<QuarantineEntry> entries(PreparedStatement statement) throws SQLException {
    List<QuarantineEntry> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(entry(row));
      }
    }
    return found;
  }

  private QuarantineEntry entry(ResultSet row) throws SQLException {
    KeptItem original = EventJson.read(Rows.text(row, "event"), Bodies.raw(row), blobs);
    String fields = row.getString("edited_fields");
    StoredBody raw = Bodies.edited(row);
    KeptItem item = fields == null ? original : original.withFields(PlainJson.readObject(fields));
    return new QuarantineEntry(
        row.getLong("id"),
        new DaemonId(row.getInt("daemon")),
        Rows.text(row, "stream_name"),
        Rows.text(row, "stage"),
        Rows.text(row, "reason"),
        Rows.time(row, "instant"),
        Rows.time(row, "at"),
        row.getInt("depth"),
        DecisionJson.read(Rows.text(row, "decision")),
        raw == null ? item : item.withRaw(raw),
        fields == null && raw == null ? null : original,
        State.of(row.getInt("state")),
        row.getInt("replays"),
        closing(row));
  }

  private static @Nullable Closing closing(ResultSet row) throws SQLException {
    String who = row.getString("closed_by");
    return who == null
        ? null
        : new Closing(who, Rows.text(row, "closed_why"), Rows.time(row, "closed_at"));
  }

  @Override
  public boolean edit(
      long id,
      @Nullable Map<String, @Nullable Object> fields,
      @Nullable StoredBody raw,
      Closing by) {
    return transactions.run((_, connection) -> {
      boolean open = editFields(connection, id, fields, by);
      if (open && raw != null) {
        editRaw(connection, id, raw);
      }
      return open;
    });
  }

  private static boolean editFields(
      Connection connection, long id, @Nullable Map<String, @Nullable Object> fields, Closing by)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EDIT)) {
      new Parameters(statement)
          .text(fields == null ? null : PlainJson.write(fields))
          .text(by.who())
          .text(by.why())
          .time(by.at())
          .number(id);
      return statement.executeUpdate() == 1;
    }
  }

  private static void editRaw(Connection connection, long id, StoredBody raw) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(EDIT_RAW)) {
      new Parameters(statement)
          .text(raw.mediaType())
          .number(raw.size())
          .flag(raw.packed())
          .bytes(raw.bytes())
          .text(raw.blob())
          .number(id);
      statement.executeUpdate();
    }
  }

  @Override
  public int discard(List<Long> ids, Closing by) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement keys = connection.prepareStatement(DISCARD_KEYS);
          PreparedStatement entries = connection.prepareStatement(DISCARD)) {
        new Parameters(keys).array("bigint", ids.toArray());
        keys.executeUpdate();
        new Parameters(entries)
            .text(by.who())
            .text(by.why())
            .time(by.at())
            .array("bigint", ids.toArray());
        return entries.executeUpdate();
      }
    });
  }
}
