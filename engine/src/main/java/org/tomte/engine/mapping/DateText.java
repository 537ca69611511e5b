package org.tomte.engine.mapping;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.Transform;

/** Reads times in the forms that mappings name; the result is RFC 3339 text in UTC. */
final class DateText {
  private DateText() {}

  static String parse(String text, Transform.Date form) throws RowFault {
    String trimmed = text.strip();
    try {
      return switch (form.format()) {
        case "epoch" -> epoch(trimmed, 1_000_000_000L).toString();
        case "epoch-millis" -> epoch(trimmed, 1_000_000L).toString();
        case "iso" -> withZone(DateTimeFormatter.ISO_DATE_TIME, trimmed, form).toString();
        case "rfc-1123" -> withZone(DateTimeFormatter.RFC_1123_DATE_TIME, trimmed, form).toString();
        default -> withZone(pattern(form.format()), trimmed, form).toString();
      };
    } catch (DateTimeException | ArithmeticException | NumberFormatException wrong) {
      throw new RowFault(
          "%s is not a time of the form %s%s"
              .formatted(Shown.of(text), form.format(), hint(trimmed)));
    }
  }

  private static Instant epoch(String text, long nanosPerUnit) {
    java.math.BigDecimal nanos =
        new java.math.BigDecimal(text).multiply(java.math.BigDecimal.valueOf(nanosPerUnit));
    java.math.BigInteger[] parts =
        nanos.toBigInteger().divideAndRemainder(java.math.BigInteger.valueOf(1_000_000_000L));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private static DateTimeFormatter pattern(String pattern) {
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(pattern)
        .toFormatter(Locale.ENGLISH);
  }

  private static Instant withZone(DateTimeFormatter format, String text, Transform.Date form)
      throws RowFault {
    TemporalAccessor parsed =
        format.parseBest(
            text, ZonedDateTime::from, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (parsed) {
      case ZonedDateTime zoned -> zoned.toInstant();
      case OffsetDateTime offset -> offset.toInstant();
      case LocalDateTime local -> local.atZone(zone(form.zone(), text)).toInstant();
      case LocalDate date -> date.atStartOfDay(zone(form.zone(), text)).toInstant();
      default -> throw new DateTimeException("no date in " + text);
    };
  }

  private static ZoneId zone(@Nullable ZoneId zone, String text) throws RowFault {
    if (zone == null) {
      throw new RowFault(
          "%s has no offset; name its zone: {date: {format: ..., zone: Europe/Berlin}}"
              .formatted(Shown.of(text)));
    }
    return zone;
  }

  /** Looks whether another form would have worked, for the message. */
  private static String hint(String text) {
    if (text.matches("\\d{9,10}(\\.\\d+)?")) {
      return "; it looks like epoch";
    }
    if (text.matches("\\d{12,13}")) {
      return "; it looks like epoch-millis";
    }
    if (text.matches("\\d{4}-\\d\\d-\\d\\dT.*")) {
      return "; it looks like iso";
    }
    return "";
  }
}
