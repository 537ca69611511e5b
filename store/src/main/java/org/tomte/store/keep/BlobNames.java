package org.tomte.store.keep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.tomte.store.sql.Rows;

/** The blobs that rows name, for the collector and for backups alike. */
public final class BlobNames {
  private static final String NAMED =
      """
      SELECT unnest(blobs) AS sha256 FROM kept_event WHERE blobs IS NOT NULL
      UNION SELECT raw_blob FROM kept_block WHERE raw_blob IS NOT NULL
      UNION SELECT unnest(blobs) FROM quarantine WHERE blobs IS NOT NULL
      UNION SELECT unnest(blobs) FROM outbox WHERE blobs IS NOT NULL
      UNION SELECT edited_blob FROM quarantine WHERE edited_blob IS NOT NULL
      """;

  private static final String ATTACHED =
      " UNION SELECT raw_blob FROM attachment WHERE raw_blob IS NOT NULL";

  private BlobNames() {}

  /** All names that this transaction sees. */
  public static Set<String> all(Connection connection) throws SQLException {
    Set<String> names = new HashSet<>();
    String named = hasAttachments(connection) ? NAMED + ATTACHED : NAMED;
    try (PreparedStatement statement = connection.prepareStatement(named);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        names.add(Rows.text(row, "sha256"));
      }
    }
    return names;
  }

  /** A database of an older version is read before it is brought up to date. */
  private static boolean hasAttachments(Connection connection) throws SQLException {
    String there = "SELECT to_regclass('attachment') IS NOT NULL AS there";
    try (PreparedStatement statement = connection.prepareStatement(there);
        ResultSet row = statement.executeQuery()) {
      return row.next() && row.getBoolean("there");
    }
  }
}
