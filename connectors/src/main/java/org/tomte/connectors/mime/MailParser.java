package org.tomte.connectors.mime;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Attachment;
import org.tomte.api.Content;
import org.tomte.api.FieldType;
import org.tomte.api.Seal;

/**
 * Reads mails (RFC 5322, RFC 2045 to 2049) into fields of events. Broken mails are read as far as
 * they go, and what was repaired or left out is named in {@code problems}; no mail makes it fail.
 */
public final class MailParser {
  /** The fields of an event that is a mail. */
  public static final FieldType.Fields DECLARED = MailShape.event();

  private final MailLimits limits;
  private final Set<String> trustedServers;
  private final OwnMail own;

  /** A parser with these limits that trusts no Authentication-Results. */
  public MailParser(MailLimits limits) {
    this(limits, List.of());
  }

  /**
   * A parser with these limits.
   *
   * @param trustedServers the authserv-ids (RFC 8601) of the receiver's own mail servers, whose
   *     results become the field {@code authentication}
   */
  public MailParser(MailLimits limits, Collection<String> trustedServers) {
    this(limits, trustedServers, new OwnMail(Seal.open()));
  }

  /**
   * A parser of an installation.
   *
   * @param own tells its mails
   */
  public MailParser(MailLimits limits, Collection<String> trustedServers, OwnMail own) {
    this.limits = limits;
    this.own = own;
    this.trustedServers =
        trustedServers.stream()
            .map(id -> id.strip().toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Reads a mail.
   *
   * @throws IOException when the content cannot be read at all; never because of what is in it
   */
  public ParsedMail parse(Content content) throws IOException {
    try (InputStream in = content.open()) {
      byte[] mail = in.readNBytes(limits.bytes());
      return parse(mail, content.size() > limits.bytes());
    }
  }

  /** Reads a mail that is in memory. */
  public ParsedMail parse(byte[] mail) {
    boolean cut = mail.length > limits.bytes();
    return parse(cut ? Arrays.copyOf(mail, limits.bytes()) : mail, cut);
  }

  private ParsedMail parse(byte[] mail, boolean cut) {
    Reading reading = new Reading(limits, trustedServers);
    Reading.Problems problems = new Reading.Problems();
    if (cut) {
      problems.add("limit-bytes: only the first " + limits.bytes() + " bytes are read");
    }
    List<Attachment> attachments = new ArrayList<>();
    MailBuilder outer = MailBuilder.of(mime(mail, problems), reading, problems);
    Map<String, @Nullable Object> fields = new LinkedHashMap<>(outer.fields());
    attachments.addAll(outer.attachments());
    List<Map<String, @Nullable Object>> nested = new ArrayList<>();
    addNested(outer, 1, new Nested(reading, nested, attachments));
    fields.put("mails", nested);
    addOriginal(fields, outer, nested);
    fields.put(OwnMail.FIELD, own.word(fields, attachments));
    return new ParsedMail(fields, attachments);
  }

  private record Nested(
      Reading reading, List<Map<String, @Nullable Object>> mails, List<Attachment> attachments) {}

  private void addNested(MailBuilder mail, int depth, Nested nested) {
    for (MailBody.AttachedFile file : mail.files()) {
      boolean outlook = !file.mail() && isOutlook(file);
      if (!file.mail() && !outlook) {
        continue;
      }
      if (depth > limits.mails()) {
        mail.problems().add("limit-mails: mails deeper than " + limits.mails() + " stay files");
        mail.refreshProblems();
        return;
      }
      Reading.Problems problems = new Reading.Problems();
      byte[] content = outlook ? mime(file.content(), problems) : file.content();
      MailBuilder inner = MailBuilder.of(content, nested.reading(), problems);
      nested.mails().add(inner.fields());
      nested.attachments().addAll(inner.attachments());
      addNested(inner, depth + 1, nested);
    }
  }

  private static boolean isOutlook(MailBody.AttachedFile file) {
    return file.name().toLowerCase(Locale.ROOT).endsWith(".msg")
        && OutlookMessage.is(file.content());
  }

  /** The mail as RFC 5322; one of Outlook is written anew, one that is broken stays as it is. */
  private byte[] mime(byte[] mail, Reading.Problems problems) {
    if (!OutlookMessage.is(mail)) {
      return mail;
    }
    try {
      return OutlookMessage.toMime(mail, new RtfBody(limits.text(), problems));
    } catch (IOException broken) {
      problems.add("structure-broken: " + Words.cut(String.valueOf(broken.getMessage()), 200));
      return new byte[0];
    }
  }

  /** The reported mail: an attached one, else one forwarded in the text, else the mail itself. */
  private static void addOriginal(
      Map<String, @Nullable Object> fields,
      MailBuilder outer,
      List<Map<String, @Nullable Object>> nested) {
    Map<String, @Nullable Object> inline = nested.isEmpty() ? outer.forwarded() : null;
    String kind = !nested.isEmpty() ? "attached" : inline != null ? "inline" : "itself";
    fields.put("original_is", kind);
    if (!kind.equals("itself") && outer.fields().get("from") != null) {
      fields.put("reporter", outer.fields().get("from"));
    }
    fields.put(
        "original",
        !nested.isEmpty() ? nested.getFirst() : inline != null ? inline : outer.fields());
  }

  /** The lower-case hexadecimal SHA-256 of a file. */
  static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException("every Java platform has SHA-256", fault);
    }
  }
}
