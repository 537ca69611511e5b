package org.tomte.store.shard;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.shard.NodeStore;
import org.tomte.engine.shard.ShardLease;

/** Nodes and leases. Rows of shards are locked in the order of their numbers. */
public final class JdbiNodes implements NodeStore {
  private final Jdbi jdbi;

  /** Nodes in this database. */
  public JdbiNodes(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Heartbeat heartbeat(String node, Duration timeToLive) {
    return jdbi.inTransaction(handle -> {
      handle
          .createUpdate(
              """
              INSERT INTO node (name, since, last_seen, expires)
              VALUES (:node, now(), now(), now() + make_interval(secs => :ttl))
              ON CONFLICT (name) DO UPDATE
              SET last_seen = now(), expires = now() + make_interval(secs => :ttl)
              """)
          .bind("node", node)
          .bind("ttl", seconds(timeToLive))
          .execute();
      List<Integer> owned = renew(handle, node, timeToLive);
      return new Heartbeat(owned, free(handle), living(handle));
    });
  }

  private static List<Integer> renew(Handle handle, String node, Duration timeToLive) {
    return handle
        .createQuery(
            """
            WITH mine AS (
              SELECT number FROM shard
              WHERE holder = :node AND lease_until > now()
              ORDER BY number FOR UPDATE
            )
            UPDATE shard SET lease_until = now() + make_interval(secs => :ttl)
            FROM mine WHERE shard.number = mine.number
            RETURNING shard.number
            """)
        .bind("node", node)
        .bind("ttl", seconds(timeToLive))
        .mapTo(Integer.class)
        .stream()
        .sorted()
        .toList();
  }

  private static List<Integer> free(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT number FROM shard
            WHERE holder IS NULL OR lease_until <= now()
            ORDER BY number
            """)
        .mapTo(Integer.class)
        .list();
  }

  private static int living(Handle handle) {
    return handle
        .createQuery("SELECT count(*) FROM node WHERE expires > now()")
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public List<ShardLease> claim(String node, Collection<Integer> shards, Duration timeToLive) {
    return jdbi.inTransaction(handle ->
        handle
            .createQuery(
                """
                WITH free AS (
                  SELECT number FROM shard
                  WHERE number = ANY(:shards)
                    AND (holder IS NULL OR lease_until <= now())
                  ORDER BY number FOR UPDATE SKIP LOCKED
                )
                UPDATE shard
                SET holder = :node,
                    lease_until = now() + make_interval(secs => :ttl),
                    settled_until = coalesce(settled_until, now())
                FROM free WHERE shard.number = free.number
                RETURNING shard.number, shard.settled_until
                """)
            .bind("node", node)
            .bindArray("shards", Integer.class, shards.toArray())
            .bind("ttl", seconds(timeToLive))
            .map((row, _) ->
                new ShardLease(row.getInt(1), row.getObject(2, OffsetDateTime.class).toInstant()))
            .list());
  }

  @Override
  public boolean holds(String node, int shard) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT count(*) > 0 FROM shard
                WHERE number = :shard AND holder = :node AND lease_until > now()
                """)
            .bind("node", node)
            .bind("shard", shard)
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public void release(String node, Collection<Integer> shards) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                UPDATE shard SET holder = NULL, lease_until = NULL
                WHERE holder = :node AND number = ANY(:shards)
                """)
            .bind("node", node)
            .bindArray("shards", Integer.class, shards.toArray())
            .execute());
  }

  @Override
  public void settle(String node, Map<Integer, Instant> settledUntil) {
    Integer[] shards = settledUntil.keySet().toArray(Integer[]::new);
    String[] instants =
        settledUntil.values().stream().map(Instant::toString).toArray(String[]::new);
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                UPDATE shard SET settled_until = own.until
                FROM (
                  SELECT number, until::timestamptz AS until
                  FROM shard JOIN unnest(:shards, :instants) AS settled (number, until) USING (number)
                  WHERE holder = :node AND lease_until > now()
                    AND settled_until < until::timestamptz
                  ORDER BY number FOR NO KEY UPDATE OF shard) AS own
                WHERE shard.number = own.number
                """)
            .bindArray("shards", Integer.class, (Object[]) shards)
            .bindArray("instants", String.class, (Object[]) instants)
            .bind("node", node)
            .execute());
  }

  @Override
  public void leave(String node) {
    jdbi.useTransaction(handle -> {
      handle
          .createUpdate("UPDATE shard SET holder = NULL, lease_until = NULL WHERE holder = :node")
          .bind("node", node)
          .execute();
      handle.createUpdate("DELETE FROM node WHERE name = :node").bind("node", node).execute();
    });
  }

  @Override
  public List<Node> nodes() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT name, since, last_seen,
                       (SELECT count(*) FROM shard
                        WHERE holder = node.name AND lease_until > now())
                FROM node ORDER BY name
                """)
            .map((row, _) ->
                new Node(
                    row.getString(1),
                    row.getObject(2, OffsetDateTime.class).toInstant(),
                    row.getObject(3, OffsetDateTime.class).toInstant(),
                    row.getInt(4)))
            .list());
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
