package org.tomte.engine.timeframe;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows a time frame along the clock on the wall. Between two changes of the zone's offset that
 * clock runs evenly, so each such stretch is searched in local time.
 */
final class FrameClock {

  private static final int SEARCHED_YEARS = 10;
  private static final int DAYS_A_WEEK = 7;

  private final TimeFrame frame;
  private final ZoneRules rules;

  FrameClock(TimeFrame frame) {
    this.frame = frame;
    this.rules = frame.zone().getRules();
  }

  /** Seconds of one date that are open: from (in) to (out). */
  private record Seconds(int from, int to) {}

  boolean isOpen(Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, rules.getOffset(instant));
    return isOpen(local);
  }

  private boolean isOpen(LocalDateTime local) {
    int second = local.toLocalTime().toSecondOfDay();
    for (Seconds span : openOn(local.toLocalDate())) {
      if (second >= span.from() && second < span.to()) {
        return true;
      }
    }
    return false;
  }

  @Nullable Instant nextChange(Instant instant) {
    boolean open = isOpen(instant);
    ZoneOffset offset = rules.getOffset(instant);
    LocalDateTime cursor = LocalDateTime.ofInstant(instant, offset);
    LocalDate limit = searchLimit(cursor.toLocalDate());
    @Nullable ZoneOffsetTransition next = rules.nextTransition(instant);
    while (true) {
      LocalDateTime end = next == null ? limit.atStartOfDay() : next.getDateTimeBefore();
      @Nullable LocalDateTime change = nextLocalChange(cursor, open, end);
      if (change != null) {
        return change.toInstant(offset);
      }
      if (next == null || !end.toLocalDate().isBefore(limit)) {
        return null;
      }
      cursor = next.getDateTimeAfter();
      if (isOpen(cursor) != open) {
        return next.getInstant();
      }
      offset = next.getOffsetAfter();
      next = rules.nextTransition(next.getInstant());
    }
  }

  /** The first local time after the cursor and before the end at which the frame is not as now. */
  private @Nullable LocalDateTime nextLocalChange(
      LocalDateTime cursor, boolean open, LocalDateTime end) {
    LocalDate date = cursor.toLocalDate();
    int after = cursor.toLocalTime().toSecondOfDay();
    while (!date.isAfter(end.toLocalDate())) {
      int change = changeOn(date, after, open);
      if (change >= 0) {
        LocalDateTime found = date.atStartOfDay().plusSeconds(change);
        return found.isBefore(end) ? found : null;
      }
      date = date.plusDays(1);
      after = -1;
    }
    return null;
  }

  /** The first second of the date, later than {@code after}, that is not {@code open}, or -1. */
  private int changeOn(LocalDate date, int after, boolean open) {
    int reached = after + 1;
    for (Seconds span : openOn(date)) {
      if (span.to() <= reached) {
        continue;
      }
      if (open) {
        if (span.from() > reached) {
          return reached;
        }
        reached = span.to();
      } else {
        return Math.max(span.from(), reached);
      }
    }
    return open && reached < TimeOfDay.SECONDS_A_DAY ? reached : -1;
  }

  /** The open seconds of a date in order, joined where they touch. */
  private List<Seconds> openOn(LocalDate date) {
    List<Seconds> spans = new ArrayList<>();
    boolean closed = frame.closed().contains(date);
    if (!closed) {
      addStarting(spans, frame.open(), date);
      addFromDayBefore(spans, date);
    }
    addStarting(spans, frame.extra(), date);
    addPassing(spans, frame.extra(), date);
    return spans.size() < 2 ? spans : joined(spans);
  }

  private static void addStarting(List<Seconds> spans, List<OpenWindow> windows, LocalDate date) {
    for (OpenWindow window : windows) {
      if (window.startsOn(date)) {
        int to = window.passesMidnight() ? TimeOfDay.SECONDS_A_DAY : window.to().secondOfDay();
        spans.add(new Seconds(window.from().secondOfDay(), to));
      }
    }
  }

  private void addFromDayBefore(List<Seconds> spans, LocalDate date) {
    for (OpenWindow window : frame.open()) {
      if (window.passesMidnight()) {
        if (!frame.closed().contains(date.minusDays(1))) {
          addPassing(spans, frame.open(), date);
        }
        return;
      }
    }
  }

  private static void addPassing(List<Seconds> spans, List<OpenWindow> windows, LocalDate date) {
    for (OpenWindow window : windows) {
      int to = window.to().secondOfDay();
      if (window.passesMidnight() && to > 0 && window.startsOn(date.minusDays(1))) {
        spans.add(new Seconds(0, to));
      }
    }
  }

  private static List<Seconds> joined(List<Seconds> spans) {
    spans.sort(Comparator.comparingInt(Seconds::from));
    List<Seconds> joined = new ArrayList<>();
    Seconds current = spans.getFirst();
    for (Seconds span : spans) {
      if (span.from() <= current.to()) {
        current = new Seconds(current.from(), Math.max(current.to(), span.to()));
      } else {
        joined.add(current);
        current = span;
      }
    }
    joined.add(current);
    return joined;
  }

  /**
   * The date before which a change must come if one comes at all: after the last dated rule a frame
   * without yearly dates and holidays repeats every week.
   */
  private LocalDate searchLimit(LocalDate start) {
    LocalDate last = start;
    List<DateRule> dates = new ArrayList<>(frame.closed().dates());
    boolean weekly = frame.closed().holidays().isEmpty();
    for (OpenWindow window : frame.open()) {
      weekly &= window.holidays().isEmpty();
      dates.addAll(window.dates());
    }
    for (OpenWindow window : frame.extra()) {
      weekly &= window.holidays().isEmpty();
      dates.addAll(window.dates());
    }
    for (DateRule rule : dates) {
      weekly &= rule.end().isPresent();
      LocalDate end = rule.end().orElse(start);
      last = end.isAfter(last) ? end : last;
    }
    LocalDate longest = start.plusYears(SEARCHED_YEARS);
    LocalDate repeated = last.plusDays(2 * DAYS_A_WEEK);
    return weekly && repeated.isBefore(longest) ? repeated : longest;
  }
}
