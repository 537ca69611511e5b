package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.PointerChange;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.PointerRow;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.pointer.Member;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Pointers in PostgreSQL. */
public final class JdbiPointers implements Pointers {
  private static final int PAGE = 5_000;

  private static final String OF_DAEMON =
      """
      SELECT name, kind, state, words, moved FROM stream
      WHERE daemon = ? AND kind IS NOT NULL ORDER BY name
      """;

  private static final String OF_STREAM =
      """
      SELECT name, kind, state, words, moved FROM stream
      WHERE daemon = ? AND name_hash = ? AND kind IS NOT NULL
      """;

  private static final String FORGET =
      "UPDATE stream SET kind = NULL, state = NULL, words = NULL, moved = NULL WHERE id = ?";

  private static final String COUNT_MOVE = "UPDATE pointer_moves SET moves = moves + 1";

  private static final String REMEMBER =
      """
      INSERT INTO pointer_change (stream, at, who, why, before_kind, before_state, before_words,
        before_moved, after_kind, after_state, after_words)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id
      """;

  private static final String HISTORY =
      """
      SELECT c.* FROM stream s JOIN pointer_change c ON c.stream = s.id
      WHERE s.daemon = ? AND s.name_hash = ? ORDER BY c.id DESC LIMIT ?
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM stream s JOIN event_key k ON k.stream = s.id
      WHERE s.daemon = ? AND s.name_hash = ? AND k.hash = ANY (?)
      """;

  private static final String MEMBERS =
      """
      SELECT m.hash, m.version, m.key FROM stream s JOIN member m ON m.stream = s.id
      WHERE s.daemon = ? AND s.name_hash = ? AND m.hash = ANY (?)
      """;

  private static final String MEMBERS_AFTER =
      """
      SELECT m.hash, m.version, m.key FROM stream s JOIN member m ON m.stream = s.id
      WHERE s.daemon = ? AND s.name_hash = ? AND m.hash > ?
      ORDER BY m.hash LIMIT ?
      """;

  private final Transactions transactions;
  private final InstantSource clock;
  private final Streams streams = new Streams();

  /** Pointers in this database. */
  public JdbiPointers(Jdbi jdbi, InstantSource clock) {
    this.transactions = new Transactions(jdbi);
    this.clock = clock;
  }

