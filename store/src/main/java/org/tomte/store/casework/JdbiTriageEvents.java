package org.tomte.store.casework;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.change.Cause;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageEvents;
import org.tomte.casework.triage.TriageStatus;
import org.tomte.store.sql.CopyRows;
import org.tomte.store.sql.MultiRow;
import org.tomte.store.sql.Parameters;

/** Triage events in the database. */
final class JdbiTriageEvents implements TriageEvents {

  private static final MultiRow<TriageEvent> INSERT =
      new MultiRow<>(
          """
          INSERT INTO triage_event
            (status, title, type, severity, link, fields, observables, set_by_person, id, created,
             %s)
          VALUES\
          """
              .formatted(CauseColumns.NAMES),
          "(?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "",
          (row, event) -> {
            TriageRow.writeState(row, event);
            row.number(event.id()).time(event.created());
            CauseColumns.bind(row, event.createdBy());
          },
          TriageRow::bytes);

  /** As most daemons add them; a placeholder costs time even for a null. */
  private static final MultiRow<TriageEvent> INSERT_PLAIN =
      new MultiRow<>(
          """
          INSERT INTO triage_event (status, title, type, severity, link, id, created,
            cause, cause_daemon, cause_run, cause_rule, depth)
          VALUES\
          """,
          "(%d, ?, ?, ?, ?, ?, ?, %d, ?, ?, ?, ?)"
              .formatted(TriageStatus.NEW.code(), CauseColumns.DAEMON),
          "",
          JdbiTriageEvents::bindPlain,
          TriageRow::bytes);

  private static final CopyRows<TriageEvent> MANY =
      new CopyRows<>(
          "triage_event",
          List.of(
              "status",
              "title",
              "type",
              "severity",
              "link",
              "fields",
              "observables",
              "set_by_person",
              "id",
              "created",
              "cause",
              "cause_name",
              "cause_daemon",
              "cause_run",
              "cause_rule",
              "depth"),
          (row, event) -> {
            TriageRow.copyState(row, event);
            row.number(event.id()).time(event.created());
            CauseColumns.copy(row, event.createdBy());
          });

  private static final String UPDATE =
      """
      UPDATE triage_event SET status = ?, title = ?, type = ?, severity = ?, link = ?,
        fields = ?::jsonb, observables = ?, set_by_person = ?
      WHERE id = ?
      """;

  private final Handle handle;

  JdbiTriageEvents(Handle handle) {
    this.handle = handle;
  }

  @Override
  public List<Long> takeIds(int count) {
    return Sequence.take(handle, count);
  }

  @Override
  public void insert(List<TriageEvent> events) {
    if (events.size() >= CopyRows.WORTH_IT) {
      Batch.copy(handle, "new triage events", MANY, events);
      return;
    }
    List<TriageEvent> plain = events.stream().filter(JdbiTriageEvents::isPlain).toList();
    Batch.insert(handle, "new triage events", INSERT_PLAIN, plain);
    if (plain.size() < events.size()) {
      List<TriageEvent> others = events.stream().filter(event -> !isPlain(event)).toList();
      Batch.insert(handle, "new triage events", INSERT, others);
    }
  }

  private static boolean isPlain(TriageEvent event) {
    return event.status() == TriageStatus.NEW
        && event.createdBy() instanceof Cause.Daemon
        && event.observables().isEmpty()
        && event.setByPerson().isEmpty()
        && TriageRow.inColumns(event.fields());
  }

  private static void bindPlain(Parameters row, TriageEvent event) throws SQLException {
    TriageRow.writeColumns(row, event.fields());
    row.number(event.id()).time(event.created());
    if (event.createdBy() instanceof Cause.Daemon daemon) {
      row.integer(daemon.daemon()).time(daemon.run()).text(daemon.rule()).integer(daemon.depth());
    }
  }

  @Override
  public Map<Long, TriageEvent> lock(Collection<Long> ids) {
    Map<Long, TriageEvent> found = new LinkedHashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    handle
        .createQuery(
            """
            SELECT * FROM triage_event WHERE id = ANY (:ids)
            ORDER BY id FOR NO KEY UPDATE
            """)
        .bind("ids", Bound.longs(ids))
        .map(new TriageRow())
        .forEach(event -> found.put(event.id(), event));
    return found;
  }

  @Override
  public void update(Collection<TriageEvent> events) {
    Batch.execute(
        handle,
        "changes of triage events",
        UPDATE,
        events,
        (row, event) -> {
          TriageRow.writeState(row, event);
          row.number(event.id());
        });
  }
}
