package org.tomte.engine.connection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.revision.Author;

/**
 * A span in which nothing is done by a connection, because a person wanted that.
 *
 * @param id given by the store
 * @param connection its name
 * @param since from when on; that of the pause before, when this one took its place
 * @param until when it ends by itself
 * @param by who wanted it, why, and when they said so
 * @param ended who ended it sooner, why and when; null when nobody did
 */
public record Pause(
    long id, String connection, Instant since, Instant until, Author by, @Nullable Author ended) {

  /** Whether it held at an instant. */
  public boolean holds(Instant at) {
    return !at.isBefore(since) && at.isBefore(until) && (ended == null || at.isBefore(ended.at()));
  }

  /** Why nothing is done, for people. */
  public String words() {
    return "the connection %s is paused until %s by %s: %s"
        .formatted(connection, until, by.who(), by.why());
  }
}
