package org.tomte.engine.keep;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.DaemonId;

/** Answers why: events that are kept with their decisions. */
public interface KeptEvents {

  /**
   * What is kept of the event of a key in any stream of a daemon, the latest version first; events
   * that made nothing too.
   */
  List<KeptEvent> ofKey(DaemonId daemon, String key);

  /**
   * The events that made or joined an object around an instant, the latest first.
   *
   * @param daemon the daemon that made it
   * @param around when the object was made or changed; events committed within a minute of it are
   *     looked at
   */
  List<KeptEvent> ofObject(DaemonId daemon, ObjectRef object, Instant around);

  /**
   * Kept events of a daemon in the order of committing, for what-if and replay.
   *
   * @param after the id of the last one of the page before; 0 for the first
   * @param limit about how many; blocks are given whole
   */
  List<KeptEvent> between(DaemonId daemon, Instant from, Instant until, long after, int limit);

  /**
   * A kept event.
   *
   * @param id the id of its row or block
   * @param stream the stream's name
   * @param at when it was committed
   * @param item what came; without its raw form when the event made nothing
   * @param decision what was made of it
   * @param made what its effects made, see {@link org.tomte.engine.commit.MadeEffects}; null when
   *     nothing
   */
  record KeptEvent(
      long id,
      String stream,
      Instant at,
      KeptItem item,
      StoredDecision decision,
      @Nullable String made) {}
}
