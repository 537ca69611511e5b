package org.tomte.connectors.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Seal;

/**
 * By what mails of this installation are known when they come back, by a distribution list, a
 * bounce or an automatic answer: else daemons answer themselves for ever. The local part of their
 * Message-ID has a seal, because what is left out silently must not be had by writing a header.
 *
 * @param seal of the installation
 */
public record OwnMail(Seal seal) {
  /** The header that names the installation that sent a mail. */
  public static final String INSTANCE_HEADER = "X-Tomte-Instance";

  /** The header with the id of the delivery, 32 hexadecimal digits. */
  public static final String DELIVERY_HEADER = "X-Tomte-Delivery";

  /** In every Message-ID before the at sign. */
  public static final String MARK = ".tomte";

  /** The field of the event: {@code no}, {@code mail} or {@code answer}. */
  static final String FIELD = "own";

  private static final String NOT = "no";
  private static final int LOOKED_AT = 64 << 10;
  private static final Pattern LOCAL_PART =
      Pattern.compile("\\b([0-9a-f]{32})\\.([0-9a-f]{16})\\.tomte@");

  /** What stands before the at sign of the Message-ID of a delivery. */
  public String localPart(String delivery) {
    return delivery + "." + seal.on(delivery) + MARK;
  }

  /** Whether a mail with these fields is our own, or a machine's answer to one. */
  public static boolean isOwn(Map<String, @Nullable Object> fields) {
    return !NOT.equals(fields.getOrDefault(FIELD, NOT));
  }

  /** The value of the field. */
  String word(Map<String, @Nullable Object> mail, List<Attachment> attachments) {
    if (names(mail.get("message_id"))) {
      return "mail";
    }
    boolean byMachine = !MailKind.MAIL.word().equals(mail.get("kind"));
    return byMachine && answersOurs(mail, attachments) ? "answer" : NOT;
  }

  /** Older servers put the mail that they answer, or its header, into the text of the answer. */
  private boolean answersOurs(Map<String, @Nullable Object> mail, List<Attachment> attachments) {
    if (names(mail.get("in_reply_to")) || names(mail.get("references"))) {
      return true;
    }
    if (mail.get("mails") instanceof List<?> nested) {
      for (Object one : nested) {
        if (one instanceof Map<?, ?> inner && names(inner.get("message_id"))) {
          return true;
        }
      }
    }
    return names(mail.get("text"))
        || attachments.stream()
            .filter(file -> file.mediaType().equals("text/rfc822-headers"))
            .anyMatch(file -> names(beginning(file)));
  }

  private static String beginning(Attachment file) {
    try (InputStream in = file.content().open()) {
      return new String(in.readNBytes(LOOKED_AT), StandardCharsets.ISO_8859_1);
    } catch (IOException gone) {
      return "";
    }
  }

  private boolean names(@Nullable Object text) {
    if (text instanceof List<?> several) {
      return several.stream().anyMatch(this::names);
    }
    if (!(text instanceof String written) || !written.contains(MARK)) {
      return false;
    }
    Matcher found = LOCAL_PART.matcher(written);
    for (int looked = 0; looked < 1_000 && found.find(); looked++) {
      if (seal.fits(found.group(1), found.group(2))) {
        return true;
      }
    }
    return false;
  }
}
