package org.tomte.connectors.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tomte.connectors.jdbc.SqliteTime.Style;

/** How the values of a column of times are read and bound. */
sealed interface TimeScale {

  /** Where a value stands: never before the place of a value that the database puts before it. */
  Instant position(Object value);

  /** When a value was. */
  default Instant time(Object value) {
    return position(value);
  }

  /** The first value that stands at or after an instant. */
  Object lower(Instant instant);

  /** The last value that stands at or before an instant. */
  Object upper(Instant instant);

  /** The step of the values where their type has no digits to count. */
  Duration step();

  /** Instants with their offset. */
  record Offset() implements TimeScale {
    @Override
    public Instant position(Object value) {
      return ((OffsetDateTime) value).toInstant();
    }

    @Override
    public Object lower(Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }

    @Override
    public Object upper(Instant instant) {
      return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    @Override
    public Duration step() {
      return Duration.ofNanos(1_000);
    }
  }

  /** Dates and times of a zone that the definition names. */
  record Local(LocalTimes times) implements TimeScale {
    @Override
    public Instant position(Object value) {
      return times.position((LocalDateTime) value);
    }

    @Override
    public Instant time(Object value) {
      return times.time((LocalDateTime) value);
    }

    @Override
    public Object lower(Instant instant) {
      return times.lower(instant);
    }

    @Override
    public Object upper(Instant instant) {
      return times.upper(instant).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Duration step() {
      return Duration.ofNanos(1_000);
    }
  }

  /** Days; each stands at its beginning. */
  record Days(ZoneId zone) implements TimeScale {
    @Override
    public Instant position(Object value) {
      return ((LocalDate) value).atStartOfDay(zone).toInstant();
    }

    @Override
    public Object lower(Instant instant) {
      LocalDate day = LocalDate.ofInstant(instant, zone);
      return position(day).isBefore(instant) ? day.plusDays(1) : day;
    }

    @Override
    public Object upper(Instant instant) {
      return LocalDate.ofInstant(instant, zone);
    }

    /** Every zone's days begin at a quarter of an hour. */
    @Override
    public Duration step() {
      return Duration.ofMinutes(15);
    }
  }

  /** Numbers that count from 1970. */
  record Counted(Epoch epoch) implements TimeScale {
    @Override
    public Instant position(Object value) {
      return epoch.instant(((Number) value).longValue());
    }

    @Override
    public Object lower(Instant instant) {
      long count = epoch.count(instant);
      return epoch.instant(count).isBefore(instant) ? count + 1 : count;
    }

    @Override
    public Object upper(Instant instant) {
      return epoch.count(instant);
    }

    @Override
    public Duration step() {
      return epoch.precision();
    }
  }

  /** Text that is ordered as the times it says. */
  record Written(LocalTimes times, Style style) implements TimeScale {
    private static final DateTimeFormatter SECONDS =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    @Override
    public Instant position(Object value) {
      return times.position(SqliteTime.parse(String.valueOf(value)));
    }

    @Override
    public Instant time(Object value) {
      return times.time(SqliteTime.parse(String.valueOf(value)));
    }

    @Override
    public Object lower(Instant instant) {
      return written(times.lower(instant));
    }

    /** Behind everything that may follow the seconds. */
    @Override
    public Object upper(Instant instant) {
      return written(times.upper(instant)) + "~";
    }

    private String written(LocalDateTime local) {
      String text = SECONDS.format(local);
      return style == Style.LETTER_T ? text.replace(' ', 'T') : text;
    }

    @Override
    public Duration step() {
      return Duration.ofSeconds(1);
    }
  }
}
