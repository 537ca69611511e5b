package org.tomte.store.casework;

import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangeFeed;
import org.tomte.casework.change.ChangePosition;

/**
 * The change feed of the database. Places lie in the era of the database: what a restore into
 * another cluster found is below, whatever numbers that cluster gives to its transactions.
 */
public final class JdbiChangeFeed implements ChangeFeed {

  /** Every transaction with a smaller id has ended; in the era of the stored ids. */
  private static final String HORIZON =
      "(pg_snapshot_xmin(pg_current_snapshot())::text::bigint + (SELECT base FROM change_era))";

  private static final String READ =
      """
      (SELECT %s FROM change
       WHERE (xid, sequence) > (:xid::text::xid8, :sequence)
         AND xid < %s::text::xid8
       ORDER BY xid, sequence LIMIT :limit)
      UNION ALL
      (SELECT %s FROM triage_event
       WHERE (xid, id) > (:xid::text::xid8, :sequence)
         AND xid < %s::text::xid8
       ORDER BY xid, id LIMIT :limit)
      ORDER BY place, sequence LIMIT :limit
      """
          .formatted(ChangeRow.CHANGE, HORIZON, ChangeRow.CREATION, HORIZON);

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
            .createQuery("SELECT " + HORIZON + " - 1")
            .mapTo(Long.class)
            .map(last -> new ChangePosition(last, Long.MAX_VALUE))
            .one());
  }
}
