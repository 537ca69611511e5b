package org.tomte.store.postgres;

import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * How connections to the database are kept and bounded.
 *
 * @param size the most connections at a time
 * @param patience how long a caller waits for a connection before it fails
 * @param statementLimit how long one statement may run before the server ends it; zero is without
 *     end
 * @param lockLimit how long one statement may wait for a lock; zero is without end
 * @param sessionZone the zone of the session; always UTC but in tests, which choose an odd one to
 *     show that no SQL leans on it
 */
public record PoolSettings(
    int size, Duration patience, Duration statementLimit, Duration lockLimit, ZoneId sessionZone) {

  /** Ten connections, 10 s of patience, statements of up to 60 s, locks of up to 15 s, UTC. */
  public static PoolSettings defaults() {
    return new PoolSettings(
        10, Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofSeconds(15), ZoneOffset.UTC);
  }

  /** The same with another number of connections. */
  public PoolSettings withSize(int other) {
    return new PoolSettings(other, patience, statementLimit, lockLimit, sessionZone);
  }

  /** The same with another session zone. */
  public PoolSettings withSessionZone(ZoneId other) {
    return new PoolSettings(size, patience, statementLimit, lockLimit, other);
  }
}
