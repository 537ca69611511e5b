package org.tomte.api.listen;

import java.time.Duration;
import java.util.List;

/** What became of arrivals whose sender waits. */
public sealed interface Receipt {

  /**
   * They stand in the store, whatever happens afterwards.
   *
   * @param events one for each arrival, in their order
   */
  record Committed(List<Taken> events) implements Receipt {

    /** Copies the list. */
    public Committed {
      events = List.copyOf(events);
    }
  }

  /**
   * Nothing was taken: more is waiting than can be worked off.
   *
   * @param retryAfter when the sender should come back; positive
   */
  record Busy(Duration retryAfter) implements Receipt {}

  /**
   * They could not be stored, or nobody knows whether they were: the store is away, or the listener
   * ends. Some of them may be committed; a sender that repeats them with the same keys makes no
   * doubles.
   *
   * @param words why, for people; no secrets
   * @param retryAfter when the sender should come back; positive
   */
  record Unavailable(String words, Duration retryAfter) implements Receipt {}

  /**
   * One committed arrival.
   *
   * @param key its key: the sender's own, or its place
   * @param outcome what became of it
   * @param objects what was made or changed, for example {@code triage 4711}; empty when nothing
   *     was
   */
  record Taken(String key, Outcome outcome, List<String> objects) {

    /** Copies the list. */
    public Taken {
      objects = List.copyOf(objects);
    }
  }

  /** What became of an arrival. */
  enum Outcome {
    /** It made or changed something, or was recorded. */
    STORED,
    /** No rule wanted it. */
    DISCARDED,
    /** It was committed before under the same key. */
    KNOWN,
    /** It waits in quarantine for a person. */
    QUARANTINED
  }
}
