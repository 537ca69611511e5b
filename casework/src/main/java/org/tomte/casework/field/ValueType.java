package org.tomte.casework.field;

import java.util.List;
import org.tomte.api.FieldType;

/** What values a field takes. */
public sealed interface ValueType {

  /**
   * Text.
   *
   * @param maxLength in UTF-16 units
   */
  record Text(int maxLength) implements ValueType {}

  /** One word of a list, in lower case; compared without regard to case when it is set. */
  record Choice(List<String> words) implements ValueType {
    /** Copies the list. */
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** An instant: RFC 3339 text in UTC. */
  record Time() implements ValueType {}

  /** A day without a zone: ISO 8601 text such as 2026-11-25. */
  record Day() implements ValueType {}

  /** A whole number of 64 bits. */
  record Whole() implements ValueType {}

  /** A whole number between two others, both of which are valid. */
  record WholeWithin(long least, long most) implements ValueType {}

  /** A word of the Traffic Light Protocol, see {@link Tlp}. */
  record Marking() implements ValueType {}

  /** A number; kept as a whole one where it is one. */
  record Decimal() implements ValueType {}

  /** True or false. */
  record Checkbox() implements ValueType {}

  /** An absolute http or https address (RFC 3986). */
  record Link() implements ValueType {}

  /** Texts in order, none twice. */
  record Texts() implements ValueType {}

  /** How expressions see such a field of an event. */
  default FieldType fieldType() {
    return switch (this) {
      case Text _, Choice _, Marking _, Day _, Link _ -> FieldType.TEXT;
      case Time _ -> FieldType.TIME;
      case Whole _, WholeWithin _ -> FieldType.WHOLE;
      case Decimal _ -> FieldType.DECIMAL;
      case Checkbox _ -> FieldType.BOOL;
      case Texts _ -> FieldType.listOf(FieldType.TEXT);
    };
  }
}
