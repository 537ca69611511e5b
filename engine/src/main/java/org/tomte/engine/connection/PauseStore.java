package org.tomte.engine.connection;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.revision.Author;

/**
 * Where pauses are kept, for ever. Each call is one transaction; every method throws {@link
 * org.tomte.engine.commit.StoreFault}.
 */
public interface PauseStore {

  /**
   * Begins a pause now. One that holds already ends, and the new one goes on since its beginning.
   *
   * @param until later than the author's instant
   */
  Pause begin(String connection, Instant until, Author author);

  /** Ends the pause that holds at the author's instant; empty when none does. */
  Optional<Pause> end(String connection, Author author);

  /** The pauses that held at an instant, by connection. */
  List<Pause> holding(Instant at);

  /**
   * All pauses, the latest first.
   *
   * @param connection only those of it; null for all
   * @param limit at most so many, at least 1
   */
  List<Pause> history(@Nullable String connection, int limit);
}
