package org.tomte.engine.schedule;

/**
 * The times of day of a cron text: every combination of its seconds, minutes and hours.
 *
 * @param seconds bits 0 to 59
 * @param minutes bits 0 to 59
 * @param hours bits 0 to 23
 */
record CronTimes(long seconds, long minutes, int hours) {

  private static final int SECONDS_AN_HOUR = 3600;
  private static final int SECONDS_A_MINUTE = 60;

  /** The first second of the day at or after the given one, or -1. */
  int next(int secondOfDay) {
    int hour = secondOfDay / SECONDS_AN_HOUR;
    if (contains(hours, hour)) {
      int inHour = nextInHour(secondOfDay % SECONDS_AN_HOUR);
      if (inHour >= 0) {
        return hour * SECONDS_AN_HOUR + inHour;
      }
    }
    int nextHour = lowest(Integer.toUnsignedLong(hours), hour + 1);
    return nextHour < 0 ? -1 : nextHour * SECONDS_AN_HOUR + nextInHour(0);
  }

  private int nextInHour(int secondOfHour) {
    int minute = secondOfHour / SECONDS_A_MINUTE;
    if (contains(minutes, minute)) {
      int second = lowest(seconds, secondOfHour % SECONDS_A_MINUTE);
      if (second >= 0) {
        return minute * SECONDS_A_MINUTE + second;
      }
    }
    int nextMinute = lowest(minutes, minute + 1);
    return nextMinute < 0 ? -1 : nextMinute * SECONDS_A_MINUTE + lowest(seconds, 0);
  }

  private static boolean contains(long bits, int index) {
    return (bits >>> index & 1) != 0;
  }

  /** The lowest bit at or above the index (0 to 63), or -1. */
  private static int lowest(long bits, int index) {
    long rest = bits >>> index << index;
    return rest == 0 ? -1 : Long.numberOfTrailingZeros(rest);
  }

  /** How many times a day has. */
  int count() {
    return Long.bitCount(seconds) * Long.bitCount(minutes) * Integer.bitCount(hours);
  }
}
