package org.tomte.store.outbox;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.engine.DaemonId;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxEntry.Ending;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.store.casework.JdbiCasework;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;
import org.tomte.store.sql.Transactions;

/** Deliveries in PostgreSQL. */
public final class JdbiOutbox implements OutboxStore {
  /**
   * An entry whose row another worker has locked is passed over; one that another has taken is not
   * free before its lease is over. Rows are checked again after they were locked.
   */
  private static final String CLAIM =
      """
      WITH free AS (
        SELECT o.number FROM outbox o
        WHERE o.state = 1 AND o.due <= ? AND (o.lease_until IS NULL OR o.lease_until <= ?)
          AND NOT EXISTS (
            SELECT 1 FROM outbox e
            WHERE e.state = 1 AND e.order_key = o.order_key AND e.number < o.number)
          AND NOT (SELECT held FROM outbox_switch)
          AND NOT EXISTS (
            SELECT 1 FROM connection_pause p
            WHERE p.connection = o.connection AND p.ended IS NULL AND p.since <= ? AND p.until > ?)
        ORDER BY o.due, o.number LIMIT ?
        FOR UPDATE OF o SKIP LOCKED)
      UPDATE outbox o SET claim = o.claim + 1, lease_until = ?
      FROM free WHERE o.number = free.number
      RETURNING %s
      """
          .formatted(OutboxRows.COLUMNS);

  private static final String OURS = " WHERE number = ? AND claim = ? AND state = 1";

  private static final String DONE =
      """
      UPDATE outbox SET state = 4, tries = tries + 1, lease_until = NULL, problem = NULL,
        answer = ?, ending = ?, ended = ?\
      """
          + OURS;

  private static final String LATER =
      """
      UPDATE outbox SET tries = tries + ?, faults = faults + ?, due = ?, lease_until = NULL,
        problem = coalesce(?, problem)\
      """
          + OURS;

  private static final String PARK =
      """
      UPDATE outbox SET state = 3, tries = tries + 1, faults = faults + 1, lease_until = NULL,
        problem = ?, due = ?\
      """
          + OURS;

  private static final String MAKE_HOST =
      "INSERT INTO outbox_host (host, minute, used) VALUES (?, ?, 0) ON CONFLICT DO NOTHING";

  private static final String LOCK_HOST =
      "SELECT minute, used, rests_until FROM outbox_host WHERE host = ? FOR NO KEY UPDATE";

  private static final String USE_HOST =
      "UPDATE outbox_host SET minute = ?, used = ?, rests_until = NULL WHERE host = ?";

  private static final String REST =
      """
      INSERT INTO outbox_host (host, minute, used, rests_until) VALUES (?, ?, 0, ?)
      ON CONFLICT (host) DO UPDATE
      SET rests_until = greatest(outbox_host.rests_until, excluded.rests_until)
      """;

  private static final String FITTING =
      """
       FROM outbox o WHERE (?::integer IS NULL OR o.daemon = ?) AND o.state = ANY (?)
        AND o.number < ?\
      """;

  private static final String WAITING =
      """
      SELECT sender, max(owner) AS owner, count(*) FILTER (WHERE state = 3) AS parked,
        count(*) FILTER (WHERE state = 2) AS above
      FROM outbox WHERE state IN (2, 3) AND (state = 3 OR hold = 'at-most')
      GROUP BY sender ORDER BY sender
      """;

  private static final String REMOVE =
      """
      DELETE FROM outbox WHERE (ended IS NOT NULL AND ended < ?)
        OR (state = 2 AND hold <> 'approval' AND created < ?)
      """;

  private final Transactions transactions;

  /** Deliveries in this database. */
  public JdbiOutbox(Jdbi jdbi) {
    this.transactions = new Transactions(jdbi);
  }

