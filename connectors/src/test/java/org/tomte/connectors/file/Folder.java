package org.tomte.connectors.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.testkit.Reading;

/**
 * A folder of files and an engine in small: it keeps pointers and asks for what comes after them.
 */
final class Folder {
  static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  final Path path;
  private final FileSettings settings;
  private final Map<String, Position> pointers = new LinkedHashMap<>();
  private Instant now = NOW;
  private boolean tellsPointers = true;

  Folder(Path path, FileSettings settings) {
    this.path = path;
    this.settings = settings;
  }

  /** Reads as an engine that never says which streams it knows. */
  Folder withoutTellingPointers() {
    tellsPointers = false;
    return this;
  }

  /** Time goes on. */
  void later(Duration span) {
    now = now.plus(span);
  }

  Path write(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return touch(file);
  }

  Path append(String name, String text) throws IOException {
    Path file = path.resolve(name);
    Files.writeString(file, text, StandardOpenOption.APPEND, StandardOpenOption.CREATE);
    return touch(file);
  }

  void rename(String from, String to) throws IOException {
    Files.move(path.resolve(from), path.resolve(to));
  }

  void gzip(String from, String to) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(path.resolve(to)))) {
      Files.copy(path.resolve(from), out);
    }
    touch(path.resolve(to));
  }

  private Path touch(Path file) throws IOException {
    return Files.setLastModifiedTime(file, FileTime.from(now));
  }

  /** One run: what is new, in every stream, page by page; the pointers move. */
  List<Item> run() throws ConnectorFault, InterruptedException {
    List<Item> fresh = new ArrayList<>();
    SourceContext context = new SourceContext("test", InstantSource.fixed(now), path);
    try (Poller poller = new FileConnector().open(settings, context)) {
      for (StreamInfo stream : poller.streams(tellsPointers ? Map.copyOf(pointers) : Map.of())) {
        Position from = pointers.get(stream.name());
        List<Item> items = Reading.pagesOf(now, 3).stream(poller, stream.name(), from, null);
        fresh.addAll(Reading.loaded(items));
        if (stream.kind() instanceof StreamKind.OrderedIds && !items.isEmpty()) {
          pointers.put(stream.name(), items.getLast().position());
        }
      }
    }
    return fresh;
  }

  /** The values of a field of the records of new events; unreadable ones as their reasons. */
  List<@Nullable Object> runFor(String field) throws ConnectorFault, InterruptedException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Item item : run()) {
      values.add(value(item, field));
    }
    return values;
  }

  private static @Nullable Object value(Item item, String field) {
    if (item instanceof org.tomte.api.Unreadable unreadable) {
      return unreadable.reason();
    }
    Map<String, @Nullable Object> fields = ((Event) item).fields();
    return fields.get("record") instanceof Map<?, ?> record && record.containsKey(field)
        ? record.get(field)
        : fields.get(field);
  }

  Map<String, Position> pointers() {
    return pointers;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
