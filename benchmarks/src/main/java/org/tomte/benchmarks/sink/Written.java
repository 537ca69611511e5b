package org.tomte.benchmarks.sink;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The three rows of each created triage event, as the product wrote them. */
record Written(RecordedTable keys, RecordedTable kept, RecordedTable triage) {

  /** Reads back what has come since these ids. */
  static Written since(DataSource product, long lastKept, long lastTriage) {
    RecordedTable keys =
        RecordedTable.read(
            product,
            "event_key",
            "stream, hash, state, version, made, kept_day, kept_id, until",
            "kept_id > %d ORDER BY kept_id".formatted(lastKept),
            "ON CONFLICT (stream, hash) DO NOTHING");
    RecordedTable kept =
        RecordedTable.read(
            product,
            "kept_event",
            """
            id, at, day, until, daemon, stream, hash, bytes, before_day, before_id, decision,
            event, media_type, raw_size, packed, raw, raw_blob, blobs\
            """,
            "id > %d ORDER BY id".formatted(lastKept),
            "");
    RecordedTable triage =
        RecordedTable.read(
            product,
            "triage_event",
            """
            id, status, title, type, severity, link, fields, observables, set_by_person, created,
            cause, cause_name, cause_daemon, cause_run, cause_rule, depth\
            """,
            "id > %d ORDER BY id".formatted(lastTriage),
            "");
    return new Written(keys, kept, triage);
  }

  int size() {
    return keys.size();
  }

  /** Writes them; the key first, because it tells whether an event is new. */
  BareLoop.Writes on(Connection connection, int batch) throws SQLException {
    RecordedTable.Writer key = keys.new Writer(connection, batch);
    RecordedTable.Writer event = kept.new Writer(connection, batch);
    RecordedTable.Writer object = triage.new Writer(connection, batch);
    return from -> {
      if (key.write(from) != batch) {
        throw new SQLException("the peer found a key that it did not write");
      }
      event.write(from);
      object.write(from);
    };
  }
}
