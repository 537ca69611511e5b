package org.tomte.connectors.file;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.api.Seal;
import org.tomte.api.Unreadable;
import org.tomte.connectors.mime.MailLimits;
import org.tomte.connectors.mime.MailParser;
import org.tomte.connectors.mime.OwnMail;
import org.tomte.connectors.mime.ParsedMail;
import org.tomte.connectors.text.BadRecord;
import org.tomte.connectors.text.JsonReader;

/** Reads one file as one event. */
final class WholeFileReader {
  private final FileSettings settings;
  private final @Nullable TimeField time;
  private final MailParser mails;

  WholeFileReader(FileSettings settings, MailParser mails) {
    this.settings = settings;
    this.time = TimeField.of(settings);
    this.mails = mails;
  }

  /** Reads mails as the settings say. */
  static MailParser mails(FileSettings settings, Seal seal) {
    return new MailParser(
        MailLimits.DEFAULT.withBytes((int) settings.maxFileBytes()),
        settings.trustedServers(),
        new OwnMail(seal));
  }

  /** The event, or why the file cannot be one. */
  Item read(FoundFile file, String version) throws IOException {
    FileFormat format = FileConnector.format(settings, file.name());
    Raw raw = new Raw(mediaType(format), Content.of(new byte[0]));
    try {
      byte[] content = content(file);
      boolean cut = content.length > settings.maxFileBytes();
      if (format == FileFormat.EML) {
        return mail(file, version, content);
      }
      raw = new Raw(mediaType(format), Content.of(content));
      if (cut) {
        throw new BadRecord(
            "it has more than "
                + settings.maxFileBytes()
                + " bytes ('max-file-bytes'); its beginning is kept");
      }
      return event(file, version, fields(file, format, content), raw);
    } catch (ExpansionLimit limit) {
      return unreadable(file, raw, String.valueOf(limit.getMessage()));
    } catch (BadRecord fault) {
      return unreadable(file, raw, file.name() + ": " + fault.getMessage());
    }
  }

  private static Item unreadable(FoundFile file, Raw raw, String reason) {
    return new Unreadable(file.name(), Position.NONE, raw, reason);
  }

  private byte[] content(FoundFile file) throws IOException {
    try (InputStream in = Compression.open(file, settings.maxRatio())) {
      return in.readNBytes((int) settings.maxFileBytes() + 1);
    }
  }

  /** A mail over the limit is read as far as the limit goes; the rest is named as a problem. */
  private Item mail(FoundFile file, String version, byte[] content) throws IOException {
    ParsedMail mail = mails.parse(Content.of(content));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(mail.fields());
    fields.put("file", file.fields());
    Raw raw = new Raw(mediaType(FileFormat.EML), Content.of(content));
    return new Event(
        file.name(),
        Position.NONE,
        file.modified(),
        version,
        fields,
        mail.attachments(),
        raw,
        null);
  }

  private Event event(
      FoundFile file, String version, Map<String, @Nullable Object> fields, Raw raw) {
    var instant = time == null ? null : time.in(fields);
    return new Event(
        file.name(),
        Position.NONE,
        instant == null ? file.modified() : instant,
        version,
        fields,
        List.of(),
        raw,
        null);
  }

  private Map<String, @Nullable Object> fields(FoundFile file, FileFormat format, byte[] content)
      throws BadRecord, IOException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("file", file.fields());
    switch (format) {
      case JSON -> fields.put("record", JsonReader.read(content));
      case XML -> fields.put("record", xml(content));
      case JSONL, CSV, TSV -> fields.put("records", records(file, format));
      case TEXT, AUTO, EML, MBOX -> fields.put("message", text(content));
    }
    return fields;
  }

  private String text(byte[] content) {
    TextEncoding encoding = TextEncoding.of(content, settings.encoding());
    byte[] text = Arrays.copyOfRange(content, encoding.markLength(), content.length);
    return encoding.decode(text);
  }

  private @Nullable Object xml(byte[] content) throws BadRecord {
    try (XmlReader reader =
        new XmlReader(new ByteArrayInputStream(content), null, settings.lists())) {
      Object root = reader.next();
      if (reader.next() != null) {
        throw new BadRecord("not valid XML: more than one root element");
      }
      return root;
    }
  }

  private List<@Nullable Object> records(FoundFile file, FileFormat format)
      throws IOException, BadRecord {
    try (GrowingFile lines = GrowingFile.open(file, format, settings, mails, true)) {
      return lines.readAll();
    }
  }

  static String mediaType(FileFormat format) {
    return switch (format) {
      case EML -> "message/rfc822";
      case MBOX -> "application/mbox";
      case JSON, JSONL -> "application/json";
      case CSV -> "text/csv";
      case TSV -> "text/tab-separated-values";
      case XML -> "application/xml";
      case TEXT, AUTO -> "text/plain";
    };
  }
}
