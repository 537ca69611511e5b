package org.tomte.app.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.tomte.api.DurationText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Instants as they are typed and shown: ISO 8601 with a zone. */
final class Instants implements ITypeConverter<Instant> {

  @Override
  public Instant convert(String text) {
    try {
      return OffsetDateTime.parse(text.strip()).toInstant();
    } catch (DateTimeException wrong) {
      throw new TypeConversionException(
          "'" + text + "' is no instant; write date, time and zone: 2026-11-21T02:00:00+01:00");
    }
  }

  /** To the second, in UTC; {@code -} for none. */
  static String shown(@Nullable Instant instant) {
    return instant == null ? "-" : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** Reads an instant, or a span back from now such as {@code 24h}. */
  static Instant orSpanBack(String text, Instant now) {
    String word = text.startsWith("-") ? text.substring(1) : text;
    try {
      return now.minus(DurationText.parse(word));
    } catch (IllegalArgumentException noSpan) {
      return new Instants().convert(text);
    }
  }
}
