package org.tomte.engine.rule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.definition.Late;
import org.tomte.engine.run.Judge;
import org.tomte.engine.schedule.Timetable;

/**
 * Judges events of runs: at the launch instant, except that an event which waited longer than one
 * interval is judged by its own time, so that a coalesced run after an outage does not page the
 * night shift for the day's mails.
 */
public final class DaemonJudge implements Judge {
  private final RuleSet rules;
  private final Late late;
  private final @Nullable Timetable timetable;

  /**
   * A judge.
   *
   * @param timetable tells how long an interval is; null for a daemon without a schedule, whose
   *     events are judged at launch
   */
  public DaemonJudge(RuleSet rules, Late late, @Nullable Timetable timetable) {
    this.rules = rules;
    this.late = late;
    this.timetable = timetable;
  }

  @Override
  public Decision decide(String stream, Event event, Instant launch) {
    return rules.decide(event, instantFor(event, launch));
  }

  @Override
  public boolean isSurelyUnwanted(FieldsInPlace event, TextPlace place, Instant launch) {
    // Where its own time may decide, the event must be asked for it.
    boolean byLaunch = late == Late.LAUNCH || timetable == null;
    return byLaunch && rules.isSurelyUnwanted(event, place, launch);
  }

  private Instant instantFor(Event event, Instant launch) {
    Instant own = event.time();
    if (own == null || late == Late.LAUNCH || timetable == null || !own.isBefore(launch)) {
      return launch;
    }
    Duration waited = Duration.between(own, launch);
    Duration interval =
        timetable.next(launch).map(next -> Duration.between(launch, next)).orElse(waited);
    return waited.compareTo(interval) > 0 ? own : launch;
  }
}
