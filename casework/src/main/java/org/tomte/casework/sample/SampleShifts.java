package org.tomte.casework.sample;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** When things happen, and who is at work then. Hours are UTC. */
final class SampleShifts {
  private static final int EARLY = 6;
  private static final int LATE = 14;
  private static final int NIGHT = 22;

  private final List<String> people;

  /** Shifts of these people, at least one; the first half of them work early, few at night. */
  SampleShifts(List<String> people) {
    this.people = List.copyOf(people);
  }

  /** Somebody of the shift that works at an instant. */
  String somebody(Instant at, RandomGenerator random) {
    LocalDateTime time = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    int size = people.size();
    int early = Math.max(1, size / 2);
    int late = Math.max(1, size / 3);
    boolean night = time.getHour() >= NIGHT || time.getHour() < EARLY;
    if (night || weekend(time) || size < 3) {
      return people.get(size - 1);
    }
    return time.getHour() < LATE
        ? people.get(random.nextInt(early))
        : people.get(Math.min(size - 1, early + random.nextInt(late)));
  }

  private static boolean weekend(LocalDateTime time) {
    return time.getDayOfWeek() == DayOfWeek.SATURDAY || time.getDayOfWeek() == DayOfWeek.SUNDAY;
  }

  /** Instants at which incidents begin, ascending: more of them by day and on working days. */
  static Instant[] beginnings(SampleOrder order, RandomGenerator random) {
    long span = Duration.between(order.since(), order.until()).toMillis();
    Instant[] instants = new Instant[order.incidents()];
    for (int i = 0; i < instants.length; i++) {
      Instant at;
      do {
        at = order.since().plusMillis(random.nextLong(span));
      } while (random.nextDouble() > busy(LocalDateTime.ofInstant(at, ZoneOffset.UTC)));
      instants[i] = at;
    }
    Arrays.sort(instants);
    return instants;
  }

  private static double busy(LocalDateTime time) {
    double day = weekend(time) ? 0.35 : 1;
    int hour = time.getHour();
    return day * (hour >= EARLY && hour < LATE ? 1 : hour >= LATE && hour < NIGHT ? 0.5 : 0.2);
  }

  /** A span of a log-normal distribution. */
  static Duration around(double medianMinutes, double spread, RandomGenerator random) {
    double minutes = medianMinutes * Math.exp(spread * random.nextGaussian());
    return Duration.ofMillis(Math.max(1, Math.round(minutes * 60_000)));
  }
}
