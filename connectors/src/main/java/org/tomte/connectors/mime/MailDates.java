package org.tomte.connectors.mime;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads dates of header fields (RFC 5322 section 3.3 and its obsolete forms). */
final class MailDates {
  private static final Pattern DATE =
      Pattern.compile(
          "(\\d{1,2})[\\s-]+([A-Za-z]{3})[a-z]*[\\s,-]+(\\d{2,4})\\s+(\\d{1,2})\\s*[:.]\\s*(\\d{1,2})(?:\\s*[:.]\\s*(\\d{1,2}))?(?:[.,]\\d+)?\\s*([+-]\\s*\\d{3,4}|[A-Za-z]{1,5})?");
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final Map<String, Integer> HOURS =
      Map.of(
          "edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7, "pst", -8);

  private MailDates() {}

  /** The date with its offset; null when it cannot be read. */
  static @Nullable OffsetDateTime of(String value) {
    String plain = Words.withoutComments(value).strip();
    Matcher date = DATE.matcher(plain);
    if (!date.find()) {
      return null;
    }
    int month = MONTHS.indexOf(date.group(2).toLowerCase(Locale.ROOT)) + 1;
    try {
      LocalDateTime local =
          LocalDateTime.of(
              year(date.group(3)),
              month,
              Integer.parseInt(date.group(1)),
              Integer.parseInt(date.group(4)),
              Integer.parseInt(date.group(5)),
              Math.min(59, date.group(6) == null ? 0 : Integer.parseInt(date.group(6))));
      return local.atOffset(offset(date.group(7)));
    } catch (DateTimeException noSuchDate) {
      return null;
    }
  }

  private static int year(String written) {
    int year = Integer.parseInt(written);
    return switch (written.length()) {
      case 2 -> year < 50 ? 2_000 + year : 1_900 + year;
      case 3 -> 1_900 + year;
      default -> year;
    };
  }

  private static ZoneOffset offset(@Nullable String written) {
    if (written == null) {
      return ZoneOffset.UTC;
    }
    String zone = written.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    if (zone.charAt(0) != '+' && zone.charAt(0) != '-') {
      return ZoneOffset.ofHours(HOURS.getOrDefault(zone, 0));
    }
    int digits = Integer.parseInt(zone.substring(1));
    int sign = zone.charAt(0) == '-' ? -1 : 1;
    return ZoneOffset.ofHoursMinutes(sign * (digits / 100), sign * (digits % 100));
  }
}
