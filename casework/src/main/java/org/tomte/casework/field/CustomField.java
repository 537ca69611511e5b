package org.tomte.casework.field;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A field that the team added. It is named {@code custom.<name>} wherever fields are named. The
 * type never changes once values exist.
 *
 * @param name begins with a lower-case letter; lower-case letters, digits and underscores; at most
 *     60
 * @param type one of {@link #TYPES}
 * @param words the choices of a {@code choice}; empty for other types
 * @param description one sentence
 */
public record CustomField(String name, String type, List<String> words, String description) {

  /** The valid types. */
  public static final List<String> TYPES =
      List.of("text", "number", "checkbox", "date", "time", "choice", "list", "link");

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
  private static final int MAX_TEXT = 10_000;

  /** Copies the words and rejects what cannot be a field. */
  public CustomField {
    words = List.copyOf(words);
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "the name '%s' of a custom field must begin with a lower-case letter and hold only lower-case letters, digits and underscores, at most 60"
              .formatted(name));
    }
    if (!TYPES.contains(type)) {
      throw new IllegalArgumentException(
          "the custom field '%s' has the type '%s'; valid are %s%s"
              .formatted(name, type, String.join(", ", TYPES), Nearest.question(type, TYPES)));
    }
    if (type.equals("choice") == words.isEmpty()) {
      throw new IllegalArgumentException(
          "the custom field '%s' of type '%s' has %d words; a choice needs some, other types none"
              .formatted(name, type, words.size()));
    }
  }

  /** The name in mappings and expressions. */
  public String fieldName() {
    return FieldNames.CUSTOM_PREFIX + name;
  }

  /** What values it takes. */
  public ValueType valueType() {
    return switch (type) {
      case "number" -> new ValueType.Decimal();
      case "checkbox" -> new ValueType.Checkbox();
      case "date" -> new ValueType.Day();
      case "time" -> new ValueType.Time();
      case "choice" -> new ValueType.Choice(words);
      case "list" -> new ValueType.Texts();
      case "link" -> new ValueType.Link();
      default -> new ValueType.Text(MAX_TEXT);
    };
  }
}
