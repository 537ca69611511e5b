package org.tomte.engine.definition;

import java.time.ZoneId;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.Key;
import org.tomte.engine.definition.yaml.ReadBy;
import org.tomte.engine.definition.yaml.Shorthand;

/** One step between the value of a mapping row and the field. */
@ReadBy(TransformReader.class)
public sealed interface Transform {

  /** White space at both ends goes. */
  record Trim() implements Transform {}

  /** Capital or small letters. */
  @Shorthand("to")
  record Case(@Setting("upper or lower.") Letters to) implements Transform {

    /** Which letters. */
    public enum Letters {
      /** Capital letters. */
      UPPER,
      /** Small letters. */
      LOWER
    }
  }

  /** At most so many characters (code points). */
  @Shorthand("length")
  record Cut(@Setting("The most characters.") int length) implements Transform {

    /** Checks the length. */
    public Cut {
      if (length < 1) {
        throw new IllegalArgumentException("cut needs a length of at least 1, not " + length);
      }
    }
  }

  /** A text becomes a list. */
  @Shorthand("at")
  record Split(@Setting("The text between the elements.") String at) implements Transform {

    /** Checks the separator. */
    public Split {
      if (at.isEmpty()) {
        throw new IllegalArgumentException("split needs a text to split at");
      }
    }
  }

  /** A list becomes a text. */
  @Shorthand("with")
  record Join(@Setting("The text between the elements.") String with) implements Transform {}

  /** The first element of a list. */
  record First() implements Transform {}

  /** What a group of a regular expression (RE2 syntax) matched; nothing when it does not match. */
  @Shorthand("pattern")
  record Regex(
      @Setting("A regular expression.") String pattern,
      @Setting(value = "The group's number or name; 0 is the whole match.", fallback = "0")
          String group)
      implements Transform {}

  /** A text becomes an instant. */
  @Shorthand("format")
  record Date(
      @Setting(
              "A pattern of java.time such as dd.MM.yyyy HH:mm, or iso, rfc-1123, epoch,"
                  + " epoch-millis.")
          String format,
      @Setting("The zone of times without an offset.") @Nullable ZoneId zone)
      implements Transform {}

  /** A text becomes a number. */
  @Key("number")
  record ToNumber() implements Transform {}

  /** A value is looked up; exactly one of name and map says where. */
  @Shorthand("name")
  record Table(
      @Setting("A table that has a document of its own.") @Nullable String name,
      @Setting("The column that gives the value; the second one when absent.")
          @Nullable String column,
      @Setting("A table written in place: value to value.")
          @Nullable SequencedMap<String, @Nullable Object> map,
      @Setting("The value where the table has none.") @Key("default") @Nullable Object fallback)
      implements Transform {

    /** Checks that one table is named. */
    public Table {
      if ((name == null) == (map == null)) {
        throw new IllegalArgumentException(
            "table needs exactly one of name and map, such as {table: severities} or {table: {map:"
                + " {\"1\": low}}}");
      }
      if (map != null && column != null) {
        throw new IllegalArgumentException("column goes with name only");
      }
    }
  }
}
