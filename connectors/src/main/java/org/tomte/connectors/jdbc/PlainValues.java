package org.tomte.connectors.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a driver returned into plain JSON values. */
final class PlainValues {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** The hash of a row is that of its JSON. */
  static final JsonMapper JSON = JsonMapper.builder().build();

  private PlainValues() {}

  /**
   * The value of a column as it stands in an event.
   *
   * @param times the zone of a date and time without one; null when none is known
   */
  static @Nullable Object of(Column column, @Nullable Object value, @Nullable LocalTimes times) {
    if (value == null) {
      return null;
    }
    return switch (column.kind()) {
      case PADDED -> String.valueOf(value).stripTrailing();
      case JSON -> JsonText.parsed(String.valueOf(value));
      case LOCAL, UTC -> local((LocalDateTime) value, times);
      default -> plain(value);
    };
  }

  private static Object local(LocalDateTime value, @Nullable LocalTimes times) {
    if (value.equals(LocalDateTime.MAX) || value.equals(LocalDateTime.MIN)) {
      return infinite(value.equals(LocalDateTime.MAX));
    }
    return times == null
        ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(value)
        : times.time(value).toString();
  }

  private static String infinite(boolean positive) {
    return positive ? "infinity" : "-infinity";
  }

  private static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case Long whole -> whole;
      case Integer whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Byte whole -> whole.longValue();
      case BigDecimal number -> number(number);
      case BigInteger number -> whole(number);
      case Float number -> finite(Double.parseDouble(number.toString()));
      case Double number -> finite(number);
      case String text -> text;
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case OffsetDateTime time -> offset(time);
      case LocalDateTime time -> local(time, null);
      case LocalDate day -> day(day);
      case Timestamp time -> local(time.toLocalDateTime(), null);
      case Date day -> day(day.toLocalDate());
      case Time time -> time.toLocalTime().toString();
      case List<?> list -> list(list);
      default -> value.toString();
    };
  }

  private static List<@Nullable Object> list(List<?> list) {
    List<@Nullable Object> plain = new ArrayList<>();
    for (Object element : list) {
      plain.add(plain(element));
    }
    return plain;
  }

  private static Object number(BigDecimal number) {
    boolean whole = number.scale() <= 0 && number.precision() - number.scale() <= 400;
    return whole ? whole(number.toBigInteger()) : number;
  }

  private static Object whole(BigInteger number) {
    boolean fits = number.compareTo(LEAST) >= 0 && number.compareTo(MOST) <= 0;
    return fits ? (Object) number.longValue() : number;
  }

  /** JSON has no word for what is no number. */
  private static Object finite(double number) {
    return Double.isFinite(number) ? (Object) number : String.valueOf(number);
  }

  private static String offset(OffsetDateTime time) {
    if (time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
      return infinite(time.equals(OffsetDateTime.MAX));
    }
    OffsetDateTime there = time.withOffsetSameInstant(ZoneOffset.UTC);
    boolean plain = there.getYear() >= 0 && there.getYear() <= 9_999;
    return plain
        ? written(there.toLocalDateTime())
        : DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(there);
  }

  /** As the formatter for ISO 8601 writes it, at a tenth of its cost. */
  private static String written(LocalDateTime time) {
    StringBuilder text = new StringBuilder(30);
    padded(text, time.getYear(), 1_000).append('-');
    padded(text, time.getMonthValue(), 10).append('-');
    padded(text, time.getDayOfMonth(), 10).append('T');
    padded(text, time.getHour(), 10).append(':');
    padded(text, time.getMinute(), 10).append(':');
    StringBuilder _ = padded(text, time.getSecond(), 10);
    int nanos = time.get(ChronoField.NANO_OF_SECOND);
    if (nanos > 0) {
      padded(text.append('.'), nanos, 100_000_000);
      int end = text.length();
      while (text.charAt(end - 1) == '0') {
        end--;
      }
      text.setLength(end);
    }
    return text.append('Z').toString();
  }

  private static StringBuilder padded(StringBuilder text, int number, int highest) {
    int left = number;
    for (int unit = highest; unit > 0; unit /= 10) {
      text.append((char) ('0' + left / unit));
      left %= unit;
    }
    return text;
  }

  private static String day(LocalDate day) {
    if (day.equals(LocalDate.MAX) || day.equals(LocalDate.MIN)) {
      return infinite(day.equals(LocalDate.MAX));
    }
    return day.toString();
  }
}
