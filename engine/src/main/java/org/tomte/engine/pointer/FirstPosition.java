package org.tomte.engine.pointer;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import org.tomte.api.StreamKind;

/** Turns a start into the first state of a pointer. */
final class FirstPosition {

  /** How far back {@code now} reads when the source's clock is unknown and may be wrong. */
  private static final Duration UNKNOWN_CLOCK = Duration.ofHours(24);

  private static final DateTimeFormatter TIME =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .appendPattern("['T'][ ]")
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[ ]")
          .appendOffset("+HH:MM", "Z")
          .toFormatter(Locale.ROOT);

  private final StreamKind kind;
  private final PointerSettings.Lateness lateness;
  private final Instant clock;
  private final boolean clockOfSource;

  /**
   * A resolver for one stream.
   *
   * @param clock the source's clock where it is known, else ours
   */
  FirstPosition(
      StreamKind kind, PointerSettings.Lateness lateness, Instant clock, boolean clockOfSource) {
    this.kind = kind;
    this.lateness = lateness;
    this.clock = clock;
    this.clockOfSource = clockOfSource;
  }

  PointerState of(Start start) {
    return switch (start) {
      case Start.Beginning _ -> beginning();
      case Start.Now _ -> now();
      case Start.Ago ago -> since(TimeSteps.minus(clock, ago.span()));
      case Start.Value value -> value(value.text());
    };
  }

  private PointerState beginning() {
    return switch (kind) {
      case StreamKind.OrderedIds _ -> OrderedIdsPointer.from(null, null);
      case StreamKind.Watermark _ -> WatermarkPointer.from(null, null);
      case StreamKind.Token _ -> TokenPointer.from(null, null);
      case StreamKind.Snapshot _ -> SnapshotPointer.from(null);
    };
  }

  private PointerState now() {
    return switch (kind) {
      case StreamKind.OrderedIds _ -> OrderedIdsPointer.from(null, Opening.ALL_KNOWN);
      case StreamKind.Watermark watermark ->
          WatermarkPointer.from(
              TimeSteps.floor(TimeSteps.minus(clock, margin()), watermark.precision()),
              Opening.ALL_KNOWN);
      case StreamKind.Token _ -> TokenPointer.from(null, Opening.ALL_KNOWN);
      case StreamKind.Snapshot _ -> SnapshotPointer.from(Opening.ALL_KNOWN);
    };
  }

  /** What may become visible late must be seen as known first, or it would look new. */
  private Duration margin() {
    Duration late = lateness.reread().plus(lateness.futureTolerance());
    Duration held = lateness.holdBack() == null ? late : late.plus(lateness.holdBack());
    return clockOfSource ? held : held.plus(UNKNOWN_CLOCK);
  }

  private PointerState since(Instant cutoff) {
    return switch (kind) {
      case StreamKind.OrderedIds _ -> OrderedIdsPointer.from(null, new Opening(cutoff));
      case StreamKind.Watermark watermark ->
          WatermarkPointer.from(TimeSteps.floor(cutoff, watermark.precision()), null);
      case StreamKind.Token _ -> TokenPointer.from(null, new Opening(cutoff));
      case StreamKind.Snapshot _ -> SnapshotPointer.from(new Opening(cutoff));
    };
  }

  private PointerState value(String text) {
    Optional<Instant> time = time(text);
    return switch (kind) {
      case StreamKind.OrderedIds _ -> time.map(this::since).orElseGet(() -> afterId(text));
      case StreamKind.Watermark _ ->
          time.map(this::since)
              .orElseThrow(() ->
                  invalid(
                      text,
                      "a stream of times",
                      "a date (2026-11-21, in UTC) or a time"
                          + " with its offset (2026-11-21T14:03:12Z)"));
      // A token may well look like a date, so here the text is never taken for one.
      case StreamKind.Token _ -> TokenPointer.from(text, null);
      case StreamKind.Snapshot _ ->
          time.map(this::since)
              .orElseThrow(() -> invalid(text, "a listing", "a date (2026-11-21, in UTC)"));
    };
  }

  private static PointerState afterId(String text) {
    try {
      return OrderedIdsPointer.from(Long.parseLong(text.replace(",", "")), null);
    } catch (NumberFormatException e) {
      throw invalid(text, "a stream of ids", "a whole number or a date (2026-11-21, in UTC)");
    }
  }

  private static PointerFault invalid(String text, String stream, String valid) {
    return PointerFault.configuration(
        "\"%s\" is no position in %s; valid are now, beginning, -24h, %s."
            .formatted(text.length() > 100 ? text.substring(0, 100) : text, stream, valid));
  }

  /** A date alone means its beginning in UTC; a time must say its offset. */
  private static Optional<Instant> time(String text) {
    String plain = text.toUpperCase(Locale.ROOT).replaceFirst(" ?UTC$", "Z");
    try {
      if (plain.length() == 10) {
        return Optional.of(LocalDate.parse(plain).atStartOfDay(ZoneOffset.UTC).toInstant());
      }
      return Optional.of(TIME.parse(plain, Instant::from));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
