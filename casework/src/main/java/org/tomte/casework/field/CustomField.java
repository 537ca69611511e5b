package org.tomte.casework.field;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;

/**
 * A field that the team added. It is named {@code custom.<name>} wherever fields are named; the
 * name never changes and its type neither, what people see of it is the label.
 *
 * @param name begins with a lower-case letter; lower-case letters, digits and underscores; at most
 *     60
 * @param type one of {@link #TYPES}
 * @param label what people see
 * @param description one sentence
 * @param words the choices of {@code choice} and {@code choices}; empty for other types
 * @param formula what a {@code calculation} calculates; null for other types
 * @param of the kinds of objects that have it; never empty
 * @param required whether an incident cannot be opened by a person without it
 */
public record CustomField(
    String name,
    String type,
    String label,
    String description,
    List<String> words,
    @Nullable Formula formula,
    Set<ObjectKind> of,
    boolean required) {

  /** The type whose values follow from other fields. */
  public static final String CALCULATION = "calculation";

  /** The valid types. */
  public static final List<String> TYPES =
      List.of(
          "text",
          "long-text",
          "number",
          "checkbox",
          "date",
          "time",
          "interval",
          "time-zone",
          "choice",
          "choices",
          "tags",
          "link",
          "email",
          "ip",
          "hash",
          "file-name",
          "color",
          "user",
          CALCULATION);

  /** The kinds of objects that can have custom fields. */
  public static final Set<ObjectKind> KINDS =
      Set.of(ObjectKind.INCIDENT, ObjectKind.TRIAGE_EVENT, ObjectKind.TASK, ObjectKind.INDICATOR);

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,59}");
  private static final int LINE = 10_000;
  private static final int PAGE = 1 << 20;

  /** Copies the collections and rejects what cannot be a field. */
  public CustomField {
    words = List.copyOf(words);
    of = Set.copyOf(of);
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
    if ((type.equals("choice") || type.equals("choices")) == words.isEmpty()) {
      throw new IllegalArgumentException(
          "the custom field '%s' of type '%s' has %d words; choice and choices need some, other types none"
              .formatted(name, type, words.size()));
    }
    if (type.equals(CALCULATION) == (formula == null)) {
      throw new IllegalArgumentException(
          "the custom field '%s' of type '%s' has %s formula; a calculation needs one, other types none"
              .formatted(name, type, formula == null ? "no" : "a"));
    }
    if (of.isEmpty() || !KINDS.containsAll(of)) {
      throw new IllegalArgumentException(
          "the custom field '%s' must belong to incidents, triage events, tasks or indicators"
              .formatted(name));
    }
  }

  /** A field of every kind of object, labelled by its name. */
  public static CustomField of(String name, String type, List<String> words, String description) {
    return new CustomField(name, type, name, description, words, null, KINDS, false);
  }

  /** The name in mappings and expressions. */
  public String fieldName() {
    return FieldNames.CUSTOM_PREFIX + name;
  }

  /** Whether its values follow from other fields. */
  public boolean calculated() {
    return formula != null;
  }

  /** What values it takes; those of a calculation depend on the fields it names. */
  public ValueType valueType() {
    return switch (type) {
      case "long-text" -> new ValueType.Text(PAGE);
      case "number" -> new ValueType.Decimal();
      case "checkbox" -> new ValueType.Checkbox();
      case "date" -> new ValueType.Day();
      case "time" -> new ValueType.Time();
      case "interval" -> new ValueType.Interval();
      case "time-zone" -> new ValueType.Zone();
      case "choice" -> new ValueType.Choice(words);
      case "choices" -> new ValueType.Choices(words);
      case "tags" -> new ValueType.Texts();
      case "link" -> new ValueType.Link();
      case "email" -> new ValueType.Mail();
      case "ip" -> new ValueType.Address();
      case "hash" -> new ValueType.Hash();
      case "file-name" -> new ValueType.FileName();
      case "color" -> new ValueType.Color();
      default -> new ValueType.Text(LINE);
    };
  }
}
