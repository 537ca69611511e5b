package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.tomte.casework.attachment.Attachments;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.transfer.ObjectSource;
import org.tomte.casework.transfer.SeenLink;

/** Reads a whole data layer in one transaction that sees one instant, a few rows at a time. */
public final class JdbiObjectSource implements ObjectSource {
  private static final int ROWS = 500;

  /** Of rows with bodies, each up to a MiB. */
  private static final int BODIES = 8;

  /** The first to hold an entity held it when it was first seen, the others when it was last. */
  private static final String LINKS =
      """
      SELECT l.object_kind, l.object_id, l.source, e.type, e.value,
        CASE WHEN row_number() OVER (PARTITION BY e.id ORDER BY l.object_kind, l.object_id) = 1
          THEN e.first_seen ELSE e.last_seen END AS seen
      FROM entity_link l JOIN entity e ON e.id = l.entity
      ORDER BY l.object_kind, l.object_id, e.id
      """;

  /** Those that tell more than links do, or that changes name. */
  private static final String ENTITIES =
      """
      SELECT * FROM entity
      WHERE description IS NOT NULL OR tags IS NOT NULL OR locked_by IS NOT NULL
        OR id IN (SELECT object_id FROM change WHERE object_kind = %d)
      ORDER BY id
      """
          .formatted(ObjectKind.ENTITY.code());

  private static final String CHANGES =
      """
      SELECT %s FROM change
      WHERE field <> '%s' AND (object_kind <> %d
        OR EXISTS (SELECT FROM entity WHERE entity.id = change.object_id))
      ORDER BY xid, sequence
      """
          .formatted(ChangeRow.CHANGE, Change.PURGED, ObjectKind.ENTITY.code());

  private final Jdbi jdbi;

  /** Reads over a connection of this pool. */
  public JdbiObjectSource(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public void read(Receiver to) {
    jdbi.useTransaction(
        TransactionIsolationLevel.REPEATABLE_READ,
        handle -> {
          handle.execute("SET TRANSACTION READ ONLY");
          each(handle, "SELECT * FROM incident ORDER BY number", new IncidentRow(), to::incident);
          each(handle, "SELECT * FROM triage_event ORDER BY id", new TriageRow(), to::triageEvent);
          each(handle, "SELECT * FROM task ORDER BY number", new TaskRow(), to::task);
          each(handle, "SELECT * FROM indicator ORDER BY id", new IndicatorRow(), to::indicator);
          each(handle, "SELECT * FROM note ORDER BY id", new NoteRow(), to::note);
          work(handle, to);
          each(
              handle,
              "SELECT * FROM incident_interval ORDER BY incident, track, sequence",
              (row, _) -> JdbiCaseworkReader.interval(row),
              to::interval);
          each(
              handle,
              "SELECT * FROM incident_clock ORDER BY incident, clock",
              (row, _) -> JdbiClocks.clock(row),
              to::clock);
          each(handle, LINKS, (row, _) -> link(row), to::link);
          each(handle, ENTITIES, new EntityRow(), to::entity);
          each(handle, CHANGES, new ChangeRow(), to::change);
          each(
              handle,
              "SELECT * FROM label_counter ORDER BY pattern, period",
              (row, _) -> counter(row),
              to::labelCounter);
        });
  }

  private static void work(Handle handle, Receiver to) {
    each(handle, "SELECT * FROM task_effort ORDER BY id", new EffortRow(), to::effort);
    handle
        .createQuery("SELECT * FROM attachment ORDER BY id")
        .setFetchSize(BODIES)
        .map((row, _) ->
            new Attachments.Filed(JdbiAttachments.attachment(row), JdbiAttachments.file(row)))
        .forEach(filed -> to.attachment(filed.attachment(), filed.file()));
  }

  private static <T> void each(
      Handle handle, String sql, RowMapper<T> mapper, Consumer<? super T> receiver) {
    handle.createQuery(sql).setFetchSize(ROWS).map(mapper).forEach(receiver);
  }

  private static ObjectRef object(ResultSet row) throws SQLException {
    return new ObjectRef(ObjectKind.of(row.getInt("object_kind")), row.getLong("object_id"));
  }

  private static SeenLink link(ResultSet row) throws SQLException {
    LinkSource source = LinkSource.of(row.getInt("source"));
    EntityLink link = new EntityLink(object(row), EntityRow.name(row), source);
    return new SeenLink(link, Columns.presentTime(row, "seen"));
  }

  private static LabelCount counter(ResultSet row) throws SQLException {
    return new LabelCount(
        Columns.present(row, "pattern"), Columns.present(row, "period"), row.getLong("next"));
  }
}
