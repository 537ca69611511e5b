package org.tomte.connectors.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Position;
import org.tomte.api.Raw;
import org.tomte.connectors.mime.MailParser;
import org.tomte.connectors.mime.ParsedMail;

/**
 * Mails one after the other in a file (mbox, RFC 4155): each begins with a line {@code From sender
 * date}, and lines of a mail that begin so have a {@code >} before them, as many as were there and
 * one more.
 */
final class MailboxRecords {
  /** The line between two mails; the hour tells it from a sentence that begins with From. */
  static final String FIRST_LINE = "^From \\S.*\\d\\d?:\\d\\d";

  private final MailParser mails;

  MailboxRecords(MailParser mails) {
    this.mails = mails;
  }

  /** The event of one mail. */
  Item item(RawLine record, Map<String, @Nullable Object> file) throws IOException {
    byte[] mail = unquoted(withoutLastBlankLine(record.bytes()));
    ParsedMail parsed = mails.parse(Content.of(mail));
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(parsed.fields());
    fields.putAll(EventFields.ofRecord(file, record));
    return new Event(
        Long.toString(record.start()),
        new Position.Id(record.end()),
        null,
        null,
        fields,
        parsed.attachments(),
        new Raw(WholeFileReader.mediaType(FileFormat.EML), Content.of(mail)),
        null);
  }

  /** Without the first line and one {@code >} of quoted lines. */
  static byte[] unquoted(byte[] record) {
    ByteArrayOutputStream mail = new ByteArrayOutputStream(record.length);
    int start = startsWith(record, 0, "From ") ? lineEnd(record, 0) : 0;
    for (int at = start; at < record.length; ) {
      int end = lineEnd(record, at);
      int marks = at;
      while (marks < end && record[marks] == '>') {
        marks++;
      }
      int from = marks > at && startsWith(record, marks, "From ") ? at + 1 : at;
      mail.write(record, from, end - from);
      at = end;
    }
    return mail.toByteArray();
  }

  /** The blank line before the next mail belongs to the mailbox. */
  private static byte[] withoutLastBlankLine(byte[] record) {
    int end = record.length;
    int blank = end > 1 && record[end - 1] == '\n' && record[end - 2] == '\r' ? 2 : 1;
    boolean ends = end > blank && record[end - 1] == '\n' && record[end - blank - 1] == '\n';
    return ends ? Arrays.copyOf(record, end - blank) : record;
  }

  private static boolean startsWith(byte[] bytes, int at, String text) {
    if (bytes.length - at < text.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[at + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int lineEnd(byte[] bytes, int at) {
    for (int i = at; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i + 1;
      }
    }
    return bytes.length;
  }
}
