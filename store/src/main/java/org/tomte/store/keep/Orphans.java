package org.tomte.store.keep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;

/** Finds blobs that nothing names, and remembers since when. */
final class Orphans {
  private static final String REMEMBER =
      """
      INSERT INTO blob_orphan (sha256, since) SELECT unnest(?), ?
      ON CONFLICT (sha256) DO NOTHING
      """;

  private static final String NO_LONGER = "DELETE FROM blob_orphan WHERE NOT sha256 = ANY (?)";

  private static final String READY = "SELECT sha256 FROM blob_orphan WHERE since <= ?";

  private Orphans() {}

  /**
   * Gives the blobs that nothing named for long enough.
   *
   * @param candidates blobs that were not put lately
   * @param before those that were unnamed at or before this instant are given
   */
  static Set<String> find(
      Connection connection, Set<String> candidates, Instant now, Instant before)
      throws SQLException {
    Set<String> orphans = new HashSet<>(candidates);
    orphans.removeAll(BlobNames.all(connection));
    try (PreparedStatement forget = connection.prepareStatement(NO_LONGER);
        PreparedStatement remember = connection.prepareStatement(REMEMBER)) {
      new Parameters(forget).array("text", orphans.toArray());
      forget.executeUpdate();
      new Parameters(remember).array("text", orphans.toArray()).time(now);
      remember.executeUpdate();
    }
    return ready(connection, before);
  }

  private static Set<String> ready(Connection connection, Instant before) throws SQLException {
    Set<String> ready = new HashSet<>();
    try (PreparedStatement statement = connection.prepareStatement(READY)) {
      new Parameters(statement).time(before);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          ready.add(Rows.text(row, "sha256"));
        }
      }
    }
    return ready;
  }
}
