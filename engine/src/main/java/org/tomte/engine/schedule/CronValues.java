package org.tomte.engine.schedule;

/**
 * The values of one field of a cron text.
 *
 * @param bits the values as bits
 * @param star whether the field begins with {@code *} or {@code ?}
 * @param open whether it has {@code *} or a step, or takes every value
 */
record CronValues(long bits, boolean star, boolean open) {

  static final CronValues NONE = new CronValues(0, false, false);

  static long range(int first, int last, int step) {
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << value;
    }
    return bits;
  }
}
