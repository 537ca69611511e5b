package org.tomte.casework.search;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The place of the last object of a page in its order. It holds for this order only, and stays good
 * when objects come, change or go.
 *
 * @param sort the order
 * @param value the object's value in the field of the order: {@link String}, {@link Long} or {@link
 *     Instant}; null when it has none, or the order is that of the number
 * @param id the object's number
 */
public record Cursor(Sort sort, @Nullable Object value, long id) {

  /** As opaque text, safe in addresses. */
  @Override
  public String toString() {
    String text = sort + "\n" + id + (value == null ? "" : "\n" + value);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @param sort the order of the list that is to go on
   * @throws SearchFault when it is something else, or of another order
   */
  public static Cursor read(String text, Sort sort) {
    String[] parts = decoded(text).split("\n", 3);
    if (parts.length < 2) {
      throw wrong(text);
    }
    if (!parts[0].equals(sort.toString())) {
      throw new SearchFault(
          "the cursor '%s' belongs to a list sorted by %s, not by %s"
              .formatted(text, parts[0], sort));
    }
    try {
      String value = parts.length == 3 ? parts[2] : null;
      return new Cursor(sort, value == null ? null : value(value, sort), Long.parseLong(parts[1]));
    } catch (NumberFormatException | DateTimeException e) {
      throw wrong(text);
    }
  }

  private static Object value(String text, Sort sort) {
    return switch (sort.field().type()) {
      case TIME -> Instant.parse(text);
      case WHOLE -> (Object) Long.parseLong(text);
      default -> text;
    };
  }

  private static String decoded(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String decoded =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (decoded.indexOf('\0') < 0) {
        return decoded;
      }
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw wrong(text);
    }
    throw wrong(text);
  }

  private static SearchFault wrong(String text) {
    return new SearchFault(
        "'%s' is no cursor; take the one that the page before gave".formatted(text));
  }
}
