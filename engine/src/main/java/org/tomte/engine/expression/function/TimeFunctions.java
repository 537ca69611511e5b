package org.tomte.engine.expression.function;

import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.INT;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;
import static org.tomte.engine.expression.function.FunctionDefinition.named;
import static org.tomte.engine.expression.function.TextFunctions.given;
import static org.tomte.engine.expression.function.TextFunctions.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions on times. A zone is always written; nothing leans on the machine's. */
final class TimeFunctions {

  private static final String GROUP = "times";

  private static final List<String> USUAL =
      List.of(
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm:ss",
          "dd.MM.yyyy HH:mm:ss",
          "dd.MM.yyyy HH:mm",
          "dd/MM/yyyy HH:mm:ss",
          "MM/dd/yyyy HH:mm:ss",
          "dd/MMM/yyyy:HH:mm:ss Z",
          "EEE, dd MMM yyyy HH:mm:ss Z",
          "yyyy-MM-dd",
          "dd.MM.yyyy",
          "yyyyMMdd",
          "yyyyMMddHHmmss");

  private TimeFunctions() {}

  static List<FunctionDefinition> all() {
    List<FunctionDefinition> all = new ArrayList<>();
    all.addAll(texts());
    all.addAll(zones());
    all.addAll(spans());
    return all;
  }

  private static List<FunctionDefinition> texts() {
    return List.of(
        named("parseTime")
            .says(
                "A time from text by a pattern and the zone that holds if the text has none; of a"
                    + " local time that occurs twice the first is meant.")
            .example(
                "parseTime('25.11.2026 03:17', 'dd.MM.yyyy HH:mm', 'Europe/Berlin') =="
                    + " timestamp('2026-11-25T02:17:00Z')")
            .both(TIMESTAMP, STRING, STRING, STRING)
            .does(GROUP, TimeFunctions::parse),
        named("formatTime")
            .says("A time as text by a pattern, in a zone.")
            .example(
                "formatTime(timestamp('2026-11-25T02:17:00Z'), 'dd.MM.yyyy HH:mm', 'Europe/Berlin')"
                    + " == '25.11.2026 03:17'")
            .both(STRING, TIMESTAMP, STRING, STRING)
            .does(GROUP, TimeFunctions::format));
  }

  private static List<FunctionDefinition> zones() {
    return List.of(
        named("hourIn")
            .says("The hour of the day in a zone, 0 to 23.")
            .example("hourIn(timestamp('2026-11-25T23:17:00Z'), 'Europe/Berlin') == 0")
            .both(INT, TIMESTAMP, STRING)
            .does(GROUP, arguments -> local(arguments, "hourIn").getHour()),
        named("dayIn")
            .says("The day of the week in a zone: mon, tue, wed, thu, fri, sat or sun.")
            .example("dayIn(timestamp('2026-11-25T23:17:00Z'), 'Europe/Berlin') == 'thu'")
            .both(STRING, TIMESTAMP, STRING)
            .does(GROUP, TimeFunctions::day),
        named("dateIn")
            .says("The date in a zone, as yyyy-mm-dd.")
            .example("dateIn(timestamp('2026-11-25T23:17:00Z'), 'Europe/Berlin') == '2026-11-26'")
            .both(STRING, TIMESTAMP, STRING)
            .does(GROUP, arguments -> local(arguments, "dateIn").toLocalDate().toString()),
        named("startOfDay")
            .says("The instant at which the day began in a zone.")
            .example(
                "startOfDay(timestamp('2026-11-25T12:00:00Z'), 'Europe/Berlin') =="
                    + " timestamp('2026-11-24T23:00:00Z')")
            .both(TIMESTAMP, TIMESTAMP, STRING)
            .does(GROUP, TimeFunctions::startOfDay));
  }

  private static List<FunctionDefinition> spans() {
    return List.of(
        named("age")
            .says("How long before the second time the first was.")
            .example("age(timestamp(0), timestamp(90)) == duration('90s')")
            .both(DURATION, TIMESTAMP, TIMESTAMP)
            .does(GROUP, TimeFunctions::age),
        named("seconds")
            .says("A duration in whole seconds.")
            .example("seconds(duration('1m30s')) == 90")
            .both(INT, DURATION)
            .does(GROUP, TimeFunctions::seconds));
  }

