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

  /** One word of a list, as the list has it; compared without regard to case when it is set. */
  record Choice(List<String> words) implements ValueType {
    /** Copies the list. */
    public Choice {
      words = List.copyOf(words);
    }
  }

  /** Several words of a list in its order, none twice. */
  record Choices(List<String> words) implements ValueType {
    /** Copies the list. */
    public Choices {
      words = List.copyOf(words);
    }
  }

  /** An instant: RFC 3339 text in UTC. */
  record Time() implements ValueType {}

  /** A day without a zone: ISO 8601 text such as 2026-11-25. */
  record Day() implements ValueType {}

  /** A span of time in whole seconds, also a negative one; set as text such as 1h30m as well. */
  record Interval() implements ValueType {}

  /** A time zone of the IANA database, such as Europe/Berlin. */
  record Zone() implements ValueType {}

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

  /** A mail address (RFC 5321, section 4.1.2) whose domain is in lower case. */
  record Mail() implements ValueType {}

  /** An IPv4 or IPv6 address in its canonical form (RFC 5952). */
  record Address() implements ValueType {}

  /** A MD5, SHA-1, SHA-256 or SHA-512 in lower-case hexadecimal. */
  record Hash() implements ValueType {}

  /** The name of a file without its folder. */
  record FileName() implements ValueType {}

  /** A colour of the web: # and six lower-case hexadecimal digits. */
  record Color() implements ValueType {}

  /** Texts in order, none twice. */
  record Texts() implements ValueType {}

  /** What each of some people does: names with a word such as lead, analyst or observer. */
  record Roles() implements ValueType {}

  /** How expressions see such a field of an event. */
  default FieldType fieldType() {
    return switch (this) {
      case Text _, Choice _, Marking _, Day _, Link _ -> FieldType.TEXT;
      case Zone _, Mail _, Address _, Hash _, FileName _, Color _ -> FieldType.TEXT;
      case Time _ -> FieldType.TIME;
      case Whole _, WholeWithin _, Interval _ -> FieldType.WHOLE;
      case Decimal _ -> FieldType.DECIMAL;
      case Checkbox _ -> FieldType.BOOL;
      case Roles _ -> FieldType.open();
      case Texts _, Choices _ -> FieldType.listOf(FieldType.TEXT);
    };
  }
}
