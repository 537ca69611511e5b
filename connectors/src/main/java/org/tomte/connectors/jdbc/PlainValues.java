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
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Turns what a driver returned into plain JSON values. */
final class PlainValues {
  private static final int DEEPEST = 64;
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

  /** Also writes: the hash of a row is that of its JSON. */
  static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

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
      case JSON -> parsed(String.valueOf(value));
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
    return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
        time.withOffsetSameInstant(ZoneOffset.UTC));
  }

  private static String day(LocalDate day) {
    if (day.equals(LocalDate.MAX) || day.equals(LocalDate.MIN)) {
      return infinite(day.equals(LocalDate.MAX));
    }
    return day.toString();
  }

  /** What is no JSON, or too deep, stays the text that it is. */
  private static @Nullable Object parsed(String text) {
    try {
      return narrowed(JSON.readValue(text, Object.class));
    } catch (JacksonException notJson) {
      return text;
    }
  }

  private static @Nullable Object narrowed(@Nullable Object value) {
    return switch (value) {
      case java.util.Map<?, ?> map -> {
        java.util.Map<String, @Nullable Object> plain = new java.util.LinkedHashMap<>();
        map.forEach((name, each) -> plain.put(String.valueOf(name), narrowed(each)));
        yield plain;
      }
      case List<?> list -> {
        List<@Nullable Object> plain = new ArrayList<>();
        list.forEach(each -> plain.add(narrowed(each)));
        yield plain;
      }
      case BigDecimal number -> number;
      case null, default -> plain(value);
    };
  }
}
