package org.tomte.engine.pointer;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides whether and how a run goes on after a page. */
final class Continuation {
  private final ReadPlan plan;
  private final Reading reading;
  private final PageTrail trail;
  private final Alarms alarms;

  Continuation(ReadPlan plan, Reading reading, PageTrail trail, Alarms alarms) {
    this.plan = plan;
    this.reading = reading;
    this.trail = trail;
    this.alarms = alarms;
  }

  /**
   * The plan after this page.
   *
   * @param anew how to go on when a full page came without a cursor: read again from the pointer
   *     that has moved; gives null when there is nothing more to read that way
   */
  @Nullable ReadPlan after(PointerState state, Track track, Supplier<@Nullable ReadPlan> anew) {
    String cursor = reading.cursor();
    if (cursor == null && !reading.full()) {
      return null;
    }
    if (trail.pages() >= plan.settings().caps().pages()) {
      alarms.raise(
          true,
          PointerAlarm.Cause.PAGE_CAP,
          "The run was ended after %,d pages; the next one goes on.",
          trail.pages());
      return null;
    }
    if (cursor == null) {
      return anew.get();
    }
    if (cursor.equals(plan.next())) {
      alarms.raise(
          true,
          PointerAlarm.Cause.NO_PROGRESS,
          "The source names the page that was just read as the next one; the run was ended.");
      return null;
    }
    return plan.following(cursor, state, track, trail);
  }
}
