package org.tomte.engine.quarantine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.StoredBody;

/** Stored quarantine entries. Reading never changes them. */
public interface QuarantineStore {

  /** Entries that fit, the latest first. */
  List<QuarantineEntry> list(Filter filter, int limit);

  /** How many entries fit. */
  long count(Filter filter);

  /** One entry; empty when it does not exist. */
  Optional<QuarantineEntry> find(long id);

  /**
   * Replaces what a replay uses; what came first is kept beside it. Only open entries change.
   *
   * @param fields the fields to use; null keeps those that are there
   * @param raw the raw form to use; null keeps the one that is there
   * @return whether the entry was open
   */
  boolean edit(
      long id,
      @Nullable Map<String, @Nullable Object> fields,
      @Nullable StoredBody raw,
      Closing by);

  /** Ends open entries without making anything; their events stay known. Gives how many. */
  int discard(List<Long> ids, Closing by);

  /**
   * Which entries to list; what is null does not matter.
   *
   * @param from put there at or after
   * @param until put there before
   * @param before only entries with a smaller id, for the page after this one
   */
  record Filter(
      @Nullable DaemonId daemon,
      @Nullable String stage,
      @Nullable State state,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable Long before) {

    /** Open entries of a daemon. */
    public static Filter open(DaemonId daemon) {
      return new Filter(daemon, null, State.NEW, null, null, null);
    }
  }

  /**
   * Who did something to an entry.
   *
   * @param who the person
   * @param why in the person's words
   * @param at when
   */
  record Closing(String who, String why, Instant at) {}

  /** Where an entry stands. */
  enum State {
    /** It waits for a person. */
    NEW(1),
    /** It was worked on again and made something, or a newer version came. */
    REPLAYED(2),
    /** A person wants nothing made of it. */
    DISCARDED(3);

    private final int code;

    State(int code) {
      this.code = code;
    }

    /** The number under which it is stored; never reused. */
    public int code() {
      return code;
    }

    /**
     * The state of a stored number.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static State of(int code) {
      for (State state : values()) {
        if (state.code == code) {
          return state;
        }
      }
      throw new IllegalArgumentException("no state of a quarantine entry has the code " + code);
    }
  }
}
