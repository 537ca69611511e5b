package org.tomte.engine.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.decision.PlannedEffect.Condition.Threshold;
import org.tomte.engine.keep.PlainJson;

/** What is remembered between events of one rule with equal values. Instants in microseconds. */
sealed interface CorrelationState {

  /** The stored form. */
  String json();

  /**
   * The incident that events share.
   *
   * @param incident its number
   * @param first when the first of them was judged
   */
  record Group(long incident, Instant first) implements CorrelationState {

    /** Whether an event judged at an instant still belongs to it. */
    boolean takes(Instant instant, Duration within) {
      return instant.isBefore(first.plus(within)) && instant.isAfter(first.minus(within));
    }

    @Override
    public String json() {
      return PlainJson.write(Map.of("incident", incident, "first", micros(first)));
    }
  }

  /**
   * Events counted in a window that slides.
   *
   * @param times when they were judged, ascending; only those that can still count
   * @param fired when the effect happened last; null when it never did
   */
  record Count(List<Instant> times, @Nullable Instant fired) implements CorrelationState {

    /** Nothing counted. */
    static final Count ZERO = new Count(List.of(), null);

    /** Counts an event; the effect happens when the new state fired at this instant. */
    Count plus(Instant instant, Threshold threshold) {
      Duration over = threshold.over();
      int atLeast = threshold.atLeast();
      Instant newest =
          times.isEmpty() || times.getLast().isBefore(instant) ? instant : times.getLast();
      List<Instant> kept = new ArrayList<>();
      times.stream().filter(each -> each.isAfter(newest.minus(over))).forEach(kept::add);
      // More than the count to reach say nothing more.
      int times = (int) Math.min(threshold.times(), atLeast);
      kept.addAll(place(kept, instant), Collections.nCopies(times, instant));
      long inWindow =
          kept.stream()
              .filter(each -> each.isAfter(instant.minus(over)) && !each.isAfter(instant))
              .count();
      boolean rests = fired != null && instant.isBefore(fired.plus(over));
      Instant last = inWindow >= atLeast && !rests ? instant : fired;
      List<Instant> needed = kept.subList(Math.max(0, kept.size() - atLeast), kept.size());
      return new Count(List.copyOf(needed), last);
    }

    private static int place(List<Instant> ascending, Instant instant) {
      int at = ascending.size();
      while (at > 0 && ascending.get(at - 1).isAfter(instant)) {
        at--;
      }
      return at;
    }

    @Override
    public String json() {
      Map<String, Object> object = new TreeMap<>();
      object.put("times", times.stream().map(CorrelationState::micros).toList());
      if (fired != null) {
        object.put("fired", micros(fired));
      }
      return PlainJson.write(object);
    }
  }

  /**
   * Values that were seen.
   *
   * @param last when they were judged last
   */
  record Seen(Instant last) implements CorrelationState {
    @Override
    public String json() {
      return PlainJson.write(Map.of("last", micros(last)));
    }
  }

  /**
   * When deliveries of one action were let out.
   *
   * @param out ascending; only those that can still count
   */
  record LetOut(List<Instant> out) implements CorrelationState {

    /** Nothing went out. */
    static final LetOut NONE = new LetOut(List.of());

    /** Lets one more out; null when so many went out in the span already. */
    @Nullable LetOut plus(Instant now, Duration per, int most) {
      List<Instant> counting = new ArrayList<>();
      out.stream().filter(each -> each.isAfter(now.minus(per))).forEach(counting::add);
      if (counting.size() >= most) {
        return null;
      }
      counting.add(now);
      return new LetOut(List.copyOf(counting));
    }

    @Override
    public String json() {
      return PlainJson.write(Map.of("out", out.stream().map(CorrelationState::micros).toList()));
    }
  }

  /** Reads the stored form; null for the empty text of a row that was just made. */
  static @Nullable CorrelationState read(String json) {
    if (json.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> object = PlainJson.readObject(json);
    if (object.get("incident") instanceof Long incident) {
      return new Group(incident, instant(object.get("first")));
    }
    if (object.get("times") instanceof List<?> times) {
      List<Instant> instants = new ArrayList<>();
      times.forEach(each -> instants.add(instant(each)));
      Object fired = object.get("fired");
      return new Count(List.copyOf(instants), fired == null ? null : instant(fired));
    }
    if (object.get("out") instanceof List<?> out) {
      List<Instant> instants = new ArrayList<>();
      out.forEach(each -> instants.add(instant(each)));
      return new LetOut(List.copyOf(instants));
    }
    return new Seen(instant(object.get("last")));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(@Nullable Object micros) {
    if (micros instanceof Long number) {
      return Instant.EPOCH.plus(number, ChronoUnit.MICROS);
    }
    throw new IllegalArgumentException("a stored instant is a number, not " + micros);
  }
}
