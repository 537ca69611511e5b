package org.tomte.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;
import org.tomte.engine.schedule.Timetable;
import org.tomte.engine.timeframe.FrameCondition;

/**
 * One revision of a daemon as the fleet runs it.
 *
 * @param id its identity
 * @param name its name
 * @param owner who gets its alarms
 * @param connection the connection whose faults are shared with other daemons; empty for none
 * @param revision the definition's revision
 * @param timetable its planned instants; null when it only runs by hand
 * @param missed what becomes of missed instants
 * @param overlap what happens when it is due while it runs
 * @param deadline how long a run may take; positive
 * @param silence when it is too quiet; null when it may be quiet for ever
 * @param body what a run does
 */
public record Member(
    DaemonId id,
    String name,
    String owner,
    String connection,
    int revision,
    @Nullable Timetable timetable,
    MissedRuns missed,
    Overlap overlap,
    Duration deadline,
    @Nullable Silence silence,
    RunBody body) {

  /**
   * When a daemon is too quiet.
   *
   * @param noneFor how long without a new event
   * @param during when the silence counts
   */
  public record Silence(Duration noneFor, FrameCondition during) {}
}
