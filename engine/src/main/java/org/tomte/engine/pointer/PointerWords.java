package org.tomte.engine.pointer;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tomte.api.StreamKind;

/** Says pointers in words that a person understands. */
public final class PointerWords {
  private static final DateTimeFormatter SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MILLISECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter NANOSECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSSSSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private PointerWords() {}

  /**
   * A pointer in words: {@code mail 48,211}, {@code rows up to 2026-11-21 14:03:12 UTC, 3 at that
   * second}, {@code byte 81,223}.
   *
   * @param noun what the stream is made of, for example {@code mail}, {@code rows}, {@code byte}
   */
  public static String describe(StreamKind kind, PointerState state, String noun) {
    String words =
        switch (state) {
          case OrderedIdsPointer ids -> ids(ids, noun);
          case WatermarkPointer watermark -> watermark(kind, watermark, noun);
          case TokenPointer token -> token(token, noun);
          case SnapshotPointer snapshot -> snapshot(snapshot, noun);
        };
    return words + opening(state);
  }

  /** A start in words: {@code now}, {@code the beginning}, {@code 24h ago}, or the value. */
  public static String describe(Start start) {
    return switch (start) {
      case Start.Now _ -> "now";
      case Start.Beginning _ -> "the beginning";
      case Start.Ago ago -> ago.span().toString().substring(2).toLowerCase(Locale.ROOT) + " ago";
      case Start.Value value -> value.text();
    };
  }

  private static String ids(OrderedIdsPointer ids, String noun) {
    Long edge = ids.edge();
    if (edge == null) {
      return "%s from the beginning".formatted(noun);
    }
    String place =
        ids.highest() == null
            ? "%s after %s".formatted(noun, number(edge))
            : "%s %s".formatted(noun, number(edge));
    long missing = ids.gaps().missing();
    return missing == 0
        ? place
        : "%s, %s missing before it %s watched"
            .formatted(place, number(missing), missing == 1 ? "is" : "are");
  }

  private static String watermark(StreamKind kind, WatermarkPointer watermark, String noun) {
    Instant time = watermark.time();
    if (time == null) {
      return watermark.start() == null
          ? "%s from the beginning".formatted(noun)
          : "%s from %s".formatted(noun, time(watermark.start()));
    }
    String place = "%s up to %s".formatted(noun, time(time));
    if (!(kind instanceof StreamKind.Watermark stream)) {
      return place;
    }
    int there = watermark.memory().sizeAt(TimeSteps.floor(time, stream.precision()));
    boolean more = watermark.memory().unlisted() > 0;
    return "%s, %s%s at that %s"
        .formatted(place, more ? "more than " : "", number(there), step(stream.precision()));
  }

  private static String token(TokenPointer token, String noun) {
    if (token.token() == null) {
      return "%s from the beginning".formatted(noun);
    }
    String text = token.token();
    return "%s after token %s"
        .formatted(noun, text.length() > 40 ? text.substring(0, 37) + "..." : text);
  }

  private static String snapshot(SnapshotPointer snapshot, String noun) {
    return "%s %s known%s"
        .formatted(
            number(snapshot.members()),
            noun,
            snapshot.confirmed() ? ", the next listing counts however small" : "");
  }

  private static String opening(PointerState state) {
    Opening opening = state.opening();
    if (opening == null) {
      return "";
    }
    return opening.cutoff() == null
        ? "; what is there now is taken as known"
        : "; what is older than %s is taken as known".formatted(time(opening.cutoff()));
  }

  static String number(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String time(Instant time) {
    return format(time).format(time) + " UTC";
  }

  private static DateTimeFormatter format(Instant time) {
    if (time.truncatedTo(ChronoUnit.SECONDS).equals(time)) {
      return SECOND;
    }
    return time.truncatedTo(ChronoUnit.MILLIS).equals(time) ? MILLISECOND : NANOSECOND;
  }

  private static String step(Duration precision) {
    if (precision.equals(Duration.ofDays(1))) {
      return "day";
    }
    if (precision.equals(Duration.ofHours(1))) {
      return "hour";
    }
    if (precision.equals(Duration.ofMinutes(1))) {
      return "minute";
    }
    if (precision.equals(Duration.ofSeconds(1))) {
      return "second";
    }
    return precision.equals(Duration.ofMillis(1)) ? "millisecond" : "instant";
  }
}
