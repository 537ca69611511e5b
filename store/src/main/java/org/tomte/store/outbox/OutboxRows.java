package org.tomte.store.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.DaemonId;
import org.tomte.engine.outbox.EnclosedFile;
import org.tomte.engine.outbox.Hold;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.outbox.Origin;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxEntry.State;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;
import org.tomte.store.sql.Rows;

/** Rows of deliveries. */
public final class OutboxRows {
  static final String COLUMNS =
      "o.number, o.id, o.order_key, o.daemon, o.sender, o.owner, o.rule, o.action, o.run, o.depth,"
          + " o.object_kind, o.object_id, o.word, o.connection, o.content, o.files, o.created,"
          + " o.state, o.hold, o.tries, o.faults, o.due, o.claim, o.lease_until, o.problem,"
          + " o.ending, o.ended_by, o.ended";

  private static final MultiRow<NewDelivery> INSERT =
      new MultiRow<>(
          """
          INSERT INTO outbox (id, order_key, daemon, sender, owner, rule, action, run, depth,
            object_kind, object_id, word, connection, content, files, blobs, created, state, hold,
            due)
          VALUES\
          """,
          "(?, ?, ?::integer, ?, ?, ?, ?, ?, ?, ?::smallint, ?::bigint, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          """
          ON CONFLICT (id) DO UPDATE SET
            number = DEFAULT, order_key = excluded.order_key, daemon = excluded.daemon,
            sender = excluded.sender, owner = excluded.owner, run = excluded.run,
            depth = excluded.depth, object_kind = excluded.object_kind,
            object_id = excluded.object_id, word = excluded.word,
            connection = excluded.connection, content = excluded.content, files = excluded.files,
            blobs = excluded.blobs, created = excluded.created, state = excluded.state,
            hold = excluded.hold, due = excluded.due
          WHERE outbox.state = 2 AND outbox.hold = 'observed'\
          """,
          OutboxRows::bind,
          row -> row.content().length() * 2L);

  private OutboxRows() {}

  /** Stores new ones; those that are there already stay as they are, unless only observed. */
  public static void insert(Connection connection, List<NewDelivery> rows) throws SQLException {
    INSERT.execute(connection, rows);
  }

  private static void bind(Parameters row, NewDelivery each) throws SQLException {
    Origin origin = each.origin();
    ObjectRef object = origin.object();
    DaemonId daemon = origin.daemon();
    Hold hold = each.hold();
    List<String> blobs = each.files().stream().map(EnclosedFile::sha256).distinct().toList();
    row.hash(each.id())
        .text(each.orderKey())
        .numberOrNull(daemon == null ? null : (long) daemon.value())
        .text(origin.name())
        .text(origin.owner())
        .text(origin.step().rule())
        .text(origin.step().action())
        .time(origin.step().run())
        .integer(origin.step().depth())
        .numberOrNull(object == null ? null : (long) object.kind().code())
        .numberOrNull(object == null ? null : object.id())
        .text(each.route().word())
        .text(each.route().connection())
        .text(each.content())
        .text(EnclosedFile.json(each.files()))
        .texts(blobs)
        .time(each.created())
        .integer(hold == null ? code(State.OPEN) : code(State.HELD))
        .text(hold == null ? null : word(hold))
        .time(each.due());
  }

  static int code(State state) {
    return switch (state) {
      case OPEN -> 1;
      case HELD -> 2;
      case PARKED -> 3;
      case DONE -> 4;
      case DISCARDED -> 5;
    };
  }

  private static State state(int code) throws SQLException {
    for (State state : State.values()) {
      if (code(state) == code) {
        return state;
      }
    }
    throw new SQLException("no delivery has the state " + code);
  }

  static String word(Hold hold) {
    return hold.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static @Nullable Hold hold(@Nullable String word) throws SQLException {
    if (word == null) {
      return null;
    }
    for (Hold hold : Hold.values()) {
      if (word(hold).equals(word)) {
        return hold;
      }
    }
    throw new SQLException("no delivery is held because of " + word);
  }

  static OutboxEntry entry(ResultSet row) throws SQLException {
    Instant ended = Rows.timeOrNull(row, "ended");
    return new OutboxEntry(
        row.getLong("number"),
        delivery(row),
        state(row.getInt("state")),
        hold(row.getString("hold")),
        new OutboxEntry.Tries(
            row.getInt("tries"),
            row.getInt("faults"),
            Rows.time(row, "due"),
            row.getLong("claim"),
            Rows.timeOrNull(row, "lease_until"),
            row.getString("problem")),
        ended == null
            ? null
            : new OutboxEntry.Ending(Rows.text(row, "ending"), row.getString("ended_by"), ended));
  }

  private static NewDelivery delivery(ResultSet row) throws SQLException {
    return new NewDelivery(
        Rows.hash(row, "id"),
        Rows.text(row, "order_key"),
        origin(row),
        new NewDelivery.Route(Rows.text(row, "word"), Rows.text(row, "connection")),
        Rows.text(row, "content"),
        EnclosedFile.read(Rows.text(row, "files")),
        hold(row.getString("hold")),
        Rows.time(row, "created"));
  }

  private static Origin origin(ResultSet row) throws SQLException {
    Integer daemon = row.getObject("daemon", Integer.class);
    Integer kind = row.getObject("object_kind", Integer.class);
    return new Origin(
        daemon == null ? null : new DaemonId(daemon),
        Rows.text(row, "sender"),
        Rows.text(row, "owner"),
        new Origin.Step(
            Rows.text(row, "rule"),
            Rows.text(row, "action"),
            Rows.time(row, "run"),
            row.getInt("depth")),
        kind == null ? null : new ObjectRef(ObjectKind.of(kind), row.getLong("object_id")));
  }
}
