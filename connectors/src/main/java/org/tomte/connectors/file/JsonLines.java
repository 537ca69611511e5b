package org.tomte.connectors.file;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.JsonReader;

/** One JSON object a line. */
final class JsonLines implements RecordParser {

  @Override
  public Map<String, @Nullable Object> parse(byte[] content, TextEncoding encoding)
      throws BadRecord {
    Object value =
        encoding.isUtf8(content)
            ? JsonReader.read(content)
            : JsonReader.read(encoding.decode(content));
    if (!(value instanceof Map)) {
      throw new BadRecord("a JSON object was expected in each line");
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("record", value);
    return fields;
  }

  @Override
  public String mediaType() {
    return "application/json";
  }
}
