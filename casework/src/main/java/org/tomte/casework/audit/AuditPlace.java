package org.tomte.casework.audit;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an entry stands in the audit.
 *
 * @param at when
 * @param source the history it comes from
 * @param id where it stands in that history
 */
public record AuditPlace(Instant at, int source, long id) implements Comparable<AuditPlace> {
  private static final Pattern TEXT = Pattern.compile("(.+)/(\\d{1,2})/(-?\\d{1,18})");
  private static final Comparator<AuditPlace> ORDER =
      Comparator.comparing(AuditPlace::at)
          .thenComparingInt(AuditPlace::source)
          .thenComparingLong(AuditPlace::id);

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when the text is something else
   */
  public static AuditPlace parse(String text) {
    Matcher parts = TEXT.matcher(text);
    try {
      if (parts.matches()) {
        return new AuditPlace(
            Instant.parse(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Long.parseLong(parts.group(3)));
      }
    } catch (DateTimeParseException _) {
      // told below
    }
    throw new IllegalArgumentException(
        "a place in the audit is what an entry says of its own, such as"
            + " 2026-11-25T10:00:00Z/1/17, not '"
            + text
            + "'");
  }

  @Override
  public int compareTo(AuditPlace other) {
    return ORDER.compare(this, other);
  }

  /** For example {@code 2026-11-25T10:00:00Z/1/17}. */
  @Override
  public String toString() {
    return at + "/" + source + "/" + id;
  }
}
