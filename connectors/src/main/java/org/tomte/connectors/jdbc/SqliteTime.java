package org.tomte.connectors.jdbc;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Times that SQLite keeps as text (its documented forms with date, time and optional Z). */
final class SqliteTime {

  /** What stands between date and time. */
  enum Style {
    SPACE,
    LETTER_T
  }

  private SqliteTime() {}

  /** The style of a sample; a space when there is none. */
  static Style style(@Nullable Object sample) {
    return sample instanceof String text && text.length() > 10 && text.charAt(10) == 'T'
        ? Style.LETTER_T
        : Style.SPACE;
  }

  /**
   * Reads a time.
   *
   * @throws DateTimeParseException when it is none of the documented forms
   */
  static LocalDateTime parse(String text) {
    String plain = text.strip().replace(' ', 'T');
    if (plain.endsWith("Z") || plain.endsWith("z")) {
      plain = plain.substring(0, plain.length() - 1);
    }
    return LocalDateTime.parse(plain.length() == 10 ? plain + "T00:00:00" : plain);
  }
}
