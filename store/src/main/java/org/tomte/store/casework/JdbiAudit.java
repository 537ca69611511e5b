package org.tomte.store.casework;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;
import org.tomte.casework.audit.AuditEntry;
import org.tomte.casework.audit.AuditFilter;
import org.tomte.casework.audit.AuditLog;
import org.tomte.casework.audit.AuditPlace;
import org.tomte.casework.audit.AuditReader;
import org.tomte.casework.audit.NewAuditEntry;

/** The audit in the database: one query over all histories, each cut to a page of its own. */
public final class JdbiAudit implements AuditReader, AuditLog {

  private final Jdbi jdbi;
  private final Visibility visibility;

  /** Reads everything over connections of this pool. */
  public JdbiAudit(Jdbi jdbi) {
    this(jdbi, Access.SYSTEM);
  }

  private JdbiAudit(Jdbi jdbi, Access access) {
    this.jdbi = jdbi;
    this.visibility = new Visibility(access);
  }

  @Override
  public AuditReader as(Access access) {
    return new JdbiAudit(jdbi, access);
  }

  @Override
  public void append(NewAuditEntry entry) {
    jdbi.useTransaction(handle -> new JdbiAuditLog(handle).append(entry));
  }

  @Override
  public List<AuditEntry> read(AuditFilter filter, @Nullable AuditPlace before, int limit) {
    Conditions wanted = wanted(filter);
    Conditions objects =
        visibility.objects(new Conditions().and("true"), "object_kind", "object_id");
    String histories =
        AuditHistories.all(objects.text()).entrySet().stream()
            .map(history -> page(history.getKey(), history.getValue(), wanted, before))
            .collect(Collectors.joining("\nUNION ALL\n"));
    String sql = histories + "\nORDER BY at DESC, source DESC, id DESC LIMIT :limit";
    return jdbi.withHandle(handle -> {
      Query query = objects.bind(wanted.bind(handle.createQuery(sql))).bind("limit", limit);
      if (before != null) {
        query.bind("place", Bound.time(before.at()));
      }
      return query.map((row, context) -> entry(row)).list();
    });
  }

  private static Conditions wanted(AuditFilter filter) {
    Conditions conditions = new Conditions().and("true").and("who = :who", "who", filter.who());
    if (filter.since() != null) {
      conditions.and("at >= :since", "since", Bound.time(filter.since()));
    }
    return conditions
        .and("starts_with(what, :what)", "what", filter.what())
        .and("position(lower(:object) in lower(object)) > 0", "object", filter.object());
  }

  private static String page(
      int source, String history, Conditions wanted, @Nullable AuditPlace before) {
    return "(SELECT %d AS source, h.* FROM (%s) h WHERE %s AND %s ORDER BY at DESC, id DESC LIMIT :limit)"
        .formatted(source, history, wanted.text(), after(source, before));
  }

  /** A place is compared with the time alone first, which has indexes. */
  private static String after(int source, @Nullable AuditPlace before) {
    if (before == null) {
      return "true";
    }
    if (source < before.source()) {
      return "at <= :place";
    }
    return source > before.source()
        ? "at < :place"
        : "at <= :place AND (at < :place OR id < %d)".formatted(before.id());
  }

  private static AuditEntry entry(ResultSet row) throws SQLException {
    AuditPlace place =
        new AuditPlace(Columns.presentTime(row, "at"), row.getInt("source"), row.getLong("id"));
    return new AuditEntry(
        place,
        Columns.present(row, "who"),
        Columns.present(row, "what"),
        Columns.present(row, "object"),
        row.getString("before"),
        row.getString("after"),
        Columns.present(row, "why"));
  }
}
