package org.tomte.engine.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;

/** Where the fleet learns which daemons there are; definitions are compiled on the way. */
public interface MemberSource {

  /** A number that grows with every change of any definition or switch. */
  long version();

  /** A number that grows with every move of a pointer by a person. */
  long moves();

  /**
   * All daemons of shards that were just taken, with raised epochs: no run of the former holder can
   * commit any more.
   */
  List<Loaded> takeOver(Collection<Integer> shards);

  /** All daemons of these shards as they are now. */
  List<Loaded> load(Collection<Integer> shards);

  /** The daemon's epoch as it is now; empty when this node does not hold its shard any more. */
  OptionalLong epoch(DaemonId daemon);

  /**
   * Raises the daemon's epoch and returns the new one: no run of before can commit any more. Empty
   * when this node does not hold the daemon's shard any more; whoever holds it has an epoch of its
   * own.
   */
  OptionalLong raiseEpoch(DaemonId daemon);

  /**
   * A daemon with its state.
   *
   * @param member the daemon
   * @param enabled whether its schedule counts
   * @param epoch its epoch
   * @param created when it was first saved; nothing was planned before
   * @param lastEvent when it last brought a new event, null when it never did; asked for when the
   *     daemon begins, since it costs a query
   */
  record Loaded(
      Member member,
      boolean enabled,
      long epoch,
      Instant created,
      Supplier<@Nullable Instant> lastEvent) {}
}
