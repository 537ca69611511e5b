package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.KeptPlace;
import org.tomte.engine.commit.KeyName;
import org.tomte.engine.commit.KeyRow;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;

/** The table of event keys. */
final class KeyRows {
  private static final MultiRow<KeyRow> INSERT =
      new MultiRow<>(
          """
          INSERT INTO event_key (stream, hash, state, version, made, kept_day, kept_id, until)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?, ?, ?)",
          "ON CONFLICT (stream, hash) DO NOTHING RETURNING stream, hash",
          KeyRows::bind);

  private static final MultiRow<KeyRow> UPDATE =
      new MultiRow<>(
          """
          UPDATE event_key k SET state = v.state, version = v.version, made = v.made,
            kept_day = v.kept_day, kept_id = v.kept_id, until = v.until
          FROM (VALUES\
          """,
          "(?::integer, ?::uuid, ?::smallint, ?, ?, ?::date, ?::bigint, ?::date)",
          """
          ) v (stream, hash, state, version, made, kept_day, kept_id, until)
          WHERE k.stream = v.stream AND k.hash = v.hash\
          """,
          KeyRows::bind);

  private static final String SELECT =
      """
      SELECT k.stream, k.hash, k.state, k.version, k.made, k.kept_day, k.kept_id, k.until
      FROM event_key k JOIN unnest(?, ?) AS w (stream, hash)
        ON k.stream = w.stream AND k.hash = w.hash
      """;

  private static final String LOCK = SELECT + " ORDER BY k.stream, k.hash FOR NO KEY UPDATE OF k";

  private static final String OF_DAEMON =
      """
      SELECT k.stream, k.hash, k.state, k.version, k.made, k.kept_day, k.kept_id, k.until
      FROM stream s JOIN event_key k ON k.stream = s.id
      WHERE s.daemon = ? AND k.hash = ANY (?)
      ORDER BY k.stream, k.hash
      """;

  private KeyRows() {}

  private static void bind(Parameters row, KeyRow key) throws SQLException {
    KeptPlace kept = key.kept();
    row.integer(key.name().stream())
        .hash(key.name().hash())
        .integer(key.state().code())
        .text(key.version())
        .text(key.made())
        .day(kept == null ? null : kept.day())
        .numberOrNull(kept == null ? null : kept.id())
        .day(key.until());
  }

  static Set<KeyName> insert(Connection connection, List<KeyRow> sorted) throws SQLException {
    Set<KeyName> inserted = HashSet.newHashSet(sorted.size());
    INSERT.query(connection, sorted, row -> inserted.add(name(row)));
    return inserted;
  }

  static void update(Connection connection, List<KeyRow> rows) throws SQLException {
    UPDATE.execute(connection, rows);
  }

  static Map<KeyName, KeyRow> find(Connection connection, Collection<KeyName> names)
      throws SQLException {
    return select(connection, SELECT, names);
  }

  static Map<KeyName, KeyRow> lock(Connection connection, Collection<KeyName> names)
      throws SQLException {
    return select(connection, LOCK, names);
  }

  private static Map<KeyName, KeyRow> select(
      Connection connection, String sql, Collection<KeyName> names) throws SQLException {
    Map<KeyName, KeyRow> found = HashMap.newHashMap(names.size());
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bindNames(new Parameters(statement), names);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          KeyRow key = key(row);
          found.put(key.name(), key);
        }
      }
    }
    return found;
  }

  /** Binds the numbers of streams and the hashes as two arrays. */
  static void bindNames(Parameters parameters, Collection<KeyName> names) throws SQLException {
    Integer[] streams = new Integer[names.size()];
    UUID[] hashes = new UUID[names.size()];
    int at = 0;
    for (KeyName name : names) {
      streams[at] = name.stream();
      hashes[at] = new UUID(name.hash().high(), name.hash().low());
      at++;
    }
    parameters.array("integer", streams).array("uuid", hashes);
  }

  static List<KeyRow> ofDaemon(Connection connection, DaemonId daemon, Collection<KeyHash> hashes)
      throws SQLException {
    List<KeyRow> found = new ArrayList<>();
    UUID[] bits =
        hashes.stream().map(hash -> new UUID(hash.high(), hash.low())).toArray(UUID[]::new);
    try (PreparedStatement statement = connection.prepareStatement(OF_DAEMON)) {
      statement.setInt(1, daemon.value());
      statement.setArray(2, connection.createArrayOf("uuid", bits));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          found.add(key(row));
        }
      }
    }
    return found;
  }

  static KeyName name(ResultSet row) throws SQLException {
    return new KeyName(row.getInt("stream"), Rows.hash(row, "hash"));
  }

  private static KeyRow key(ResultSet row) throws SQLException {
    LocalDate until = Rows.present(Rows.dayOrNull(row, "until"), "until");
    return new KeyRow(
        name(row),
        KeyRow.State.of(row.getInt("state")),
        row.getString("version"),
        Rows.text(row, "made"),
        place(Rows.dayOrNull(row, "kept_day"), Rows.numberOrNull(row, "kept_id")),
        until);
  }

  private static @Nullable KeptPlace place(@Nullable LocalDate day, @Nullable Long id) {
    return day == null || id == null ? null : new KeptPlace(day, id);
  }
}
