package org.tomte.store.commit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.commit.KeptBlock;
import org.tomte.engine.commit.KeptPlace;
import org.tomte.engine.commit.KeptRow;
import org.tomte.engine.commit.QuarantineRow;
import org.tomte.engine.keep.StoredBody;
import org.tomte.store.sql.CopyBuffer;
import org.tomte.store.sql.CopyRows;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;

/** Writes kept events, blocks and quarantine entries. */
final class KeptRows {
  private static final MultiRow<KeptRow> EVENTS =
      new MultiRow<>(
          """
          INSERT INTO kept_event (id, at, day, until, daemon, stream, hash, bytes, before_day,
            before_id, decision, event, media_type, raw_size, packed, raw, raw_blob, blobs)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          KeptRows::bind,
          row -> row.event().stored());

  /** Most events are nothing but fields, and a placeholder costs time even for a null. */
  private static final MultiRow<KeptRow> PLAIN_EVENTS =
      new MultiRow<>(
          """
          INSERT INTO kept_event (id, at, day, until, daemon, stream, hash, bytes, decision, event)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          KeptRows::bindPlain,
          row -> row.event().stored());

  private static final CopyRows<KeptRow> MANY_EVENTS =
      new CopyRows<>(
          "kept_event",
          List.of(
              "id",
              "at",
              "day",
              "until",
              "daemon",
              "stream",
              "hash",
              "bytes",
              "before_day",
              "before_id",
              "decision",
              "event",
              "media_type",
              "raw_size",
              "packed",
              "raw",
              "raw_blob",
              "blobs"),
          KeptRows::copy);

  private static final MultiRow<KeptBlock> BLOCKS =
      new MultiRow<>(
          """
          INSERT INTO kept_block (id, at, day, until, daemon, stream, bytes, marks,
            media_type, raw_size, packed, raw, raw_blob)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          KeptRows::bind,
          block -> block.body().stored());

  private static final MultiRow<QuarantineRow> QUARANTINE =
      new MultiRow<>(
          """
          INSERT INTO quarantine (id, daemon, stream, hash, stage, reason, instant, at, until,
            depth, decision, event, media_type, raw_size, packed, raw, raw_blob, blobs)
          VALUES\
          """,
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          KeptRows::bind,
          row -> row.event().stored());

  private KeptRows() {}

  static void keep(Connection connection, List<KeptRow> rows) throws SQLException {
    if (rows.size() >= CopyRows.WORTH_IT) {
      MANY_EVENTS.execute(connection, rows);
      return;
    }
    List<KeptRow> plain = rows.stream().filter(KeptRows::isPlain).toList();
    PLAIN_EVENTS.execute(connection, plain);
    if (plain.size() < rows.size()) {
      EVENTS.execute(connection, rows.stream().filter(row -> !isPlain(row)).toList());
    }
  }

  private static boolean isPlain(KeptRow row) {
    return row.before() == null && row.event().raw() == null && row.event().blobs().isEmpty();
  }

  static void keepBlocks(Connection connection, List<KeptBlock> blocks) throws SQLException {
    BLOCKS.execute(connection, blocks);
  }

  static void quarantine(Connection connection, List<QuarantineRow> rows) throws SQLException {
    QUARANTINE.execute(connection, rows);
  }

  private static Parameters bindPlace(Parameters row, KeptRow kept) throws SQLException {
    return row.number(kept.place().id())
        .time(kept.at())
        .day(kept.place().day())
        .day(kept.until())
        .integer(kept.daemon().value())
        .integer(kept.key().stream())
        .hash(kept.key().hash())
        .integer(bytes(kept.event().stored() + kept.decision().length()));
  }

  private static void bindPlain(Parameters row, KeptRow kept) throws SQLException {
    bindPlace(row, kept).text(kept.decision()).text(kept.event().json());
  }

  private static void bind(Parameters row, KeptRow kept) throws SQLException {
    KeptPlace before = kept.before();
    bindPlace(row, kept)
        .day(before == null ? null : before.day())
        .numberOrNull(before == null ? null : before.id())
        .text(kept.decision())
        .text(kept.event().json());
    body(row, kept.event().raw());
    row.texts(kept.event().blobs());
  }

  private static void copy(CopyBuffer row, KeptRow kept) {
    KeptPlace before = kept.before();
    row.number(kept.place().id())
        .time(kept.at())
        .day(kept.place().day())
        .day(kept.until())
        .integer(kept.daemon().value())
        .integer(kept.key().stream())
        .hash(kept.key().hash())
        .integer(bytes(kept.event().stored() + kept.decision().length()))
        .day(before == null ? null : before.day())
        .numberOrNull(before == null ? null : before.id())
        .text(kept.decision())
        .text(kept.event().json());
    StoredBody body = kept.event().raw();
    row.text(body == null ? null : body.mediaType())
        .numberOrNull(body == null ? null : body.size())
        .flag(body == null ? null : body.packed())
        .bytes(body == null ? null : body.bytes())
        .text(body == null ? null : body.blob())
        .texts(kept.event().blobs());
  }

  private static void bind(Parameters row, KeptBlock block) throws SQLException {
    row.number(block.place().id())
        .time(block.at())
        .day(block.place().day())
        .day(block.until())
        .integer(block.daemon().value())
        .integer(block.stream())
        .integer(bytes(block.body().stored() + 4L * block.marks().length))
        .integers(block.marks());
    body(row, block.body());
  }

  private static void bind(Parameters row, QuarantineRow entry) throws SQLException {
    row.number(entry.id())
        .integer(entry.daemon().value())
        .integer(entry.key().stream())
        .hash(entry.key().hash())
        .text(entry.stage())
        .text(entry.reason())
        .time(entry.instant())
        .time(entry.at())
        .day(entry.until())
        .integer(entry.depth())
        .text(entry.decision())
        .text(entry.event().json());
    body(row, entry.event().raw());
    row.texts(entry.event().blobs());
  }

  private static int bytes(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  private static void body(Parameters row, @Nullable StoredBody body) throws SQLException {
    if (body == null) {
      row.text(null).numberOrNull(null).flag(null).bytes(null).text(null);
      return;
    }
    row.text(body.mediaType())
        .number(body.size())
        .flag(body.packed())
        .bytes(body.bytes())
        .text(body.blob());
  }
}
