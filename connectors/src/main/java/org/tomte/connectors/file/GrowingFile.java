package org.tomte.connectors.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.PollRequest;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Unreadable;
import org.tomte.connectors.mime.MailParser;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.DelimitedText;

/** A file that is read record by record, open at an offset. */
final class GrowingFile implements Closeable {
  private static final int STOP_CHECK = 64;

  private final FoundFile file;
  private final FileSettings settings;
  private final @Nullable FileChannel channel;
  private final byte[] head;
  private final TextEncoding encoding;
  private final LineReader lines;
  private final RecordReader records;
  private final @Nullable TimeField time;
  private final DelimitedText columns;
  private final FileFormat format;
  private final int longest;
  private final @Nullable MailboxRecords mailbox;
  private RecordParser parser;
  private long offset;

  private GrowingFile(
      FoundFile file, FileFormat format, FileSettings settings, byte[] head, Opened opened) {
    this.file = file;
    this.format = format;
    this.settings = settings;
    this.head = head;
    this.channel = opened.channel();
    this.time = TimeField.of(settings);
    this.columns = columns(format, settings);
    this.encoding = TextEncoding.of(head, settings.encoding());
    this.longest =
        format == FileFormat.MBOX ? (int) settings.maxFileBytes() : settings.maxLineBytes();
    this.mailbox = format == FileFormat.MBOX ? new MailboxRecords(opened.mails()) : null;
    this.lines = new LineReader(opened.in(), encoding, longest);
    this.records =
        new RecordReader(
            lines, Joinings.of(format, settings, encoding, columns), longest, opened.finished());
    this.parser = parser(format, settings, columns);
  }

  private record Opened(
      @Nullable FileChannel channel, InputStream in, boolean finished, MailParser mails) {}

  /**
   * Opens a file.
   *
   * @param mails reads the mails of a mailbox
   * @param finished whether a last line without an end is complete
   */
  static GrowingFile open(
      FoundFile file, FileFormat format, FileSettings settings, MailParser mails, boolean finished)
      throws IOException {
    if (file.compression() != Compression.NONE) {
      byte[] head = readHead(file, settings);
      InputStream in = Compression.open(file, settings.maxRatio());
      return new GrowingFile(file, format, settings, head, new Opened(null, in, finished, mails));
    }
    FileChannel channel = FileChannel.open(file.path());
    try {
      byte[] head = headOf(channel);
      InputStream in = Channels.newInputStream(channel);
      return new GrowingFile(
          file, format, settings, head, new Opened(channel, in, finished, mails));
    } catch (IOException fault) {
      channel.close();
      throw fault;
    }
  }

  static byte[] readHead(FoundFile file, FileSettings settings) throws IOException {
    try (InputStream in = Compression.open(file, settings.maxRatio())) {
      return Fingerprint.head(in);
    }
  }

  private static byte[] headOf(FileChannel channel) throws IOException {
    channel.position(0);
    byte[] head = Fingerprint.head(Channels.newInputStream(channel));
    channel.position(0);
    return head;
  }

  private static DelimitedText columns(FileFormat format, FileSettings settings) {
    String delimiter = settings.delimiter();
    char fallback = format == FileFormat.TSV ? '\t' : ',';
    return new DelimitedText(
        delimiter == null ? fallback : delimiter.charAt(0),
        settings.quote().isEmpty() ? 0 : settings.quote().charAt(0));
  }

  private static RecordParser parser(
      FileFormat format, FileSettings settings, DelimitedText columns) {
    return switch (format) {
      case JSONL -> new JsonLines();
      case CSV, TSV -> new DelimitedLines(columns, settings.columns());
      case TEXT, AUTO, EML, MBOX, JSON, XML ->
          new TextLines(settings.pattern(), settings.keyValues());
    };
  }

  /** The fingerprint of the file that was really opened. */
  @Nullable String fingerprint(int lineCount, boolean finished) {
    return Fingerprint.of(head, lineCount, finished, channel == null);
  }

  /** Whether the beginning of the file is still what it was when it was opened. */
  boolean isSame() throws IOException {
    if (channel == null) {
      return sameFileKey();
    }
    byte[] now = new byte[Math.min(head.length, 4_096)];
    int read = channel.read(ByteBuffer.wrap(now), 0);
    return read == now.length && Arrays.equals(head, 0, read, now, 0, read);
  }

