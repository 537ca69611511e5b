package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;

/**
 * Counts the runs that found nothing by quarter of an hour: with ten thousand daemons once a minute
 * a row for each minute would be all that the database does. Not safe for many threads.
 */
final class EmptyRuns {
  private static final long SPAN = Duration.ofMinutes(15).toSeconds();

  /** Quarters end for all daemons at once; their rows are written by and by. */
  private static final int MOST_AT_ONCE = 400;

  /** Takes what was counted. */
  interface Taker {
    /** So many runs in the quarter of an hour that starts there. */
    void take(DaemonId daemon, Instant start, long runs);
  }

  private record Counted(DaemonId daemon, long start, int runs) {}

  private final Map<DaemonId, Counted> counting = new HashMap<>();
  private final Deque<Counted> ended = new ArrayDeque<>();
  private long looked = Long.MIN_VALUE;

  void count(DaemonId daemon, Instant at) {
    long start = Math.floorDiv(at.getEpochSecond(), SPAN) * SPAN;
    Counted before = counting.get(daemon);
    if (before != null && before.start != start) {
      ended.add(before);
      before = null;
    }
    counting.put(daemon, new Counted(daemon, start, before == null ? 1 : before.runs + 1));
  }

  /** Gives some of the quarters that are over. */
  void takeDue(Instant now, Taker taker) {
    long start = Math.floorDiv(now.getEpochSecond(), SPAN) * SPAN;
    if (start != looked) {
      looked = start;
      counting.values().removeIf(each -> each.start != start && ended.add(each));
    }
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      Counted next = ended.poll();
      if (next == null) {
        return;
      }
      give(next, taker);
    }
  }

  void takeAll(Taker taker) {
    counting.values().forEach(each -> give(each, taker));
    counting.clear();
    ended.forEach(each -> give(each, taker));
    ended.clear();
  }

  /** Gives what was counted for one daemon. */
  void take(DaemonId daemon, Taker taker) {
    give(counting.remove(daemon), taker);
    ended.removeIf(each -> {
      boolean its = each.daemon.equals(daemon);
      if (its) {
        give(each, taker);
      }
      return its;
    });
  }

  private static void give(@Nullable Counted counted, Taker taker) {
    if (counted != null) {
      taker.take(counted.daemon, Instant.ofEpochSecond(counted.start), counted.runs);
    }
  }
}
