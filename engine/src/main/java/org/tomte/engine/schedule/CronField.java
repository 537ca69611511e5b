package org.tomte.engine.schedule;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/** The six fields of a cron text in their order, with their ranges. */
enum CronField {
  SECOND("second", 0, 59, ImmutableList.of()),
  MINUTE("minute", 0, 59, ImmutableList.of()),
  HOUR("hour", 0, 23, ImmutableList.of()),
  DAY_OF_MONTH("day of month", 1, 31, ImmutableList.of()),
  MONTH(
      "month",
      1,
      12,
      ImmutableList.of(
          "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")),
  /** Sunday is 0 and 7, in both forms of cron. */
  DAY_OF_WEEK(
      "day of week", 0, 7, ImmutableList.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));

  private final String label;
  private final int min;
  private final int max;
  private final ImmutableList<String> names;

  CronField(String label, int min, int max, ImmutableList<String> names) {
    this.label = label;
    this.min = min;
    this.max = max;
    this.names = names;
  }

  String label() {
    return label;
  }

  int min() {
    return min;
  }

  int max() {
    return max;
  }

  /** The number that a three-letter name in small letters stands for, or null. */
  @Nullable Integer named(String word) {
    int index = names.indexOf(word);
    return index < 0 ? null : index + min;
  }

  /** The last value that differs from all before it. */
  int last() {
    return this == DAY_OF_WEEK ? max - 1 : max;
  }

  String valid() {
    String range = "%d-%d".formatted(min, max);
    return names.isEmpty()
        ? range
        : "%s and %s-%s".formatted(range, names.getFirst(), names.getLast());
  }
}
