package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** The numbers of streams; they never change, so they are remembered. */
final class Streams {
  private static final int MOST_REMEMBERED = 200_000;

  private static final MultiRow<StreamName> INSERT =
      new MultiRow<>(
          "INSERT INTO stream (daemon, name_hash, name) VALUES",
          "(?, ?, ?)",
          "ON CONFLICT (daemon, name_hash) DO NOTHING",
          (row, name) ->
              row.integer(name.daemon().value()).hash(KeyHash.of(name.name())).text(name.name()));

  private final Map<StreamName, Integer> known = new ConcurrentHashMap<>();

  /** Gives the numbers of streams; those that are new are committed at once. */
  Map<StreamName, Integer> numbers(Transactions transactions, Collection<StreamName> names) {
    Map<StreamName, Integer> numbers = new HashMap<>();
    List<StreamName> missing = new ArrayList<>();
    for (StreamName name : names) {
      Integer number = known.get(name);
      if (number == null) {
        missing.add(name);
      } else {
        numbers.put(name, number);
      }
    }
    if (missing.isEmpty()) {
      return numbers;
    }
    missing.sort(
        Comparator.comparing(StreamName::daemon).thenComparing(name -> KeyHash.of(name.name())));
    transactions.run((_, connection) -> {
      INSERT.execute(connection, missing);
      return true;
    });
    Map<StreamName, Integer> found = transactions.run((_, connection) -> find(connection, missing));
    if (known.size() > MOST_REMEMBERED) {
      known.clear();
    }
    known.putAll(found);
    numbers.putAll(found);
    return numbers;
  }

  /** The numbers of streams that exist. */
  static Map<StreamName, Integer> find(Connection connection, Collection<StreamName> names)
      throws SQLException {
    Map<StreamName, Integer> found = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT s.id, s.daemon, s.name FROM stream s
            JOIN unnest(?, ?) AS w (daemon, name_hash) USING (daemon, name_hash)
            """)) {
      Integer[] daemons = new Integer[names.size()];
      UUID[] hashes = new UUID[names.size()];
      int at = 0;
      for (StreamName name : names) {
        KeyHash hash = KeyHash.of(name.name());
        daemons[at] = name.daemon().value();
        hashes[at] = new UUID(hash.high(), hash.low());
        at++;
      }
      statement.setArray(1, connection.createArrayOf("integer", daemons));
      statement.setArray(2, connection.createArrayOf("uuid", hashes));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          DaemonId daemon = new DaemonId(row.getInt("daemon"));
          found.put(new StreamName(daemon, Rows.text(row, "name")), row.getInt("id"));
        }
      }
    }
    return found;
  }
}
