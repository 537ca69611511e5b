package org.tomte.engine.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.timeframe.Days;

/** Fixed times on days of the week. */
record AtTimes(List<LocalTime> times, Days days) implements LocalPattern {

  AtTimes {
    times = times.stream().sorted().distinct().toList();
  }

  @Override
  public @Nullable LocalDateTime next(LocalDateTime after) {
    LocalDate date = after.toLocalDate();
    LocalTime time = after.toLocalTime();
    if (days.contains(date.getDayOfWeek())) {
      for (LocalTime candidate : times) {
        if (candidate.isAfter(time)) {
          return date.atTime(candidate);
        }
      }
    }
    date = date.plusDays(1);
    while (!days.contains(date.getDayOfWeek())) {
      date = date.plusDays(1);
    }
    return date.atTime(times.getFirst());
  }

  @Override
  public boolean movesOutOfGap() {
    return true;
  }

  @Override
  public boolean runsOnceInOverlap() {
    return true;
  }

  @Override
  public LocalTime firstTime() {
    return times.getFirst();
  }

  @Override
  public int timesADay() {
    return times.size();
  }
}
