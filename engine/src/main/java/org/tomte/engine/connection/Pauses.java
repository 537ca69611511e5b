package org.tomte.engine.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which connections are paused, for those who would use them. */
public interface Pauses {

  /** None ever is. */
  Pauses NONE =
      new Pauses() {
        @Override
        public @Nullable Instant until(String connection) {
          return null;
        }

        @Override
        public Instant missedSince(String connection, Instant settled) {
          return settled;
        }

        @Override
        public long version() {
          return 0;
        }
      };

  /**
   * When the pause that holds now ends.
   *
   * @param connection its name; empty for none
   * @return null when it is not paused
   */
  @Nullable Instant until(String connection);

  /**
   * From when on instants were missed: the beginning of a pause that held when all before was
   * settled, or that instant.
   *
   * @param settled up to when others of the shard are settled
   */
  Instant missedSince(String connection, Instant settled);

  /** A number that grows with every pause that begins or ends. */
  long version();
}
