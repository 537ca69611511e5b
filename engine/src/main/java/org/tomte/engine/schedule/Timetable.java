package org.tomte.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.timeframe.FrameCondition;

/**
 * The planned instants of one daemon: those of the entry that applies at them. Reads no clock; the
 * answers depend on the definition only. Safe for use by many threads.
 */
public final class Timetable {

  private static final Duration TICK = Duration.ofNanos(1);
  private static final Duration SEARCHED = Duration.ofDays(3660);
  private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("2900-01-01T00:00:00Z");

  private final List<FrameCondition> conditions;
  private final List<Recurrence> recurrences;
  private final boolean framed;

  /** What was found last: the next question is nearly always about the same stretch of time. */
  private volatile Stretch recent = new Stretch(FIRST, FIRST, -1);

  Timetable(List<FrameCondition> conditions, List<Recurrence> recurrences) {
    this.conditions = conditions;
    this.recurrences = recurrences;
    this.framed = conditions.stream().anyMatch(condition -> !condition.frames().isEmpty());
  }

  /** From the first instant (in) to the second (out) no frame changes; the entry that applies. */
  private record Stretch(Instant from, Instant to, int active) {

    boolean contains(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(to);
    }
  }

  private Stretch stretchAt(Instant instant) {
    Stretch known = recent;
    if (known.contains(instant)) {
      return known;
    }
    Instant end =
        conditions.stream()
            .map(condition -> condition.stableUntil(instant))
            .flatMap(Optional::stream)
            .min(Instant::compareTo)
            .orElse(Instant.MAX);
    Stretch found = new Stretch(instant, end, active(instant));
    recent = found;
    return found;
  }

  /** The index of the entry that applies at the instant, or empty if the daemon sleeps. */
  public OptionalInt activeEntry(Instant instant) {
    int index = active(instant);
    return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
  }

  /** The instants of one entry as if it always applied. */
  Recurrence recurrence(int entry) {
    return recurrences.get(entry);
  }

  private int active(Instant instant) {
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).isOpen(instant)) {
        return i;
      }
    }
    return -1;
  }

  /**
   * The first planned instant after the given one. Empty if there never is one, or none within ten
   * years of those that time frames leave out.
   */
  public Optional<Instant> next(Instant after) {
    return Optional.ofNullable(nextOrNull(after));
  }

  private @Nullable Instant nextOrNull(Instant after) {
    Instant start = after.isBefore(FIRST) ? FIRST : after;
    if (start.isAfter(LAST)) {
      return null;
    }
    return framed ? framedNext(start) : recurrences.getFirst().next(start);
  }

  private @Nullable Instant framedNext(Instant after) {
    @Nullable Instant first = earliest(after);
    if (first == null) {
      return null;
    }
    Instant limit = first.plus(SEARCHED);
    Instant cursor = first.minus(TICK);
    while (cursor.isBefore(limit)) {
      Stretch stretch = stretchAt(cursor.plus(TICK));
      Instant end = stretch.to();
      int index = stretch.active();
      @Nullable Instant found = index < 0 ? null : recurrences.get(index).next(cursor);
      if (found != null && found.isBefore(end)) {
        return found;
      }
      @Nullable Instant earliest = earliest(cursor);
      if (earliest == null) {
        return null;
      }
      cursor = (earliest.isAfter(end) ? earliest : end).minus(TICK);
    }
    return null;
  }

  /** The earliest instant of any entry: before it nothing runs, whatever frames open. */
  private @Nullable Instant earliest(Instant cursor) {
    @Nullable Instant earliest = null;
    for (Recurrence recurrence : recurrences) {
      @Nullable Instant candidate = recurrence.next(cursor);
      if (candidate != null && (earliest == null || candidate.isBefore(earliest))) {
        earliest = candidate;
      }
    }
    return earliest;
  }

  /** The next planned instants after the given one, at most {@code count}. */
  public List<Instant> nextInstants(Instant after, int count) {
    List<Instant> found = new ArrayList<>();
    @Nullable Instant instant = nextOrNull(after);
    while (instant != null && found.size() < count) {
      found.add(instant);
      instant = nextOrNull(instant);
    }
    return List.copyOf(found);
  }

  /** How many instants are planned after the first one, up to the second one (in). */
  public long count(Instant after, Instant until) {
    if (!framed) {
      return recurrences.getFirst().count(after, until);
    }
    long counted = 0;
    Instant cursor = after;
    while (cursor.isBefore(until)) {
      Stretch stretch = stretchAt(cursor.plus(TICK));
      Instant end = stretch.to().isAfter(until) ? until : stretch.to().minus(TICK);
      if (stretch.active() >= 0) {
        counted += recurrences.get(stretch.active()).count(cursor, end);
      }
      cursor = end;
    }
    return counted;
  }

  /** The last instant planned after the first one, up to the second one (in). */
  public Optional<Instant> last(Instant after, Instant until) {
    @Nullable Instant found = nextOrNull(after);
    if (found == null || found.isAfter(until)) {
      return Optional.empty();
    }
    // Halves the span in which a later one can be; planned instants are whole milliseconds.
    long low = found.toEpochMilli();
    long high = until.toEpochMilli();
    while (low < high) {
      long middle = low + (high - low) / 2;
      @Nullable Instant later = nextOrNull(Instant.ofEpochMilli(middle));
      if (later != null && !later.isAfter(until)) {
        found = later;
        low = later.toEpochMilli();
      } else {
        high = middle;
      }
    }
    return Optional.of(found);
  }
}
