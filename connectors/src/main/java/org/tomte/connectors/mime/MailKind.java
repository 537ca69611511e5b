package org.tomte.connectors.mime;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Tells mails that people wrote from those that machines answered with: bounces (RFC 3464, and what
 * older servers send), receipts (RFC 8098) and automatic replies (RFC 3834).
 */
enum MailKind {
  /** Anything else. */
  MAIL("mail"),
  /** A mail could not be delivered, or not yet. */
  BOUNCE("bounce"),
  /** Out of office and the like. */
  AUTOMATIC_REPLY("automatic-reply"),
  /** A mail was read or deleted unread. */
  RECEIPT("receipt");

  private final String word;

  MailKind(String word) {
    this.word = word;
  }

  /** The word in {@code event.kind}. */
  String word() {
    return word;
  }

  static MailKind of(MimePart mail) {
    String report = report(mail);
    if (report.equals("delivery-status")) {
      return BOUNCE;
    }
    if (report.equals("disposition-notification")) {
      return RECEIPT;
    }
    String from = mail.headerOrEmpty("from").toLowerCase(Locale.ROOT);
    boolean fromServer =
        from.contains("mailer-daemon@") || from.contains("postmaster@") || from.contains("<>");
    boolean noReturn = mail.headerOrEmpty("return-path").strip().equals("<>");
    if (fromServer && (noReturn || mail.header("x-failed-recipients") != null || bounced(mail))) {
      return BOUNCE;
    }
    return repliedByItself(mail) ? AUTOMATIC_REPLY : MAIL;
  }

  private static boolean bounced(MimePart mail) {
    String subject = mail.headerOrEmpty("subject").toLowerCase(Locale.ROOT);
    return subject.contains("undeliver")
        || subject.contains("delivery status")
        || subject.contains("delivery failure")
        || subject.contains("returned mail")
        || subject.contains("failure notice")
        || subject.contains("unzustellbar")
        || subject.contains("mancato recapito");
  }

  private static boolean repliedByItself(MimePart mail) {
    String automatic = mail.headerOrEmpty("auto-submitted").strip().toLowerCase(Locale.ROOT);
    return automatic.startsWith("auto-replied")
        || mail.header("x-autoreply") != null
        || mail.header("x-autorespond") != null
        || mail.headerOrEmpty("precedence").strip().equalsIgnoreCase("auto_reply")
        || (mail.headerOrEmpty("x-auto-response-suppress").contains("OOF")
            && mail.header("in-reply-to") != null
            && subjectSaysAway(mail));
  }

  private static boolean subjectSaysAway(MimePart mail) {
    String subject = Words.decode(mail.headerOrEmpty("subject")).toLowerCase(Locale.ROOT);
    return subject.startsWith("automatic reply")
        || subject.startsWith("automatische antwort")
        || subject.startsWith("out of office")
        || subject.startsWith("abwesenheit")
        || subject.startsWith("réponse automatique")
        || subject.startsWith("risposta automatica")
        || subject.startsWith("respuesta automática");
  }

  /** The kind of a report (RFC 6522); empty when it is none. */
  private static String report(MimePart mail) {
    if (!mail.type().name().equals("multipart/report")) {
      return "";
    }
    String declared = mail.type().parameter("report-type");
    if (declared != null) {
      return declared.toLowerCase(Locale.ROOT);
    }
    return mail.children().stream()
        .map(part -> part.type().name())
        .filter(type -> type.startsWith("message/"))
        .map(type -> type.substring("message/".length()))
        .findFirst()
        .orElse("");
  }

  /** For whom a bounce says what: fields of each recipient in the report (RFC 3464 section 2.3). */
  static List<Map<String, @Nullable Object>> recipients(MimePart mail) {
    List<Map<String, @Nullable Object>> recipients = new ArrayList<>();
    for (MimePart part : mail.children()) {
      if (part.type().name().equals("message/delivery-status")) {
        String text = new String(part.body(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        for (String block : text.split("\n\\s*\n", -1)) {
          add(block, recipients);
        }
      }
    }
    return recipients;
  }

  private static void add(String block, List<Map<String, @Nullable Object>> recipients) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    String unfolded = block.replaceAll("\n[ \t]+", " ");
    for (String line : unfolded.split("\n", -1)) {
      int colon = line.indexOf(':');
      if (colon < 0) {
        continue;
      }
      String value = line.substring(colon + 1).strip();
      switch (line.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
        case "final-recipient" -> fields.put("address", afterType(value));
        case "original-recipient" -> fields.putIfAbsent("address", afterType(value));
        case "action" -> fields.put("action", value.toLowerCase(Locale.ROOT));
        case "status" -> fields.put("status", value);
        case "diagnostic-code" -> fields.put("diagnostic", Words.cut(value, 1_000));
        default -> {}
      }
    }
    if (fields.containsKey("address") && recipients.size() < 1_000) {
      recipients.add(fields);
    }
  }

  private static String afterType(String value) {
    return value.substring(value.indexOf(';') + 1).strip();
  }
}
