package org.tomte.store.commit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.PendingAcknowledgements;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Pending acknowledgements in PostgreSQL. */
public final class JdbiAcknowledgements implements PendingAcknowledgements {
  private static final String LIST =
      """
      SELECT p.id, s.name, p.key, p.verb, p.argument, p.since, p.parked
      FROM stream s JOIN pending_acknowledgement p ON p.stream = s.id
      WHERE s.daemon = ? AND (p.parked IS NOT NULL) = ? ORDER BY p.id LIMIT ?
      """;

  private static final String NAMED =
      """
      unnest(?, ?, ?, ?, ?) AS w (daemon, name_hash, hash, verb, id)
      JOIN stream s ON s.daemon = w.daemon AND s.name_hash = w.name_hash
      WHERE p.stream = s.id AND p.hash = w.hash AND p.verb = w.verb AND p.id = w.id
      """;

  private static final String REMOVE = "DELETE FROM pending_acknowledgement p USING " + NAMED;

  private static final String PARK =
      "UPDATE pending_acknowledgement p SET parked = ? FROM " + NAMED;

  private final Transactions transactions;

  /** Pending acknowledgements in this database. */
  public JdbiAcknowledgements(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  @Override
  public List<Pending> open(DaemonId daemon, int limit) {
    return list(daemon, limit, false);
  }

  @Override
  public List<Pending> parked(DaemonId daemon, int limit) {
    return list(daemon, limit, true);
  }

  private List<Pending> list(DaemonId daemon, int limit, boolean parked) {
    return transactions.run((_, connection) -> {
      List<Pending> found = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(LIST)) {
        new Parameters(statement).integer(daemon.value()).flag(parked).integer(limit);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            found.add(pending(row, daemon));
          }
        }
      }
      return found;
    });
  }

  private static Pending pending(ResultSet row, DaemonId daemon) throws SQLException {
    return new Pending(
        row.getLong("id"),
        new StreamName(daemon, Rows.text(row, "name")),
        new Acknowledgement(
            Rows.text(row, "key"), Rows.text(row, "verb"), Rows.text(row, "argument")),
        Rows.time(row, "since"),
        row.getString("parked"));
  }

  @Override
  public void done(Collection<Pending> acknowledgements) {
    if (acknowledgements.isEmpty()) {
      return;
    }
    transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
        bindNames(new Parameters(statement), acknowledgements);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public void park(Pending acknowledgement, String reason) {
    setParked(List.of(acknowledgement), reason);
  }

  @Override
  public void retry(Collection<Pending> acknowledgements) {
    if (!acknowledgements.isEmpty()) {
      setParked(acknowledgements, null);
    }
  }

  private void setParked(Collection<Pending> acknowledgements, @Nullable String reason) {
    transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(PARK)) {
        bindNames(new Parameters(statement).text(reason), acknowledgements);
        return statement.executeUpdate();
      }
    });
  }

  private static void bindNames(Parameters parameters, Collection<Pending> named)
      throws SQLException {
    List<Integer> daemons = new ArrayList<>();
    List<UUID> streams = new ArrayList<>();
    List<UUID> hashes = new ArrayList<>();
    List<String> verbs = new ArrayList<>();
    List<Long> ids = new ArrayList<>();
    for (Pending each : named) {
      daemons.add(each.stream().daemon().value());
      streams.add(bits(each.stream().name()));
      hashes.add(bits(each.acknowledgement().key()));
      verbs.add(each.acknowledgement().verb());
      ids.add(each.id());
    }
    parameters
        .array("integer", daemons.toArray())
        .array("uuid", streams.toArray())
        .array("uuid", hashes.toArray())
        .array("text", verbs.toArray())
        .array("bigint", ids.toArray());
  }

  private static UUID bits(String text) {
    KeyHash hash = KeyHash.of(text);
    return new UUID(hash.high(), hash.low());
  }
}
