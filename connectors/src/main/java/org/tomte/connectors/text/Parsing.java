package org.tomte.connectors.text;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.api.Setting;

/** One way to read a text into a record; exactly one of the four kinds is given. */
public record Parsing(
    @Setting(
            value =
                "An expression that is looked for in the message; its named groups become fields"
                    + " (linear time, no back-references).",
            example = "'(?<user>\\S+) from (?<address>[0-9.]+)'")
        @Nullable String regex,
    @Setting(value = "Read key=value pairs; values may be quoted.", fallback = "false")
        boolean keyValues,
    @Setting(value = "Read the message as one JSON object.", fallback = "false") boolean json,
    @Setting(
            value = "Read separated values (RFC 4180) with these names; their number must agree.",
            fallback = "[]",
            example = "[time, serial, type]")
        List<String> columns,
    @Setting(value = "The character between separated values.", fallback = "','") String delimiter,
    @Setting(value = "Only messages of this application.", example = "sshd")
        @Nullable String application) {

  /** Checks that one kind is given and that it can work. */
  public Parsing {
    columns = List.copyOf(columns);
    int kinds =
        (regex == null ? 0 : 1)
            + (keyValues ? 1 : 0)
            + (json ? 1 : 0)
            + (columns.isEmpty() ? 0 : 1);
    if (kinds != 1) {
      throw new IllegalArgumentException(
          "a parser has exactly one of regex, key-values, json, columns; this one has " + kinds);
    }
    if (delimiter.length() != 1) {
      throw new IllegalArgumentException("delimiter must be one character, for example ';'");
    }
    if (columns.stream().distinct().count() != columns.size()) {
      throw new IllegalArgumentException("columns must have different names");
    }
    if (regex != null) {
      checkGroups(regex);
    }
  }

  private static void checkGroups(String regex) {
    Pattern pattern;
    try {
      pattern = Pattern.compile(regex);
    } catch (RuntimeException fault) {
      throw new IllegalArgumentException(
          "regex is not a valid expression: " + fault.getMessage(), fault);
    }
    if (pattern.namedGroups().isEmpty()) {
      throw new IllegalArgumentException(
          "regex has no named group; write for example (?<user>\\S+)");
    }
  }

  /** A reader made once and used for many texts by many threads. */
  Reader reader() {
    if (regex != null) {
      Pattern pattern = Pattern.compile(regex);
      return text -> groups(pattern, text);
    }
    if (keyValues) {
      return text -> {
        Map<String, @Nullable Object> pairs = KeyValues.read(text);
        return pairs.isEmpty() ? null : pairs;
      };
    }
    return json ? Parsing::object : this::values;
  }

  /** Reads one text; null when it is not what the reader is for. */
  interface Reader {
    @Nullable Map<String, @Nullable Object> read(String text);
  }

  private static @Nullable Map<String, @Nullable Object> groups(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      return null;
    }
    Map<String, @Nullable Object> record = new LinkedHashMap<>();
    for (String group : pattern.namedGroups().keySet()) {
      String value = matcher.group(group);
      if (value != null) {
        record.put(group, value);
      }
    }
    return record;
  }

  @SuppressWarnings("unchecked") // names of JSON objects are texts
  private static @Nullable Map<String, @Nullable Object> object(String text) {
    try {
      return JsonReader.read(text) instanceof Map<?, ?> object
          ? (Map<String, @Nullable Object>) object
          : null;
    } catch (BadRecord notJson) {
      return null;
    }
  }

  private @Nullable Map<String, @Nullable Object> values(String text) {
    try {
      List<String> values = new DelimitedText(delimiter.charAt(0), '"').values(text);
      if (values.size() != columns.size()) {
        return null;
      }
      Map<String, @Nullable Object> record = new LinkedHashMap<>();
      for (int i = 0; i < values.size(); i++) {
        record.put(columns.get(i), values.get(i));
      }
      return record;
    } catch (BadRecord notSeparated) {
      return null;
    }
  }
}
