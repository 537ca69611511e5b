package org.tomte.engine.timeframe;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named set of windows in a zone: {@code business-hours}, {@code holiday}.
 *
 * <p>The frame is open exactly when the clock on the wall in its zone shows a time in a window, so
 * nothing else needs to be said about daylight saving: a window in the hour that is skipped is
 * skipped, one in the hour that is repeated is open in both.
 *
 * <p>A closed date is closed from midnight to midnight: no window starts on it, and one that
 * started the evening before ends at its midnight. Extra windows are open whatever is closed.
 *
 * @param name the name that {@code during} refers to
 * @param zone the zone of all its times and dates
 * @param open the windows; at least one here or in {@code extra}
 * @param closed the dates on which the windows do not apply; absent is none
 * @param extra windows that are open even on closed dates; absent is none
 */
public record TimeFrame(
    String name, ZoneId zone, List<OpenWindow> open, ClosedDays closed, List<OpenWindow> extra) {

  /**
   * Fills in what is absent and copies the lists.
   *
   * @throws IllegalArgumentException if the name is reserved or empty, or there is no window
   */
  public TimeFrame {
    open = open == null ? List.of() : List.copyOf(open);
    closed = closed == null ? ClosedDays.NONE : closed;
    extra = extra == null ? List.of() : List.copyOf(extra);
    if (name.isBlank() || name.equals(During.OTHERWISE_WORD) || name.contains(",")) {
      throw new IllegalArgumentException(
          "'%s' cannot be the name of a time frame; valid is a word such as business-hours"
              .formatted(name));
    }
    if (open.isEmpty() && extra.isEmpty()) {
      throw new IllegalArgumentException(
          "time frame '%s' has no windows; valid is for example open: [{days: mon-fri, from:"
                  .formatted(name)
              + " \"08:00\", to: \"18:00\"}]");
    }
  }

  /** Whether the frame is open at the instant. */
  public boolean isOpen(Instant instant) {
    return new FrameClock(this).isOpen(instant);
  }

  /**
   * The first instant after the given one at which the frame opens or closes, or empty if it does
   * not within ten years.
   */
  public Optional<Instant> nextChange(Instant instant) {
    return Optional.ofNullable(new FrameClock(this).nextChange(instant));
  }

  /**
   * The spans in which the frame is open, in order, cut to {@code from} (in) to {@code to} (out).
   */
  public List<OpenInterval> intervals(Instant from, Instant to) {
    FrameClock clock = new FrameClock(this);
    List<OpenInterval> found = new ArrayList<>();
    boolean isOpen = clock.isOpen(from);
    Instant start = from;
    while (start.isBefore(to)) {
      @Nullable Instant change = clock.nextChange(start);
      Instant end = change == null || change.isAfter(to) ? to : change;
      if (isOpen) {
        found.add(new OpenInterval(start, end));
      }
      isOpen = !isOpen;
      start = end;
    }
    return List.copyOf(found);
  }
}