  @Override
  public List<StoredPointer> of(DaemonId daemon) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(OF_DAEMON)) {
        statement.setInt(1, daemon.value());
        return pointers(statement, daemon);
      }
    });
  }

  private static List<StoredPointer> pointers(PreparedStatement statement, DaemonId daemon)
      throws SQLException {
    List<StoredPointer> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new StoredPointer(
                new StreamName(daemon, Rows.text(row, "name")),
                Rows.text(row, "kind"),
                Rows.text(row, "state"),
                Rows.text(row, "words"),
                Rows.timeOrNull(row, "moved")));
      }
    }
    return found;
  }

  @Override
  public Optional<StoredPointer> of(StreamName stream) {
    return transactions.run((_, connection) -> Optional.ofNullable(find(connection, stream)));
  }

  private static @Nullable StoredPointer find(Connection connection, StreamName stream)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(OF_STREAM)) {
      bind(statement, stream);
      List<StoredPointer> found = pointers(statement, stream.daemon());
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  private static Parameters bind(PreparedStatement statement, StreamName stream)
      throws SQLException {
    return new Parameters(statement)
        .integer(stream.daemon().value())
        .hash(KeyHash.of(stream.name()));
  }

  @Override
  public PointerChange move(StreamName stream, @Nullable PointerMove to, String who, String why) {
    int number = number(stream);
    return transactions.run((_, connection) -> move(connection, stream, number, to, who, why));
  }

  private int number(StreamName stream) {
    Integer number = streams.numbers(transactions, List.of(stream)).get(stream);
    if (number == null) {
      throw new IllegalStateException("the stream " + stream.name() + " has no number");
    }
    return number;
  }

  private PointerChange move(
      Connection connection,
      StreamName stream,
      int number,
      @Nullable PointerMove to,
      String who,
      String why)
      throws SQLException {
    raise(connection, stream.daemon()); // first, so that it waits for a commit under way
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    StoredPointer before = find(connection, stream);
    if (to == null) {
      forget(connection, number);
    } else {
      PointerRows.move(connection, List.of(new PointerRow(number, to, now)));
    }
    StoredPointer after = find(connection, stream);
    try (PreparedStatement statement = connection.prepareStatement(COUNT_MOVE)) {
      statement.executeUpdate();
    }
    PointerChange change = new PointerChange(0, stream, now, who, why, before, after);
    return remember(connection, number, change);
  }

  private static void raise(Connection connection, DaemonId daemon) throws SQLException {
    TreeSet<LaneName> names = new TreeSet<>();
    names.add(new LaneName(daemon, Batch.WHOLE));
    names.addAll(LaneRows.ofDaemons(connection, List.of(daemon)).keySet());
    LaneRows.raise(connection, List.copyOf(names));
  }

  private static void forget(Connection connection, int number) throws SQLException {
    for (String sql : List.of(FORGET, "DELETE FROM member WHERE stream = ?")) {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        statement.setInt(1, number);
        statement.executeUpdate();
      }
    }
  }

  private static PointerChange remember(Connection connection, int number, PointerChange change)
      throws SQLException {
    StoredPointer before = change.before();
    StoredPointer after = change.after();
    try (PreparedStatement statement = connection.prepareStatement(REMEMBER)) {
      new Parameters(statement)
          .integer(number)
          .time(change.at())
          .text(change.who())
          .text(change.why())
          .text(before == null ? null : before.kind())
          .text(before == null ? null : before.state())
          .text(before == null ? null : before.words())
          .time(before == null ? null : before.at())
          .text(after == null ? null : after.kind())
          .text(after == null ? null : after.state())
          .text(after == null ? null : after.words());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new PointerChange(
            row.getLong("id"),
            change.stream(),
            change.at(),
            change.who(),
            change.why(),
            before,
            after);
      }
    }
  }

  @Override
  public Optional<PointerChange> undo(StreamName stream, String who, String why) {
    return transactions.run((_, connection) -> {
      List<PointerChange> last = history(connection, stream, 1);
      if (last.isEmpty()) {
        return Optional.empty();
      }
      StoredPointer before = last.getFirst().before();
      PointerMove to =
          before == null
              ? null
              : PointerMove.to(stream.name(), before.kind(), before.state(), before.words());
      Map<StreamName, Integer> numbers = Streams.find(connection, List.of(stream));
      int number = Rows.present(numbers.get(stream), "stream");
      return Optional.of(move(connection, stream, number, to, who, why));
    });
  }

  @Override
  public long moves() {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
              connection.prepareStatement("SELECT moves FROM pointer_moves");
          ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong("moves");
      }
    });
  }

  @Override
  public List<PointerChange> history(StreamName stream, int limit) {
    return transactions.run((_, connection) -> history(connection, stream, limit));
  }

  private static List<PointerChange> history(Connection connection, StreamName stream, int limit)
      throws SQLException {
    List<PointerChange> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(HISTORY)) {
      bind(statement, stream).integer(limit);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          Instant at = Rows.time(row, "at");
          found.add(
              new PointerChange(
                  row.getLong("id"),
                  stream,
                  at,
                  Rows.text(row, "who"),
                  Rows.text(row, "why"),
                  pointer(row, stream, "before", Rows.timeOrNull(row, "before_moved")),
                  pointer(row, stream, "after", at)));
        }
      }
    }
    return found;
  }

  private static @Nullable StoredPointer pointer(
      ResultSet row, StreamName stream, String side, @Nullable Instant at) throws SQLException {
    String kind = row.getString(side + "_kind");
    return kind == null
        ? null
        : new StoredPointer(
            stream, kind, Rows.text(row, side + "_state"), Rows.text(row, side + "_words"), at);
  }

  @Override
  public int countKnown(StreamName stream, Collection<KeyHash> keys) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(COUNT)) {
        bind(statement, stream).array("uuid", bits(keys));
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getInt(1);
        }
      }
    });
  }

  private static UUID[] bits(Collection<KeyHash> keys) {
    return keys.stream().map(key -> new UUID(key.high(), key.low())).toArray(UUID[]::new);
  }

  @Override
  public List<Member> members(StreamName stream, Collection<KeyHash> keys) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(MEMBERS)) {
        bind(statement, stream).array("uuid", bits(keys));
        return members(statement);
      }
    });
  }

  private static List<Member> members(PreparedStatement statement) throws SQLException {
    List<Member> found = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        found.add(
            new Member(Rows.hash(row, "hash"), Rows.hash(row, "version"), Rows.text(row, "key")));
      }
    }
    return found;
  }

  @Override
  public List<Member> missingMembers(StreamName stream, Predicate<KeyHash> listed, int most) {
    List<Member> missing = new ArrayList<>();
    KeyHash after = new KeyHash(0, 0);
    while (true) {
      KeyHash from = after;
      List<Member> page =
          transactions.run((_, connection) -> membersAfter(connection, stream, from));
      for (Member member : page) {
        if (!listed.test(member.hash())) {
          missing.add(member);
        }
        if (missing.size() == most) {
          return missing;
        }
      }
      if (page.size() < PAGE) {
        return missing;
      }
      after = page.getLast().hash();
    }
  }

  private static List<Member> membersAfter(Connection connection, StreamName stream, KeyHash after)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(MEMBERS_AFTER)) {
      bind(statement, stream).hash(after).integer(PAGE);
      return members(statement);
    }
  }
}
