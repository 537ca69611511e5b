package org.tomte.engine.outbox;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.CaseworkTransaction;
import org.tomte.engine.DaemonId;

/**
 * Where deliveries are kept. New ones come by the commit; each call here is one transaction. Every
 * method throws {@link org.tomte.engine.commit.StoreFault}.
 */
public interface OutboxStore {

  /**
   * Takes entries that are due and the oldest open ones of their order key; nothing while the
   * switch holds all, and nothing that goes out by a connection that is paused. An entry whose
   * lease is over can be taken again; its claim is then another.
   *
   * @param now the present instant
   * @param leaseUntil until when nobody else takes them
   * @param limit at most so many, at least 1
   */
  List<OutboxEntry> claim(Instant now, Instant leaseUntil, int limit);

  /**
   * Ends an entry that the receiver took, and writes to the data layer in the same transaction.
   *
   * @param answer what the receiver said, as JSON
   * @param writing what is written; not called when the entry is another's by now
   * @return false when another took the entry since, and nothing was written
   */
  boolean done(
      OutboxEntry claimed,
      OutboxEntry.Ending ending,
      String answer,
      Consumer<CaseworkTransaction> writing);

  /**
   * Gives an entry back, to be sent later.
   *
   * @param problem why; null when it was not tried because its host has no room
   * @param counts whether it counts against the last try
   * @return false when another took the entry since
   */
  boolean later(OutboxEntry claimed, Instant due, @Nullable String problem, boolean counts);

  /**
   * Sets an entry aside for a person; the next one of its key goes on.
   *
   * @return false when another took the entry since
   */
  boolean park(OutboxEntry claimed, String problem, Instant at);

  /**
   * Asks for room at a host.
   *
   * @param perMinute how many may be sent to it within a minute, over all nodes
   * @return now when there is room, which is used up by that; else when to ask again
   */
  Instant room(String host, int perMinute, Instant now);

  /** Sends nothing to a host before an instant, because it asked for that. */
  void rest(String host, Instant until);

  /**
   * Entries, the latest first.
   *
   * @param limit at most so many, at least 1
   */
  List<OutboxEntry> list(Filter filter, int limit);

  /** How many entries fit. */
  long count(Filter filter);

  /** The entry of a number. */
  Optional<OutboxEntry> find(long number);

  /** What the receiver answered, as JSON; empty when it did not. */
  Optional<String> answer(long number);

  /**
   * Does what a person asks with entries that allow it.
   *
   * @return the numbers of those that were changed
   */
  Set<Long> act(Collection<Long> numbers, Act act, OutboxEntry.Ending by);

  /** Holds all deliveries, or lets them go again. */
  void hold(boolean all, String who, String why, Instant at);

  /** Whether all are held, since when, by whom and why; empty when they go out. */
  Optional<OutboxEntry.Ending> heldAll();

  /** Daemons and owners of entries that are parked, or held because of {@code at-most}. */
  List<Waiting> waiting();

  /**
   * Removes entries that ended.
   *
   * @param ended those that ended before
   * @param held those that are held, except for approval, since before
   * @return how many were removed
   */
  int remove(Instant ended, Instant held);

  /** What a person can do with an entry. */
  enum Act {
    /** Lets a held one go. */
    RELEASE,
    /** Holds an open one that is not being sent. */
    HOLD,
    /** Sends a parked one again, with all its tries. */
    RETRY,
    /** Ends one that is open, held or parked without sending it. */
    DISCARD
  }

  /**
   * Which entries.
   *
   * @param daemon whose; null for all
   * @param states where they stand; empty for all
   * @param before only those with a smaller number; null for all
   */
  record Filter(@Nullable DaemonId daemon, Set<OutboxEntry.State> states, @Nullable Long before) {

    /** All entries. */
    public static final Filter ALL = new Filter(null, Set.of(), null);

    /** Copies the set. */
    public Filter {
      states = Set.copyOf(states);
    }
  }

  /**
   * Entries of a daemon that wait for a person.
   *
   * @param daemon the daemon's name, or {@code alarm}
   * @param owner the team that gets the alarm
   * @param parked how many are parked
   * @param aboveAtMost how many are held because of {@code at-most}
   */
  record Waiting(String daemon, String owner, long parked, long aboveAtMost) {}
}