  private static Instant parse(@Nullable Object[] arguments) {
    String text = text(arguments, 0, "parseTime");
    String pattern = text(arguments, 1, "parseTime");
    ZoneId zone = zone(text(arguments, 2, "parseTime"));
    Budget.charge(2_000);
    try {
      return read(text, formatter(pattern), zone);
    } catch (DateTimeException _) {
      throw new ValueFault(
          Values.shown(text) + " is no time in the pattern '" + pattern + "'" + hint(text, zone));
    }
  }

  private static Instant read(String text, DateTimeFormatter formatter, ZoneId zone) {
    TemporalAccessor read =
        formatter.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
    return switch (read) {
      case ZonedDateTime time -> time.toInstant();
      case LocalDateTime time -> time.atZone(zone).toInstant();
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      default -> throw new DateTimeException("neither a time nor a date");
    };
  }

  private static String hint(String text, ZoneId zone) {
    Budget.charge(20_000);
    return USUAL.stream()
        .filter(pattern -> isRead(text, pattern, zone))
        .findFirst()
        .map(pattern -> "; '" + pattern + "' would read it")
        .orElse("; for example '2026-11-25 03:17:00' is read by 'yyyy-MM-dd HH:mm:ss'");
  }

  private static boolean isRead(String text, String pattern, ZoneId zone) {
    try {
      read(text, formatter(pattern), zone);
      return true;
    } catch (DateTimeException _) {
      return false;
    }
  }

  private static String format(@Nullable Object[] arguments) {
    Instant time = Values.time(given(arguments, 0), "formatTime");
    String pattern = text(arguments, 1, "formatTime");
    ZoneId zone = zone(text(arguments, 2, "formatTime"));
    Budget.charge(2_000);
    try {
      return formatter(pattern).format(time.atZone(zone));
    } catch (DateTimeException e) {
      throw new ValueFault("the pattern '" + pattern + "' cannot write a time: " + e.getMessage());
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    if (pattern.length() > 100) {
      throw new ValueFault("a pattern for times has at most 100 characters");
    }
    try {
      // Years are written yyyy by everybody; strict resolving wants uuuu for that.
      return DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH)
          .withResolverStyle(ResolverStyle.STRICT);
    } catch (IllegalArgumentException e) {
      throw new ValueFault(
          Values.shown(pattern)
              + " is no pattern for times such as yyyy-MM-dd HH:mm:ss: "
              + e.getMessage());
    }
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException _) {
      throw new ValueFault(
          Values.shown(name) + " is no time zone; valid are for example Europe/Berlin and UTC");
    }
  }

  private static ZonedDateTime local(@Nullable Object[] arguments, String function) {
    return Values.time(given(arguments, 0), function).atZone(zone(text(arguments, 1, function)));
  }

  private static String day(@Nullable Object[] arguments) {
    return local(arguments, "dayIn").getDayOfWeek().name().substring(0, 3).toLowerCase(Locale.ROOT);
  }

  private static Instant startOfDay(@Nullable Object[] arguments) {
    ZonedDateTime local = local(arguments, "startOfDay");
    return local.toLocalDate().atStartOfDay(local.getZone()).toInstant();
  }

  private static Duration age(@Nullable Object[] arguments) {
    return Duration.between(
        Values.time(given(arguments, 0), "age"), Values.time(given(arguments, 1), "age"));
  }

  private static long seconds(@Nullable Object[] arguments) {
    if (given(arguments, 0) instanceof Duration span) {
      return span.toSeconds();
    }
    throw Values.wrong(arguments[0], "seconds", "a duration");
  }

  /** Checks the pattern or the zone that stands as a constant in an expression. */
  static void checkConstant(String function, int index, String constant) {
    boolean hasPattern = function.equals("parseTime") || function.equals("formatTime");
    if (hasPattern && index == 1) {
      formatter(constant);
    }
    if (index == (hasPattern ? 2 : 1)) {
      zone(constant);
    }
  }
}
