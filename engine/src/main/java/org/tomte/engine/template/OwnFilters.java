package org.tomte.engine.template;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import liqp.TemplateContext;
import liqp.filters.Filter;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.observable.Defang;
import org.tomte.engine.expression.function.Budget;
import org.tomte.engine.expression.function.Json;
import org.tomte.engine.expression.function.ValueFault;
import org.tomte.engine.expression.function.Values;

/** The filters that Liquid lacks or does in a way that we cannot use. */
final class OwnFilters {

  private static final int LONGEST_PATTERN = 100;

  private OwnFilters() {}

  static List<Filter> of(Target target) {
    return List.of(
        filter("date", OwnFilters::date),
        filter("defang", (value, _) -> value == null ? null : Defang.defang(OutputText.of(value))),
        filter("refang", (value, _) -> value == null ? null : Defang.refang(OutputText.of(value))),
        filter("json", (value, _) -> json(value, target)),
        filter("replace", OwnFilters::replace),
        filter("strip_html", (value, _) -> value == null ? null : withoutMarkup(value)));
  }

  private interface Body {
    @Nullable Object apply(@Nullable Object value, @Nullable Object[] parameters);
  }

  private static Filter filter(String name, Body body) {
    return new Filter(name) {
      @Override
      public @Nullable Object apply(
          @Nullable Object value, TemplateContext context, Object... parameters) {
        return body.apply(value, parameters);
      }
    };
  }

  private static Object json(@Nullable Object value, Target target) {
    String text = Json.write(value);
    return target == Target.JSON ? new Escaped(text) : text;
  }

  private static @Nullable Object replace(@Nullable Object value, @Nullable Object[] parameters) {
    if (value == null) {
      return null;
    }
    if (parameters.length != 2) {
      throw new ValueFault("replace takes what to look for and what to put there");
    }
    String from = OutputText.of(parameters[0]);
    return from.isEmpty()
        ? OutputText.of(value)
        : OutputText.of(value).replace(from, OutputText.of(parameters[1]));
  }

  private static String withoutMarkup(Object value) {
    String html = OutputText.of(value);
    Budget.charge(200L * html.length());
    return Jsoup.parse(html).text();
  }

  /** {@code time | date: 'dd.MM.yyyy HH:mm', 'Europe/Berlin'}; the zone must be written. */
  private static @Nullable Object date(@Nullable Object value, @Nullable Object[] parameters) {
    if (value == null || value.equals("")) {
      return null;
    }
    if (parameters.length != 2) {
      throw new ValueFault("date takes a pattern and a zone: date: 'dd.MM.yyyy', 'Europe/Berlin'");
    }
    String pattern = OutputText.of(parameters[0]);
    Budget.charge(2_000);
    try {
      return formatter(pattern).format(time(value).atZone(ZoneId.of(OutputText.of(parameters[1]))));
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new ValueFault(
          "date cannot write "
              + Values.shown(value)
              + " with "
              + Values.shown(pattern)
              + " and zone "
              + Values.shown(parameters[1])
              + ": "
              + e.getMessage());
    }
  }

  private static DateTimeFormatter formatter(String pattern) {
    if (pattern.length() > LONGEST_PATTERN) {
      throw new ValueFault("a pattern for times has at most " + LONGEST_PATTERN + " characters");
    }
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }

  private static Instant time(Object value) {
    return switch (value) {
      case Instant time -> time;
      case Number seconds -> Instant.ofEpochSecond(seconds.longValue());
      default -> OffsetDateTime.parse(OutputText.of(value)).toInstant();
    };
  }
}
