package org.tomte.connectors.mime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Calendar;
import java.util.List;
import java.util.Locale;
import org.apache.poi.hsmf.MAPIMessage;
import org.apache.poi.hsmf.datatypes.AttachmentChunks;
import org.apache.poi.hsmf.datatypes.ByteChunk;
import org.apache.poi.hsmf.exceptions.ChunkNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * Mails as Outlook saves them ({@code .msg}, [MS-OXMSG]), written anew as RFC 5322 so that they are
 * read like every other mail.
 */
final class OutlookMessage {
  private static final byte[] COMPOUND_FILE = {
    (byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, (byte) 0xA1, (byte) 0xB1, 0x1A, (byte) 0xE1
  };
  private static final Base64.Encoder LINES =
      Base64.getMimeEncoder(76, "\r\n".getBytes(StandardCharsets.US_ASCII));
  private static final String BOUNDARY = "=_tomte_outlook_";
  private static final int DEEPEST = 8;

  private final MAPIMessage message;
  private final int depth;
  private final RtfBody rtf;
  private final StringBuilder out = new StringBuilder();

  private OutlookMessage(MAPIMessage message, int depth, RtfBody rtf) {
    this.message = message;
    this.rtf = rtf;
    this.depth = depth;
    message.setReturnNullOnMissingChunk(true);
    message.guess7BitEncoding();
  }

  /** Whether a file is an OLE compound file, as all of them are. */
  static boolean is(byte[] file) {
    if (file.length < COMPOUND_FILE.length) {
      return false;
    }
    for (int i = 0; i < COMPOUND_FILE.length; i++) {
      if (file[i] != COMPOUND_FILE[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * The mail as RFC 5322.
   *
   * @param rtf takes the HTML out of a body that is kept as RTF
   * @throws IOException when it is no such mail, or broken
   */
  static byte[] toMime(byte[] file, RtfBody rtf) throws IOException {
    try (MAPIMessage message = new MAPIMessage(new ByteArrayInputStream(file))) {
      return new OutlookMessage(message, 0, rtf).write().getBytes(StandardCharsets.UTF_8);
    } catch (RuntimeException | ChunkNotFoundException broken) {
      throw new IOException("the .msg file cannot be read: " + broken.getMessage(), broken);
    }
  }

  private String write() throws IOException, ChunkNotFoundException {
    writeHeaders();
    String boundary = BOUNDARY + depth;
    line("MIME-Version: 1.0");
    line("Content-Type: " + kind() + "; boundary=\"" + boundary + "\"");
    line("");
    String text = message.getTextBody();
    String html = html();
    if (text != null && !text.isEmpty()) {
      part(boundary, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), null);
    }
    if (html != null) {
      part(boundary, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8), null);
    }
    for (AttachmentChunks attachment : message.getAttachmentFiles()) {
      writeAttachment(boundary, attachment);
    }
    line("--" + boundary + "--");
    return out.toString();
  }

  /** A report is told by its parts, because the headers of the body were not kept. */
  private String kind() {
    for (AttachmentChunks attachment : message.getAttachmentFiles()) {
      if ("message/delivery-status".equals(type(attachment))) {
        return "multipart/report; report-type=delivery-status";
      }
    }
    return "multipart/mixed";
  }

  private static @Nullable String type(AttachmentChunks attachment) {
    var tag = attachment.getAttachMimeTag();
    String value = tag == null ? null : tag.getValue();
    return value == null ? null : value.strip().toLowerCase(Locale.ROOT);
  }

  private @Nullable String html() {
    try {
      String html = message.getHtmlBody();
      if (html != null && !html.isBlank()) {
        return html;
      }
    } catch (ChunkNotFoundException | RuntimeException none) {
      // Outlook may have kept it in the RTF all the same.
    }
    ByteChunk packed = message.getMainChunks().getRtfBodyChunk();
    byte[] value = packed == null ? null : packed.getValue();
    return value == null ? null : rtf.html(value);
  }

  /** The headers with which it came; those of a mail that was never sent are made of its fields. */
  private void writeHeaders() throws ChunkNotFoundException {
    String[] came = message.getHeaders();
    List<String> kept = new ArrayList<>();
    boolean skipping = false;
    for (String header : came == null ? new String[0] : came) {
      for (String each : header.split("\r?\n", -1)) {
        boolean folded = each.startsWith(" ") || each.startsWith("\t");
        skipping = folded ? skipping : isAboutBody(each);
        if (!skipping && !each.isBlank() && (folded ? !kept.isEmpty() : each.indexOf(':') > 0)) {
          kept.add(each);
        }
      }
    }
    kept.forEach(this::line);
    missing(kept, "from", sender());
    missing(kept, "subject", message.getSubject());
    missing(kept, "to", recipients());
    missing(kept, "cc", message.getDisplayCC());
    missing(kept, "date", date());
  }

  private static boolean isAboutBody(String header) {
    String lower = header.toLowerCase(Locale.ROOT);
    return lower.startsWith("content-") || lower.startsWith("mime-version");
  }

  private void missing(List<String> kept, String name, @Nullable String value) {
    String prefix = name + ":";
    boolean there =
        kept.stream().anyMatch(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix));
    if (!there && value != null && !value.isBlank()) {
      String flat = value.replaceAll("[\\r\\n\\x00]+", " ").strip();
      line(name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1) + ": " + flat);
    }
  }

  private @Nullable String sender() throws ChunkNotFoundException {
    String name = message.getDisplayFrom();
    var chunk = message.getMainChunks().getEmailFromChunk();
    String address = chunk == null ? null : chunk.getValue();
    if (address == null || !address.contains("@")) {
      return name;
    }
    return name == null || name.equals(address)
        ? address
        : "\"" + name.replace("\"", "") + "\" <" + address + ">";
  }

  private @Nullable String recipients() throws ChunkNotFoundException {
    // A draft may have none, which the library takes for a fault.
    var recipients = message.getRecipientDetailsChunks();
    boolean none = recipients == null || recipients.length == 0;
    String[] addresses = none ? new String[0] : message.getRecipientEmailAddressList();
    List<String> there = new ArrayList<>();
    for (String address : addresses) {
      if (address != null && address.contains("@")) {
        there.add(address);
      }
    }
    return there.isEmpty() ? message.getDisplayTo() : String.join(", ", there);
  }

  private @Nullable String date() throws ChunkNotFoundException {
    Calendar date = message.getMessageDate();
    return date == null
        ? null
        : DateTimeFormatter.RFC_1123_DATE_TIME.format(
            date.toInstant().atZone(java.time.ZoneOffset.UTC));
  }

  private void writeAttachment(String boundary, AttachmentChunks attachment)
      throws IOException, ChunkNotFoundException {
    String name = name(attachment);
    if (attachment.isEmbeddedMessage()) {
      MAPIMessage inner = depth < DEEPEST ? attachment.getEmbeddedMessage() : null;
      if (inner != null) {
        byte[] mail =
            new OutlookMessage(inner, depth + 1, rtf).write().getBytes(StandardCharsets.UTF_8);
        part(boundary, "message/rfc822", mail, name.endsWith(".eml") ? name : name + ".eml");
      }
      return;
    }
    ByteChunk data = attachment.getAttachData();
    byte[] content = data == null ? null : data.getValue();
    String type = type(attachment);
    // The content of a multipart begins with its first boundary, which only its header tells.
    boolean usable =
        type != null && type.matches("[a-z0-9.+-]+/[a-z0-9.+-]+") && !type.startsWith("multipart/");
    part(
        boundary,
        usable ? String.valueOf(type) : "application/octet-stream",
        content == null ? new byte[0] : content,
        name);
  }

  private static String name(AttachmentChunks attachment) {
    for (var chunk :
        new org.apache.poi.hsmf.datatypes.StringChunk[] {
          attachment.getAttachLongFileName(), attachment.getAttachFileName()
        }) {
      String value = chunk == null ? null : chunk.getValue();
      if (value != null && !value.isBlank()) {
        return value.replaceAll("[\\r\\n\\x00]", " ").strip();
      }
    }
    return "attachment";
  }

  private void part(String boundary, String type, byte[] content, @Nullable String name) {
    line("--" + boundary);
    line("Content-Type: " + type);
    if (name != null) {
      line("Content-Disposition: attachment; filename*=utf-8''" + percent(name));
    }
    line("Content-Transfer-Encoding: base64");
    line("");
    line(LINES.encodeToString(content));
  }

  /** A parameter value of RFC 5987. */
  private static String percent(String name) {
    StringBuilder text = new StringBuilder();
    for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain =
          (octet >= '0' && octet <= '9')
              || (octet >= 'A' && octet <= 'Z')
              || (octet >= 'a' && octet <= 'z')
              || octet == '.'
              || octet == '-'
              || octet == '_';
      text.append(plain ? String.valueOf((char) octet) : "%%%02X".formatted(octet & 0xFF));
    }
    return text.toString();
  }

  private void line(String text) {
    out.append(text).append("\r\n");
  }
}