  boolean sameFileKey() throws IOException {
    Object key = Files.readAttributes(file.path(), BasicFileAttributes.class).fileKey();
    return file.fileKey() == null || file.fileKey().equals(key);
  }

  long offset() {
    return offset;
  }

  /**
   * Goes to the place after which to read.
   *
   * @return false when the file is shorter
   */
  boolean skipTo(long target) throws IOException {
    lines.skipTo(encoding.markLength());
    readHeader();
    offset = Math.max(target, lines.offset());
    if (target <= lines.offset()) {
      return true;
    }
    if (channel != null && target > LineReader.NUMBERED) {
      channel.position(target);
      lines.startAt(target);
      return channel.size() >= target;
    }
    return lines.skipTo(target);
  }

  private void readHeader() throws IOException {
    boolean hasColumns = format == FileFormat.CSV || format == FileFormat.TSV;
    if (!hasColumns || !settings.header()) {
      return;
    }
    RawLine header = records.next();
    while (header != null && header.isBlank()) {
      header = records.next();
    }
    if (header == null || !settings.columns().isEmpty()) {
      return;
    }
    try {
      List<String> names = columns.values(encoding.decode(header.content()));
      parser = new DelimitedLines(columns, DelimitedLines.names(names));
    } catch (BadRecord fault) {
      throw new IOException(
          "the header of " + file.name() + " cannot be read: " + fault.getMessage(), fault);
    }
  }

  /**
   * Reads items until the page is full, the run is to stop, or the file ends.
   *
   * @return true when the file was read to its end
   */
  boolean read(PollRequest request, List<Item> items) throws IOException {
    Map<String, @Nullable Object> fileFields = file.fields();
    long bytes = 0;
    for (int count = 0; items.size() < request.maxEvents() && bytes < request.maxBytes(); count++) {
      if (count % STOP_CHECK == 0 && request.signal().stopRequested()) {
        return false;
      }
      RawLine line = records.next();
      if (line == null) {
        return true;
      }
      offset = line.end();
      if (!line.isBlank() || line.tooLong()) {
        items.add(item(line, fileFields));
        bytes += line.bytes().length;
      }
    }
    return false;
  }

  private Item item(RawLine line, Map<String, @Nullable Object> fileFields) throws IOException {
    if (mailbox != null && !line.tooLong()) {
      return mailbox.item(line, fileFields);
    }
    String key = Long.toString(line.start());
    Position position = new Position.Id(line.end());
    byte[] content = line.content();
    Raw raw = new Raw(parser.mediaType(), Content.of(content));
    if (line.tooLong()) {
      String reason =
          file.name()
              + ", "
              + line.place()
              + ": the record has more than "
              + longest
              + (mailbox == null ? " bytes ('max-line-bytes')" : " bytes ('max-file-bytes')")
              + "; its beginning is kept";
      return new Unreadable(key, position, raw, reason);
    }
    try {
      Map<String, @Nullable Object> fields = EventFields.ofRecord(fileFields, line);
      fields.putAll(parser.parse(content, encoding));
      Instant instant = time == null ? null : time.in(fields);
      return new Event(key, position, instant, null, fields, List.of(), raw, null);
    } catch (BadRecord fault) {
      return new Unreadable(
          key, position, raw, file.name() + ", " + line.place() + ": " + fault.getMessage());
    }
  }

  /** All records of a file that is read whole. */
  List<@Nullable Object> readAll() throws IOException, BadRecord {
    skipTo(0);
    List<@Nullable Object> all = new ArrayList<>();
    for (RawLine line = records.next(); line != null; line = records.next()) {
      if (line.tooLong()) {
        throw new BadRecord(line.place() + ": longer than " + settings.maxLineBytes() + " bytes");
      }
      if (!line.isBlank()) {
        all.add(parse(line));
      }
    }
    return all;
  }

  private @Nullable Object parse(RawLine line) throws BadRecord {
    try {
      return parser.parse(line.content(), encoding).get("record");
    } catch (BadRecord fault) {
      throw new BadRecord(line.place() + ": " + fault.getMessage(), fault);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
