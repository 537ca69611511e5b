package org.tomte.store.keep;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.MadeEffects;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.BlockJson;
import org.tomte.engine.keep.DecisionJson;
import org.tomte.engine.keep.EventJson;
import org.tomte.engine.keep.KeptEvents;
import org.tomte.engine.keep.StoredBody;
import org.tomte.engine.keep.StoredDecision;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.store.sql.Bodies;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/**
 * Kept events in PostgreSQL. An event that made something is found by its key; those that made
 * nothing by the marks of the blocks of their stream.
 */
public final class JdbiKeptEvents implements KeptEvents {
  private static final Duration NEAR = Duration.ofMinutes(1);

  /** Follows the versions of a key from the last to the first; each names its partition. */
  private static final String OF_KEY =
      """
      WITH RECURSIVE version AS (
        SELECT e.* FROM stream s
        JOIN event_key k ON k.stream = s.id
        JOIN kept_event e ON e.day = k.kept_day AND e.id = k.kept_id
        WHERE s.daemon = ? AND k.hash = ?
        UNION ALL
        SELECT e.* FROM version v
        JOIN kept_event e ON e.day = v.before_day AND e.id = v.before_id
      )
      SELECT v.*, s.name FROM version v JOIN stream s ON s.id = v.stream ORDER BY v.id DESC
      """;

  private static final String BLOCKS_OF_KEY =
      """
      SELECT b.*, s.name FROM stream s JOIN kept_block b ON b.stream = s.id
      WHERE s.daemon = ? AND b.daemon = ? AND ? = ANY (b.marks) ORDER BY b.id DESC
      """;

  private static final String BETWEEN =
      """
      SELECT e.*, s.name FROM %s e JOIN stream s ON s.id = e.stream
      WHERE e.daemon = ? AND e.day BETWEEN ? AND ? AND e.at >= ? AND e.at < ? AND e.id > ?
      ORDER BY e.id LIMIT ?
      """;

  /** What only observed has no key; it is found by the day. */
  private static final String OBSERVED_OF_KEY =
      """
      SELECT e.*, s.name FROM kept_event e JOIN stream s ON s.id = e.stream
      WHERE e.daemon = ? AND e.hash = ? ORDER BY e.id DESC
      """;

  private final Transactions transactions;
  private final BlobStore blobs;

  /**
   * Kept events in this database.
   *
   * @param blobs where large bodies are
   */
  public JdbiKeptEvents(Jdbi jdbi, BlobStore blobs) {
    this.transactions = new Transactions(jdbi);
    this.blobs = blobs;
  }

  @Override
  public List<KeptEvent> ofKey(DaemonId daemon, String key) {
    KeyHash hash = KeyHash.of(key);
    return transactions.run((_, connection) -> {
      List<KeptEvent> found = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(OF_KEY)) {
        new Parameters(statement).integer(daemon.value()).hash(hash);
        readEvents(statement, found);
      }
      if (found.isEmpty()) {
        try (PreparedStatement statement = connection.prepareStatement(OBSERVED_OF_KEY)) {
          new Parameters(statement).integer(daemon.value()).hash(hash);
          readEvents(statement, found);
        }
      }
      try (PreparedStatement statement = connection.prepareStatement(BLOCKS_OF_KEY)) {
        int mark = (int) (hash.high() >>> 32);
        new Parameters(statement).integer(daemon.value()).integer(daemon.value()).integer(mark);
        readBlocks(statement, found, event -> event.item().key().equals(key));
      }
      found.sort(Comparator.comparingLong(KeptEvent::id).reversed());
      return found;
    });
  }

  @Override
  public List<KeptEvent> ofObject(DaemonId daemon, ObjectRef object, Instant around) {
    List<KeptEvent> near = new ArrayList<>();
    Instant from = around.minus(NEAR);
    Instant until = around.plus(NEAR);
    long after = 0;
    while (true) {
      List<KeptEvent> page = eventsBetween(daemon, from, until, after, 1_000);
      page.stream().filter(event -> makes(event, object)).forEach(near::add);
      if (page.size() < 1_000) {
        break;
      }
      after = page.getLast().id();
    }
    near.sort(Comparator.comparingLong(KeptEvent::id).reversed());
    return near;
  }

  private static boolean makes(KeptEvent event, ObjectRef object) {
    String made = event.made();
    return made != null && MadeEffects.read(made).objects().contains(object);
  }

  @Override
  public List<KeptEvent> between(
      DaemonId daemon, Instant from, Instant until, long after, int limit) {
    List<KeptEvent> found = new ArrayList<>(eventsBetween(daemon, from, until, after, limit));
    long last = found.size() < limit ? Long.MAX_VALUE : found.getLast().id();
    transactions.run((_, connection) -> {
      String sql = BETWEEN.formatted("kept_block");
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bindSpan(statement, daemon, from, until).number(after).integer(limit);
        readBlocks(statement, found, event -> event.id() <= last);
      }
      return true;
    });
    found.sort(Comparator.comparingLong(KeptEvent::id));
    return cut(found, limit);
  }

  /** About so many, but never part of a block. */
  private static List<KeptEvent> cut(List<KeptEvent> sorted, int limit) {
    int end = Math.min(limit, sorted.size());
    while (end > 0 && end < sorted.size() && sorted.get(end).id() == sorted.get(end - 1).id()) {
      end++;
    }
    return List.copyOf(sorted.subList(0, end));
  }

  private List<KeptEvent> eventsBetween(
      DaemonId daemon, Instant from, Instant until, long after, int limit) {
    return transactions.run((_, connection) -> {
      List<KeptEvent> found = new ArrayList<>();
      String sql = BETWEEN.formatted("kept_event");
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        bindSpan(statement, daemon, from, until).number(after).integer(limit);
        readEvents(statement, found);
      }
      return found;
    });
  }

  private static Parameters bindSpan(
      PreparedStatement statement, DaemonId daemon, Instant from, Instant until)
      throws SQLException {
    LocalDate first = from.atZone(ZoneOffset.UTC).toLocalDate();
    LocalDate last = until.atZone(ZoneOffset.UTC).toLocalDate();
    return new Parameters(statement)
        .integer(daemon.value())
        .day(first)
        .day(last)
        .time(from)
        .time(until);
  }

  private void readEvents(PreparedStatement statement, List<KeptEvent> into) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        StoredDecision decision = DecisionJson.read(Rows.text(row, "decision"));
        into.add(
            new KeptEvent(
                row.getLong("id"),
                Rows.text(row, "name"),
                Rows.time(row, "at"),
                EventJson.read(Rows.text(row, "event"), Bodies.raw(row), blobs),
                decision,
                decision.made()));
      }
    }
  }

  private void readBlocks(
      PreparedStatement statement, List<KeptEvent> into, Predicate<KeptEvent> wanted)
      throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        long id = row.getLong("id");
        String stream = Rows.text(row, "name");
        Instant at = Rows.time(row, "at");
        StoredBody body = Rows.present(Bodies.raw(row), "media_type");
        for (BlockJson.Line line : BlockJson.read(text(body), blobs)) {
          KeptEvent event = new KeptEvent(id, stream, at, line.item(), line.decision(), null);
          if (wanted.test(event)) {
            into.add(event);
          }
        }
      }
    }
  }

  private String text(StoredBody body) throws SQLException {
    try (InputStream stream = body.open(blobs)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SQLException("a block of kept events cannot be read: " + e.getMessage(), e);
    }
  }
}
