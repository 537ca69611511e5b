package org.tomte.connectors.mime;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The texts and files of one mail, sorted out of its parts. */
final class MailBody {
  private final Reading reading;
  private final Reading.Problems problems;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder html = new StringBuilder();
  private final List<AttachedFile> files = new ArrayList<>();

  /**
   * A file of a mail.
   *
   * @param name never empty
   * @param mediaType type and subtype
   * @param content decoded
   * @param inline whether the mail shows it itself
   * @param mail whether it is a mail
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, and nobody compares files
  record AttachedFile(
      String name, String mediaType, byte[] content, boolean inline, boolean mail) {}

  private MailBody(Reading reading, Reading.Problems problems) {
    this.reading = reading;
    this.problems = problems;
  }

  static MailBody of(MimePart mail, Reading reading, Reading.Problems problems) {
    MailBody body = new MailBody(reading, problems);
    Deque<MimePart> todo = new ArrayDeque<>(List.of(mail));
    while (!todo.isEmpty()) {
      MimePart part = todo.pop();
      if (part.children().isEmpty()) {
        body.add(part);
      }
      for (int i = part.children().size() - 1; i >= 0; i--) {
        todo.push(part.children().get(i));
      }
    }
    return body;
  }

  String text() {
    return text.toString();
  }

  String html() {
    return html.toString();
  }

  List<AttachedFile> files() {
    return files;
  }

  private void add(MimePart part) {
    boolean shown = part.type().isText() && !part.isAttached() && !part.isMail();
    if (shown) {
      addText(part);
    }
    boolean emptyMultipart = part.type().name().startsWith("multipart/");
    if ((!shown && !emptyMultipart) || part.fileName() != null) {
      AttachedFile file = file(part);
      files.add(file);
      if (Tnef.is(file.mediaType(), part.fileName())) {
        addWrapped(file);
      }
    }
  }

  /** Its HTML is that of the mail, unless the mail has its own. */
  private void addWrapped(AttachedFile file) {
    Tnef.Unwrapped unwrapped =
        Tnef.unwrap(file.content(), new RtfBody(reading.limits().text(), problems));
    files.addAll(unwrapped.files());
    String body = unwrapped.html();
    if (body != null && !body.isBlank() && html.isEmpty()) {
      append(html, body);
    }
  }

  private void addText(MimePart part) {
    String decoded = Charsets.decode(part.body(), part.type().parameter("charset"), problems);
    boolean isHtml = part.type().name().equals("text/html");
    if (!isHtml) {
      UuEncoding.Split split = UuEncoding.split(decoded);
      decoded = split.text();
      for (UuEncoding.UuFile file : split.files()) {
        problems.add("uuencode: a file in the text became an attachment");
        files.add(
            new AttachedFile(
                lastPart(file.name()), "application/octet-stream", file.content(), false, false));
      }
    }
    append(isHtml ? html : text, decoded);
  }

  private static String lastPart(String name) {
    String flat = name.replace('\\', '/');
    String last = flat.substring(flat.lastIndexOf('/') + 1);
    return last.isEmpty() ? "file" : last;
  }

  private void append(StringBuilder to, String more) {
    int room = reading.limits().text() - to.length();
    if (more.length() > room) {
      problems.add("limit-text: the text is cut at " + reading.limits().text() + " characters");
    }
    to.append(to.isEmpty() || more.isEmpty() ? "" : "\n")
        .append(Words.cut(more, Math.max(0, room)));
  }

  private AttachedFile file(MimePart part) {
    String given = part.fileName();
    String type = part.type().name();
    boolean inline =
        part.disposition().name().equals("inline") || part.header("content-id") != null;
    return new AttachedFile(
        given == null ? "part-" + (files.size() + 1) + suffix(type) : given,
        type,
        part.body(),
        inline && !part.isAttached(),
        part.isMail());
  }

  private static String suffix(String type) {
    return switch (type) {
      case "message/rfc822", "message/global" -> ".eml";
      case "text/plain" -> ".txt";
      case "text/html" -> ".html";
      case "text/calendar" -> ".ics";
      case "image/png" -> ".png";
      case "image/jpeg" -> ".jpg";
      case "image/gif" -> ".gif";
      case "application/pdf" -> ".pdf";
      case "application/zip" -> ".zip";
      default -> "";
    };
  }

  /**
   * The ending of a file name in lower case, without dots and spaces after it; null without one.
   */
  static @Nullable String extension(String name) {
    String trimmed = name.replaceAll("[. \\u200E\\u200F\\u202A-\\u202E]+$", "");
    int dot = trimmed.lastIndexOf('.');
    boolean has = dot >= 0 && dot + 1 < trimmed.length() && trimmed.length() - dot <= 16;
    return has ? trimmed.substring(dot + 1).toLowerCase(Locale.ROOT) : null;
  }
}
