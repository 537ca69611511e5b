package org.tomte.engine.connection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.commit.StoreFault;

/**
 * The pauses of the store, looked at again every second, so that all nodes know of one within that.
 * While the store is away, those that were known hold to their end.
 */
public final class CurrentPauses implements Pauses {
  private static final Logger log = LoggerFactory.getLogger(CurrentPauses.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);
  private static final int MOST_REMEMBERED = 128;

  private final PauseStore store;
  private final InstantSource clock;
  private final Map<Instant, List<Pause>> before = new LinkedHashMap<>();
  private Map<String, Pause> known = Map.of();
  private Set<Long> held = Set.of();
  private @Nullable Instant looked;
  private long version;

  /** The pauses of a store. */
  public CurrentPauses(PauseStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public synchronized @Nullable Instant until(String connection) {
    Pause pause = of(connection);
    return pause == null ? null : pause.until();
  }

  /** The pause that holds now; null when none does. */
  public synchronized @Nullable Pause of(String connection) {
    if (connection.isEmpty()) {
      return null;
    }
    Instant now = look();
    Pause pause = known.get(connection);
    return pause != null && pause.holds(now) ? pause : null;
  }

  private Instant look() {
    Instant now = clock.instant();
    if (looked == null || Duration.between(looked, now).abs().compareTo(AGAIN) >= 0) {
      looked = now;
      read(now);
    }
    Set<Long> holding = new TreeSet<>();
    known.values().stream().filter(pause -> pause.holds(now)).forEach(p -> holding.add(p.id()));
    if (!holding.equals(held)) {
      held = holding;
      version++;
    }
    return now;
  }

  private void read(Instant now) {
    try {
      Map<String, Pause> read = new HashMap<>();
      store.holding(now).forEach(pause -> read.put(pause.connection(), pause));
      if (!read.equals(known)) {
        before.clear();
        known = read;
      }
    } catch (StoreFault away) {
      log.debug("Pauses cannot be read now; those that are known go on", away);
    }
  }

  /** Sees at once what this process has just changed. */
  public synchronized void changed() {
    looked = null;
  }

  @Override
  public synchronized Instant missedSince(String connection, Instant settled) {
    if (connection.isEmpty()) {
      return settled;
    }
    if (before.size() > MOST_REMEMBERED) {
      before.clear();
    }
    return before.computeIfAbsent(settled, store::holding).stream()
        .filter(pause -> pause.connection().equals(connection))
        .map(Pause::since)
        .findFirst()
        .orElse(settled);
  }

  @Override
  public synchronized long version() {
    Instant _ = look();
    return version;
  }
}