  @Override
  public List<OutboxEntry> claim(Instant now, Instant leaseUntil, int limit) {
    List<OutboxEntry> taken =
        transactions.run((_, connection) -> {
          try (PreparedStatement statement = connection.prepareStatement(CLAIM)) {
            new Parameters(statement)
                .time(now)
                .time(now)
                .time(now)
                .time(now)
                .integer(limit)
                .time(leaseUntil);
            return entries(statement);
          }
        });
    return taken.stream()
        .sorted(java.util.Comparator.comparing((OutboxEntry each) -> each.tries().due()))
        .toList();
  }

  private static List<OutboxEntry> entries(PreparedStatement statement) throws SQLException {
    List<OutboxEntry> entries = new ArrayList<>();
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        entries.add(OutboxRows.entry(row));
      }
    }
    return entries;
  }

  @Override
  public boolean done(
      OutboxEntry claimed, Ending ending, String answer, Consumer<CaseworkTransaction> writing) {
    return transactions.run((handle, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(DONE)) {
        ours(
            new Parameters(statement).text(answer).text(ending.words()).time(ending.at()), claimed);
        if (statement.executeUpdate() == 0) {
          return false;
        }
      }
      writing.accept(new JdbiCasework(handle));
      return true;
    });
  }

  private static void ours(Parameters parameters, OutboxEntry claimed) throws SQLException {
    parameters.number(claimed.number()).number(claimed.tries().claim());
  }

  @Override
  public boolean later(OutboxEntry claimed, Instant due, @Nullable String problem, boolean counts) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(LATER)) {
        ours(
            new Parameters(statement)
                .integer(problem == null ? 0 : 1)
                .integer(counts ? 1 : 0)
                .time(due)
                .text(problem),
            claimed);
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public boolean park(OutboxEntry claimed, String problem, Instant at) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(PARK)) {
        ours(new Parameters(statement).text(problem).time(at), claimed);
        return statement.executeUpdate() == 1;
      }
    });
  }

  @Override
  public Instant room(String host, int perMinute, Instant now) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement make = connection.prepareStatement(MAKE_HOST)) {
        new Parameters(make).text(host).time(now);
        make.executeUpdate();
      }
      try (PreparedStatement lock = connection.prepareStatement(LOCK_HOST)) {
        new Parameters(lock).text(host);
        try (ResultSet row = lock.executeQuery()) {
          return row.next() ? use(connection, host, row, perMinute, now) : now;
        }
      }
    });
  }

  private static Instant use(
      Connection connection, String host, ResultSet row, int perMinute, Instant now)
      throws SQLException {
    Instant rests = Rows.timeOrNull(row, "rests_until");
    if (rests != null && rests.isAfter(now)) {
      return rests;
    }
    Instant minute = Rows.time(row, "minute");
    Instant next = minute.plus(Duration.ofMinutes(1));
    boolean same = now.isBefore(next);
    int used = same ? row.getInt("used") : 0;
    if (used >= perMinute) {
      return next;
    }
    try (PreparedStatement use = connection.prepareStatement(USE_HOST)) {
      new Parameters(use).time(same ? minute : now).integer(used + 1).text(host);
      use.executeUpdate();
    }
    return now;
  }

  @Override
  public void rest(String host, Instant until) {
    transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(REST)) {
        new Parameters(statement).text(host).time(until.minusSeconds(3600)).time(until);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public List<OutboxEntry> list(Filter filter, int limit) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT " + OutboxRows.COLUMNS + FITTING + " ORDER BY o.number DESC LIMIT ?")) {
        fitting(new Parameters(statement), filter).integer(limit);
        return entries(statement);
      }
    });
  }

  private static Parameters fitting(Parameters parameters, Filter filter) throws SQLException {
    DaemonId daemon = filter.daemon();
    Long number = daemon == null ? null : (long) daemon.value();
    Set<OutboxEntry.State> states =
        filter.states().isEmpty() ? Set.of(OutboxEntry.State.values()) : filter.states();
    Long before = filter.before();
    return parameters
        .numberOrNull(number)
        .numberOrNull(number)
        .integers(states.stream().mapToInt(OutboxRows::code).toArray())
        .number(before == null ? Long.MAX_VALUE : before);
  }

  @Override
  public long count(Filter filter) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT count(*) AS c" + FITTING)) {
        fitting(new Parameters(statement), filter);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() ? row.getLong("c") : 0L;
        }
      }
    });
  }

  @Override
  public Optional<OutboxEntry> find(long number) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT " + OutboxRows.COLUMNS + " FROM outbox o WHERE o.number = ?")) {
        new Parameters(statement).number(number);
        return entries(statement).stream().findFirst();
      }
    });
  }

  @Override
  public Optional<String> answer(long number) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement("SELECT answer FROM outbox WHERE number = ?")) {
        new Parameters(statement).number(number);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() ? Optional.ofNullable(row.getString("answer")) : Optional.empty();
        }
      }
    });
  }

  @Override
  public Set<Long> act(Collection<Long> numbers, Act act, Ending by) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(sql(act))) {
        Parameters parameters = new Parameters(statement).time(by.at());
        if (act == Act.DISCARD) {
          parameters.text(by.words()).text(by.who()).time(by.at());
        }
        parameters.array("bigint", numbers.toArray());
        if (act == Act.HOLD || act == Act.DISCARD) {
          parameters.time(by.at());
        }
        Set<Long> changed = new LinkedHashSet<>();
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            changed.add(row.getLong("number"));
          }
        }
        return changed;
      }
    });
  }

  /** Raising the claim keeps a worker that still holds the entry from ending it. */
  private static String sql(Act act) {
    String begin = "UPDATE outbox SET claim = claim + 1, faults = 0, lease_until = NULL, due = ?";
    String idle = "(state = 1 AND (lease_until IS NULL OR lease_until <= ?))";
    return switch (act) {
      case RELEASE ->
          begin + ", state = 1, hold = NULL WHERE number = ANY (?) AND state = 2 RETURNING number";
      case HOLD ->
          begin
              + ", state = 2, hold = 'person' WHERE number = ANY (?) AND "
              + idle
              + " RETURNING number";
      case RETRY -> begin + ", state = 1 WHERE number = ANY (?) AND state = 3 RETURNING number";
      case DISCARD ->
          begin
              + ", state = 5, hold = NULL, ending = ?, ended_by = ?, ended = ?"
              + " WHERE number = ANY (?) AND (state IN (2, 3) OR "
              + idle
              + ") RETURNING number";
    };
  }

  @Override
  public void hold(boolean all, String who, String why, Instant at) {
    transactions.run((_, connection) -> {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "UPDATE outbox_switch SET held = ?, who = ?, why = ?, at = ?")) {
        new Parameters(statement).flag(all).text(who).text(why).time(at);
        return statement.executeUpdate();
      }
    });
  }

  @Override
  public Optional<Ending> heldAll() {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement =
              connection.prepareStatement("SELECT who, why, at FROM outbox_switch WHERE held");
          ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new Ending(Rows.text(row, "why"), Rows.text(row, "who"), Rows.time(row, "at")))
            : Optional.empty();
      }
    });
  }

  @Override
  public List<Waiting> waiting() {
    return transactions.run((_, connection) -> {
      List<Waiting> waiting = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(WAITING);
          ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          waiting.add(
              new Waiting(
                  Rows.text(row, "sender"),
                  Rows.text(row, "owner"),
                  row.getLong("parked"),
                  row.getLong("above")));
        }
      }
      return waiting;
    });
  }

  @Override
  public int remove(Instant ended, Instant held) {
    return transactions.run((_, connection) -> {
      try (PreparedStatement statement = connection.prepareStatement(REMOVE)) {
        new Parameters(statement).time(ended).time(held);
        return statement.executeUpdate();
      }
    });
  }
}
