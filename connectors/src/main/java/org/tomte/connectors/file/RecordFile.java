package org.tomte.connectors.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.JsonReader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;

/**
 * A document of many records, read as a stream. A record's key is its id field, or else a hash of
 * its content, counted where equal ones repeat: a record that is written anew in another place
 * stays the same.
 */
final class RecordFile implements AutoCloseable {
  private final FoundFile file;
  private final FileSettings settings;
  private final @Nullable TimeField time;
  private final InputStream in;
  private final Map<String, @Nullable Object> fileFields;
  private final Map<String, Integer> repeats = new HashMap<>();
  private final FileFormat format;
  private @Nullable XmlReader xml;
  private @Nullable JsonParser json;
  private long count;
  private long lastSize;
  private boolean goesOn = true;

  RecordFile(FoundFile file, FileSettings settings) throws IOException {
    this.file = file;
    this.settings = settings;
    this.time = TimeField.of(settings);
    this.fileFields = file.fields();
    this.format = FileConnector.format(settings, file.name());
    this.in = new BufferedInputStream(Compression.open(file, settings.maxRatio()), 1 << 16);
  }

  String name() {
    return file.name();
  }

  /** How many records were read. */
  long count() {
    return count;
  }

  boolean goesOn() {
    return goesOn;
  }

  /** About how many bytes the last record had. */
  long lastSize() {
    return lastSize;
  }

  /** The next record; null at the end. A broken document ends with what is broken. */
  @Nullable Item next() {
    try {
      Object record = record();
      count++;
      if (record == null) {
        goesOn = false;
        return null;
      }
      return event(record);
    } catch (BadRecord fault) {
      return broken(String.valueOf(fault.getMessage()));
    } catch (JacksonException fault) {
      return broken(String.valueOf(JsonReader.bad(fault).getMessage()));
    }
  }

  private Unreadable broken(String reason) {
    goesOn = false;
    count++;
    return new Unreadable(
        file.name() + "#broken-" + file.stamp(),
        Position.NONE,
        new Raw(WholeFileReader.mediaType(format), Content.of(new byte[0])),
        file.name() + ": " + reason + "; the " + (count - 1) + " records before are read");
  }

  private @Nullable Object record() throws BadRecord {
    return switch (format) {
      case XML -> xmlRecord();
      case JSON -> jsonRecord();
      case AUTO, EML, MBOX, JSONL, CSV, TSV, TEXT ->
          throw new BadRecord("'records' is for json and xml files");
    };
  }

  private @Nullable Object xmlRecord() throws BadRecord {
    XmlReader reader = xml;
    if (reader == null) {
      reader = new XmlReader(in, settings.records(), settings.lists());
      xml = reader;
    }
    return reader.next();
  }

  private @Nullable Object jsonRecord() throws BadRecord {
    JsonParser parser = json;
    if (parser == null) {
      parser = JsonReader.parser(in);
      json = parser;
      if (!JsonReader.enterArray(parser, JsonPointer.compile(settings.records()))) {
        throw new BadRecord("there is no array at '" + settings.records() + "'");
      }
    }
    return parser.nextToken() == JsonToken.END_ARRAY ? null : JsonReader.value(parser);
  }

  private Item event(Object record) {
    byte[] content = JsonText.of(record).getBytes(StandardCharsets.UTF_8);
    lastSize = content.length;
    String hash = Fingerprint.hex(content, 16);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", fileFields);
    fields.put("record", record);
    return new Event(
        file.name() + "#" + key(record, hash),
        Position.NONE,
        time == null ? null : time.in(fields),
        hash,
        fields,
        List.of(),
        new Raw("application/json", Content.of(content)),
        null);
  }

  private String key(Object record, String hash) {
    Object id =
        settings.id() == null || !(record instanceof Map<?, ?> map) ? null : map.get(settings.id());
    String key = id == null ? hash : String.valueOf(id);
    int times = repeats.merge(key, 1, Integer::sum);
    return times == 1 ? key : key + "~" + times;
  }

  @Override
  public void close() {
    try (in) {
      if (xml != null) {
        xml.close();
      }
      if (json != null) {
        json.close();
      }
    } catch (IOException ignored) {
      // Nothing was written; a file that cannot be closed has nothing to lose.
    }
  }
}
