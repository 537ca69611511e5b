package org.tomte.store.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Collectors;

/** What is done, in the transaction that loaded the rows, about the life that they come from. */
public enum Aftermath {
  /**
   * The original may have gone on: its nodes and leases are forgotten, epochs are raised, and the
   * outbox holds everything, because what was sent since the backup would be sent again.
   */
  HOLD_OUTBOX,
  /** The same, but what is in the outbox goes out. */
  RELEASE_OUTBOX,
  /** The rows go on where they were, in another cluster: nothing else ran since. */
  SAME_LIFE;

  private static final String WHY =
      "restored from a backup of %s: what was sent since then is in the outbox again. Look at tomte"
          + " outbox list, then tomte outbox release-all";

  /** Whether the outbox is held by it. */
  boolean holds() {
    return this == HOLD_OUTBOX;
  }

  void settle(Connection connection, BackupManifest manifest, Instant now) throws SQLException {
    ChangeEra.begin(connection, manifest.nextTransaction());
    if (this == SAME_LIFE) {
      return;
    }
    Set<String> tables =
        manifest.tables().stream().map(BackupManifest.Table::name).collect(Collectors.toSet());
    try (Statement statement = connection.createStatement()) {
      if (tables.contains("node")) {
        statement.execute("DELETE FROM node");
        statement.execute("UPDATE shard SET holder = NULL, lease_until = NULL");
      }
      if (tables.contains("lane")) {
        statement.execute("UPDATE lane SET epoch = epoch + 1, last_commit = NULL");
      }
      if (tables.contains("outbox")) {
        statement.execute(
            "UPDATE outbox SET lease_until = NULL, claim = claim + 1 WHERE lease_until IS NOT"
                + " NULL");
      }
    }
    if (holds() && tables.contains("outbox_switch")) {
      hold(connection, manifest, now);
    }
  }

  private static void hold(Connection connection, BackupManifest manifest, Instant now)
      throws SQLException {
    try (PreparedStatement hold =
        connection.prepareStatement(
            "UPDATE outbox_switch SET held = true, who = 'restore', why = ?, at = ?"
                + " WHERE NOT held")) {
      hold.setString(1, WHY.formatted(manifest.at()));
      hold.setObject(2, now.atOffset(ZoneOffset.UTC));
      hold.executeUpdate();
    }
  }
}
