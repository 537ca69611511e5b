package org.tomte.connectors.file;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the time of a record; a time that cannot be read is no time, never a fault. */
final class TimeField {
  private static final int NANO_DIGITS = 9;
  private static final int LONGEST = 100;
  private static final DateTimeFormatter LENIENT =
      DateTimeFormatter.ofPattern(
          "yyyy-MM-dd[['T'][' ']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS][,SSS][XXX][X]]",
          Locale.ENGLISH);

  private final String field;
  private final DateTimeFormatter formatter;
  private final @Nullable ZoneId zone;

  private TimeField(String field, DateTimeFormatter formatter, @Nullable ZoneId zone) {
    this.field = field;
    this.formatter = formatter;
    this.zone = zone;
  }

  /** Returns null when the settings name no field. */
  static @Nullable TimeField of(FileSettings settings) {
    if (settings.timeField() == null) {
      return null;
    }
    String format = settings.timeFormat();
    return new TimeField(
        settings.timeField(),
        format == null ? LENIENT : DateTimeFormatter.ofPattern(format, Locale.ENGLISH),
        settings.zone() == null ? null : ZoneId.of(settings.zone()));
  }

  /** The time in the {@code record} among the fields of an event; null when there is none. */
  @Nullable Instant in(Map<String, @Nullable Object> fields) {
    Object value = fields.get("record");
    for (String step : field.split("\\.", -1)) {
      value = value instanceof Map<?, ?> map ? map.get(step) : null;
    }
    try {
      return value instanceof Number number
          ? epoch(new BigDecimal(number.toString()))
          : text(value);
    } catch (DateTimeException | ArithmeticException | NumberFormatException notReadable) {
      return null;
    }
  }

  private @Nullable Instant text(@Nullable Object value) {
    if (!(value instanceof String written) || written.isBlank() || written.length() > LONGEST) {
      return null;
    }
    String trimmed = written.strip();
    if (trimmed.chars().allMatch(c -> Character.isDigit(c) || c == '.') && formatter == LENIENT) {
      return epoch(new BigDecimal(trimmed));
    }
    TemporalAccessor parsed =
        formatter.parseBest(
            trimmed,
            ZonedDateTime::from,
            OffsetDateTime::from,
            LocalDateTime::from,
            LocalDate::from);
    return switch (parsed) {
      case ZonedDateTime zoned -> zoned.toInstant();
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> zone == null ? null : local.atZone(zone).toInstant();
      case LocalDate date ->
          zone == null ? null : date.atTime(LocalTime.MIN).atZone(zone).toInstant();
      default -> null;
    };
  }

  /** Seconds, milli-, micro- or nanoseconds, told by the size of the number (1973 to 5138). */
  private static Instant epoch(BigDecimal number) {
    int digits = number.toBigInteger().toString().length();
    int shift = digits <= 11 ? 0 : digits <= 14 ? 3 : digits <= 17 ? 6 : NANO_DIGITS;
    BigDecimal nanos = number.movePointRight(NANO_DIGITS - shift);
    long second = nanos.movePointLeft(NANO_DIGITS).setScale(0, RoundingMode.FLOOR).longValueExact();
    long nano = nanos.subtract(BigDecimal.valueOf(second).movePointRight(NANO_DIGITS)).longValue();
    return Instant.ofEpochSecond(second, nano);
  }
}
