package org.tomte.engine.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.connection.Pause;
import org.tomte.engine.connection.PauseStore;
import org.tomte.engine.definition.revision.Author;

/** Pauses in memory. */
record MemoryPauses(Tables tables) implements PauseStore {
  @Override
  public Pause begin(String connection, Instant until, Author author) {
    return tables.transaction(() -> {
      Pause before = ended(connection, author).orElse(null);
      Instant since = before == null ? author.at() : before.since();
      Pause pause = new Pause(tables.takeIds(1), connection, since, until, author, null);
      tables.pauses.put(pause.id(), pause);
      return pause;
    });
  }

  private Optional<Pause> ended(String connection, Author author) {
    Pause holding =
        tables.pauses.rows().values().stream()
            .filter(pause -> pause.connection().equals(connection) && pause.holds(author.at()))
            .findFirst()
            .orElse(null);
    if (holding == null) {
      return Optional.empty();
    }
    Pause over =
        new Pause(holding.id(), connection, holding.since(), holding.until(), holding.by(), author);
    tables.pauses.put(over.id(), over);
    return Optional.of(over);
  }

  @Override
  public Optional<Pause> end(String connection, Author author) {
    return tables.transaction(() -> ended(connection, author));
  }

  @Override
  public List<Pause> holding(Instant at) {
    return tables.transaction(() -> holding(tables, at));
  }

  static List<Pause> holding(Tables tables, Instant at) {
    return tables.pauses.rows().values().stream()
        .filter(pause -> pause.holds(at))
        .sorted(Comparator.comparing(Pause::connection))
        .toList();
  }

  @Override
  public List<Pause> history(@Nullable String connection, int limit) {
    return tables.transaction(() ->
        tables.pauses.rows().values().stream()
            .filter(pause ->
                connection == null || pause.connection().equals(Objects.requireNonNull(connection)))
            .sorted(Comparator.comparingLong(Pause::id).reversed())
            .limit(limit)
            .toList());
  }
}
