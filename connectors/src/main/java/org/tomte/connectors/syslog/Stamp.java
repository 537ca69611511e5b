package org.tomte.connectors.syslog;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A time as it stands in a header: of RFC 3339, of RFC 3164 with or without a year, or seconds
 * since 1970. Reading makes no objects; {@link #instant} makes the instant when somebody asks.
 */
final class Stamp {
  private static final byte[] MONTHS = Ascii.word("janfebmaraprmayjunjulaugsepoctnovdec");
  private static final Duration AHEAD = Duration.ofDays(1);
  private static final int NO_YEAR = -1;
  private static final int NO_OFFSET = Integer.MIN_VALUE;
  private static final int NANO_DIGITS = 9;
  private static final int LEAP_YEARS = 8;

  private int year;
  private int month;
  private int day;
  private int hour;
  private int minute;
  private int second;
  private int nano;
  private int offset;
  private long epoch;

  private void clear() {
    year = NO_YEAR;
    offset = NO_OFFSET;
    epoch = -1;
    nano = 0;
  }

  /** Reads any kind; returns where it ends, or -1. */
  int read(byte[] bytes, int from, int to) {
    if (from >= to) {
      return -1;
    }
    return Ascii.isDigit(bytes[from])
        ? readInternet(bytes, from, to)
        : readTraditional(bytes, from, to);
  }

  /** RFC 3339 section 5.6, also with a blank for the T, without an offset, or with a comma. */
  int readInternet(byte[] bytes, int from, int to) {
    clear();
    if (to - from < 19 || bytes[from + 4] != '-' || bytes[from + 7] != '-') {
      return -1;
    }
    byte between = bytes[from + 10];
    year = number(bytes, from, 4);
    month = number(bytes, from + 5, 2);
    day = number(bytes, from + 8, 2);
    boolean valid =
        year >= 0 && month >= 0 && day >= 0 && (between == 'T' || between == 't' || between == ' ');
    if (!valid || !clock(bytes, from + 11, to)) {
      return -1;
    }
    return zone(bytes, fraction(bytes, from + 19, to), to);
  }

  private boolean clock(byte[] bytes, int from, int to) {
    if (to - from < 8 || bytes[from + 2] != ':' || bytes[from + 5] != ':') {
      return false;
    }
    hour = number(bytes, from, 2);
    minute = number(bytes, from + 3, 2);
    second = number(bytes, from + 6, 2);
    return hour >= 0 && minute >= 0 && second >= 0;
  }

  private int fraction(byte[] bytes, int from, int to) {
    boolean has =
        from + 1 < to
            && (bytes[from] == '.' || bytes[from] == ',')
            && Ascii.isDigit(bytes[from + 1]);
    if (!has) {
      return from;
    }
    int at = from + 1;
    int digits = 0;
    for (; at < to && Ascii.isDigit(bytes[at]); at++) {
      if (digits < NANO_DIGITS) {
        nano = nano * 10 + bytes[at] - '0';
        digits++;
      }
    }
    for (; digits < NANO_DIGITS; digits++) {
      nano *= 10;
    }
    return at;
  }

  private int zone(byte[] bytes, int from, int to) {
    if (from >= to) {
      return from;
    }
    if (bytes[from] == 'Z' || bytes[from] == 'z') {
      offset = 0;
      return from + 1;
    }
    if ((bytes[from] != '+' && bytes[from] != '-') || to - from < 5) {
      return from;
    }
    int colon = bytes[from + 3] == ':' ? 1 : 0;
    int hours = number(bytes, from + 1, 2);
    int minutes = to - from < 5 + colon ? -1 : number(bytes, from + 3 + colon, 2);
    if (hours < 0 || minutes < 0) {
      return from;
    }
    int seconds = hours * 3600 + minutes * 60;
    offset = bytes[from] == '-' ? -seconds : seconds;
    return from + 5 + colon;
  }

  /**
   * {@code Mmm dd hh:mm:ss} of RFC 3164, with a year before or after the clock, with a fraction.
   */
  private int readTraditional(byte[] bytes, int from, int to) {
    clear();
    month = to - from < 14 ? -1 : monthAt(bytes, from);
    if (month < 0 || bytes[from + 3] != ' ') {
      return -1;
    }
    int at = Ascii.skipBlanks(bytes, from + 4, to);
    int digits = digits(bytes, at, to, 2);
    day = digits == 0 ? -1 : number(bytes, at, digits);
    at += digits;
    if (day < 0 || at >= to || bytes[at] != ' ') {
      return -1;
    }
    at = yearAt(bytes, Ascii.skipBlanks(bytes, at, to), to);
    if (!clock(bytes, at, to)) {
      return -1;
    }
    at = fraction(bytes, at + 8, to);
    int blanks = Ascii.skipBlanks(bytes, at, to);
    int after = year == NO_YEAR && blanks > at ? yearAt(bytes, blanks, to) : blanks;
    return after > blanks ? after - 1 : at;
  }

  /** Passes a year of this and the last century and the blank behind it. */
  private int yearAt(byte[] bytes, int from, int to) {
    if (to - from < 5 || digits(bytes, from, to, 5) != 4 || bytes[from + 4] != ' ') {
      return from;
    }
    int value = number(bytes, from, 4);
    if (value < 1970 || value > 2099) {
      return from;
    }
    year = value;
    return from + 5;
  }

  private static int monthAt(byte[] bytes, int from) {
    for (int i = 0; i < 12; i++) {
      if ((bytes[from] | 0x20) == MONTHS[3 * i]
          && (bytes[from + 1] | 0x20) == MONTHS[3 * i + 1]
          && (bytes[from + 2] | 0x20) == MONTHS[3 * i + 2]) {
        return i + 1;
      }
    }
    return -1;
  }

  /** Seconds since 1970 with ten digits and a fraction. */
  int readEpoch(byte[] bytes, int from, int to) {
    clear();
    if (digits(bytes, from, to, 11) != 10) {
      return -1;
    }
    epoch = 0;
    for (int at = from; at < from + 10; at++) {
      epoch = epoch * 10 + bytes[at] - '0';
    }
    int end = fraction(bytes, from + 10, to);
    return end < to && bytes[end] != ' ' ? -1 : end;
  }

  /** A zone's name behind the clock; only those that mean one thing are taken over. */
  void universal() {
    if (offset == NO_OFFSET) {
      offset = 0;
    }
  }

  private static int digits(byte[] bytes, int from, int to, int most) {
    int at = from;
    while (at < to && at < from + most && Ascii.isDigit(bytes[at])) {
      at++;
    }
    return at - from;
  }

  /** The number of so many digits; -1 when there is another character. */
  private static int number(byte[] bytes, int from, int count) {
    int value = 0;
    for (int at = from; at < from + count; at++) {
      if (!Ascii.isDigit(bytes[at])) {
        return -1;
      }
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }

  /**
   * The instant; null when the parts make no date.
   *
   * @param zone of stamps that name none
   * @param received decides about the year of a stamp that has none: the one that brings it closest
   *     to when it was received, but not more than a day after that
   */
  @Nullable Instant instant(ZoneId zone, Instant received) {
    try {
      if (epoch >= 0) {
        return Instant.ofEpochSecond(epoch, nano);
      }
      return year == NO_YEAR ? closest(zone, received) : in(year, zone);
    } catch (DateTimeException noDate) {
      return null;
    }
  }

  private Instant in(int inYear, ZoneId zone) {
    // A leap second (RFC 5424 forbids it, RFC 3339 has it) counts as the second before.
    LocalDateTime local =
        LocalDate.of(inYear, month, day).atTime(hour, minute, second == 60 ? 59 : second, nano);
    return offset == NO_OFFSET
        ? local.atZone(zone).toInstant()
        : local.toInstant(ZoneOffset.ofTotalSeconds(offset));
  }

  private @Nullable Instant closest(ZoneId zone, Instant received) {
    int latest = received.atZone(zone).getYear() + 1;
    boolean leapDay = month == 2 && day == 29;
    Instant limit = received.plus(AHEAD);
    for (int each = latest; each >= latest - (leapDay ? LEAP_YEARS + 1 : 2); each--) {
      if (leapDay && !java.time.Year.isLeap(each)) {
        continue;
      }
      Instant instant = in(each, zone);
      if (!instant.isAfter(limit)) {
        return instant;
      }
    }
    return null;
  }
}
