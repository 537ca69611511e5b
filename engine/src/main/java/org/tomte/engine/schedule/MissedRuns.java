package org.tomte.engine.schedule;

import com.google.common.annotations.VisibleForTesting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What becomes of planned instants that passed without a run. One rule for all reasons: a crash, a
 * stop, a disabled daemon, a lost lease, a clock that jumped forwards.
 */
public enum MissedRuns {
  /** The last missed instant runs once and stands for all. */
  COALESCE,
  /** Every missed instant runs, oldest first; the pile is bounded and shown. */
  ALL,
  /** Missed instants are skipped and counted; an instant that is only a little late still runs. */
  NONE;

  /** How late a run under {@link #NONE} may start before it counts as missed. */
  public static final Duration ON_TIME = Duration.ofMinutes(1);

  /** How many instants one plan may have; the rest waits. */
  public static final int LARGEST_PILE = 1000;

  /**
   * Plans what to run now. Instants up to {@code settledUntil} are over and never run again, also
   * if the clock went back; instants after {@code now} are never skipped.
   *
   * @param timetable the planned instants of the daemon
   * @param settledUntil up to which instant (in) all planned ones were run or skipped
   * @param now the present instant
   */
  public RunPlan plan(Timetable timetable, Instant settledUntil, Instant now) {
    return plan(timetable, settledUntil, now, LARGEST_PILE);
  }

  @VisibleForTesting
  RunPlan plan(Timetable timetable, Instant settledUntil, Instant now, int largestPile) {
    if (!now.isAfter(settledUntil)) {
      return new RunPlan(List.of(), 0, 0, settledUntil, timetable.next(settledUntil));
    }
    long due = timetable.count(settledUntil, now);
    List<Instant> run =
        switch (this) {
          case COALESCE -> timetable.last(settledUntil, now).stream().toList();
          case NONE ->
              timetable.last(settledUntil, now).filter(last -> onTime(last, now)).stream().toList();
          case ALL -> timetable.nextInstants(settledUntil, (int) Math.min(due, largestPile));
        };
    long rest = due - run.size();
    boolean waits = this == ALL && rest > 0;
    Instant settled = waits ? run.getLast() : now;
    return new RunPlan(run, waits ? 0 : rest, waits ? rest : 0, settled, timetable.next(now));
  }

  private static boolean onTime(Instant planned, Instant now) {
    return !planned.plus(ON_TIME).isBefore(now);
  }
}
