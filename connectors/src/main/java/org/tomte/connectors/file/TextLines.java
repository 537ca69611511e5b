package org.tomte.connectors.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.safere.Matcher;
import org.safere.Pattern;
import org.tomte.connectors.text.KeyValues;

/** Lines of text, with a record from named groups or from key=value pairs when asked for. */
final class TextLines implements RecordParser {
  private final @Nullable Pattern pattern;
  private final boolean keyValues;

  TextLines(@Nullable String pattern, boolean keyValues) {
    this.pattern = pattern == null ? null : Pattern.compile(pattern);
    this.keyValues = keyValues;
  }

  @Override
  public Map<String, @Nullable Object> parse(byte[] content, TextEncoding encoding) {
    String message = encoding.decode(content);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("message", message);
    if (pattern == null && !keyValues) {
      return fields;
    }
    Map<String, @Nullable Object> record =
        keyValues ? KeyValues.read(message) : new LinkedHashMap<>();
    addGroups(message, record);
    if (!record.isEmpty()) {
      fields.put("record", record);
    }
    return fields;
  }

  private void addGroups(String message, Map<String, @Nullable Object> record) {
    if (pattern == null) {
      return;
    }
    Matcher matcher = pattern.matcher(message);
    if (!matcher.find()) {
      return;
    }
    for (String group : pattern.namedGroups().keySet()) {
      String value = matcher.group(group);
      if (value != null) {
        record.put(group, value);
      }
    }
  }

  @Override
  public String mediaType() {
    return "text/plain";
  }
}
