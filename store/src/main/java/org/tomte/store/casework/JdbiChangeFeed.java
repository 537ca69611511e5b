package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangePosition;

/** The change feed of the database. */
public final class JdbiChangeFeed implements ChangeFeed {

  private static final String READ =
      """
      (SELECT %s FROM change
       WHERE (xid, sequence) > (:xid::text::xid8, :sequence)
         AND xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY xid, sequence LIMIT :limit)
      UNION ALL
      (SELECT %s FROM triage_event
       WHERE (xid, id) > (:xid::text::xid8, :sequence)
         AND xid < pg_snapshot_xmin(pg_current_snapshot())
       ORDER BY xid, id LIMIT :limit)
      ORDER BY place, sequence LIMIT :limit
      """
          .formatted(ChangeRow.CHANGE, ChangeRow.CREATION);

  private final Jdbi jdbi;

  /** Reads over connections of this pool. */
  public JdbiChangeFeed(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public List<Change> read(ChangePosition after, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(READ)
            .bind("xid", Long.toString(after.transaction()))
            .bind("sequence", after.sequence())
            .bind("limit", limit)
            .map(new ChangeRow())
            .list());
  }

  @Override
  public ChangePosition end() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1")
            .mapTo(Long.class)
            .map(last -> new ChangePosition(last, Long.MAX_VALUE))
            .one());
  }
}
