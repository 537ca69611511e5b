package org.tomte.connectors.smtp;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.safere.Pattern;
import org.tomte.api.Attachment;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryRequest;
import org.tomte.connectors.mime.OwnMail;

/**
 * Makes the mail of a delivery: the same at every attempt, with a Message-ID made of the delivery's
 * id, so that a server or a person can leave out what came twice.
 */
final class MailMaking {
  private static final Pattern MESSAGE_ID = Pattern.compile("<[^<>\\s]{1,900}>");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[a-z0-9!#$&^_.+-]{1,64}/[a-z0-9!#$&^_.+-]{1,64}");
  private static final int MOST_RECIPIENTS = 100;

  private final SmtpSettings settings;
  private final String instance;
  private final OwnMail own;
  private final Session session;

  MailMaking(SmtpSettings settings, DeliveryContext context, Session session) {
    this.settings = settings;
    this.instance = context.instance();
    this.own = new OwnMail(context.seal());
    this.session = session;
  }

  /** A mail cannot be made, now or later. */
  static final class BadMail extends Exception {
    private static final long serialVersionUID = 1L;

    BadMail(String reason) {
      super(reason, null, false, false);
    }
  }

  /** A mail that keeps its Message-ID; the library would make one by the clock. */
  private static final class IdentifiedMail extends MimeMessage {
    private final String id;

    IdentifiedMail(Session session, String id) {
      super(session);
      this.id = id;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }

  MimeMessage mail(DeliveryRequest<SendEmail> request) throws BadMail, MessagingException {
    SendEmail content = request.content();
    MimeMessage mail = new IdentifiedMail(session, messageId(request.id()));
    mail.setFrom(from());
    recipients(mail, content);
    mail.setSubject(oneLine(content.subject()), "UTF-8");
    mail.setSentDate(Date.from(request.created()));
    thread(mail, request);
    // RFC 3834: nobody answers automatically to what was sent automatically.
    mail.setHeader("Auto-Submitted", "auto-generated");
    mail.setHeader("X-Auto-Response-Suppress", "All");
    mail.setHeader(OwnMail.INSTANCE_HEADER, oneLine(instance));
    mail.setHeader(OwnMail.DELIVERY_HEADER, request.id());
    body(mail, content, request.attachments());
    mail.saveChanges();
    return mail;
  }

  /** The Message-ID of a delivery. */
  String messageId(String delivery) {
    return "<%s@%s>".formatted(own.localPart(delivery), MailAddresses.domain(settings.from()));
  }

  private InternetAddress from() throws BadMail {
    try {
      InternetAddress from = MailAddresses.read(settings.from()).getFirst();
      String name = settings.fromName();
      if (name != null) {
        from.setPersonal(oneLine(name), "UTF-8");
      }
      return from;
    } catch (AddressException | UnsupportedEncodingException | java.util.NoSuchElementException e) {
      throw new BadMail("The connection's from is no mail address.");
    }
  }

  private static void recipients(MimeMessage mail, SendEmail content)
      throws BadMail, MessagingException {
    List<InternetAddress> to = addresses("to", content.to());
    List<InternetAddress> cc = addresses("cc", content.cc());
    List<InternetAddress> bcc = addresses("bcc", content.bcc());
    int count = to.size() + cc.size() + bcc.size();
    if (to.isEmpty()) {
      throw new BadMail("The mail has nobody to go to: to is empty.");
    }
    if (count > MOST_RECIPIENTS) {
      throw new BadMail(
          "The mail has %,d recipients; at most %,d are sent to at once."
              .formatted(count, MOST_RECIPIENTS));
    }
    mail.setRecipients(Message.RecipientType.TO, to.toArray(InternetAddress[]::new));
    mail.setRecipients(Message.RecipientType.CC, cc.toArray(InternetAddress[]::new));
    mail.setRecipients(Message.RecipientType.BCC, bcc.toArray(InternetAddress[]::new));
    List<InternetAddress> replyTo = addresses("reply-to", content.replyTo());
    if (!replyTo.isEmpty()) {
      mail.setReplyTo(replyTo.toArray(InternetAddress[]::new));
    }
  }

  private static List<InternetAddress> addresses(String key, List<String> texts) throws BadMail {
    List<InternetAddress> addresses = new ArrayList<>();
    for (String text : texts) {
      try {
        addresses.addAll(MailAddresses.read(text));
      } catch (AddressException wrong) {
        throw new BadMail(
            "%s: '%s' is no mail address such as soc@example.com.".formatted(key, text));
      }
    }
    return addresses;
  }

  /**
   * Puts the mail into its thread: that of the mail it answers, and one that all mails about the
   * same object share.
   */
  private void thread(MimeMessage mail, DeliveryRequest<SendEmail> request)
      throws MessagingException {
    List<String> references = new ArrayList<>();
    if (!request.orderKey().startsWith("event/")) {
      references.add(
          "<%s.thread%s@%s>"
              .formatted(
                  hash(instance + "/" + request.orderKey()),
                  OwnMail.MARK,
                  MailAddresses.domain(settings.from())));
    }
    references.addAll(ids(request.content().references()));
    List<String> answered = ids(request.content().inReplyTo());
    if (!answered.isEmpty()) {
      mail.setHeader("In-Reply-To", answered.getFirst());
      references.remove(answered.getFirst());
      references.add(answered.getFirst());
    }
    if (!references.isEmpty()) {
      List<String> latest =
          references.subList(Math.max(0, references.size() - 20), references.size());
      mail.setHeader("References", String.join("\r\n ", latest));
    }
  }

  private static List<String> ids(@Nullable String text) {
    List<String> ids = new ArrayList<>();
    if (text != null) {
      String bracketed = text.isBlank() || text.contains("<") ? text : "<" + text.strip() + ">";
      var found = MESSAGE_ID.matcher(bracketed);
      while (found.find()) {
        ids.add(String.valueOf(found.group()));
      }
    }
    return ids;
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private void body(MimeMessage mail, SendEmail content, List<Attachment> files)
      throws BadMail, MessagingException {
    if (files.isEmpty()) {
      text(mail, content);
      return;
    }
    MimeMultipart mixed = new MimeMultipart("mixed");
    MimeBodyPart words = new MimeBodyPart();
    text(words, content);
    mixed.addBodyPart(words);
    long size = 0;
    for (Attachment file : files) {
      size += file.content().size();
      if (size > settings.maxBytes()) {
        throw new BadMail(
            "The files have more than max-bytes of the connection, %,d."
                .formatted(settings.maxBytes()));
      }
      mixed.addBodyPart(file(file));
    }
    mail.setContent(mixed);
  }

  /** The words, as text, as HTML, or both for the reader's program to choose from. */
  private static void text(Part part, SendEmail content) throws MessagingException {
    String text = content.text();
    String html = content.html();
    if (html == null) {
      part.setContent(text == null ? content.subject() : text, "text/plain; charset=UTF-8");
      return;
    }
    if (text == null) {
      part.setContent(html, "text/html; charset=UTF-8");
      return;
    }
    MimeMultipart both = new MimeMultipart("alternative");
    MimeBodyPart plain = new MimeBodyPart();
    plain.setContent(text, "text/plain; charset=UTF-8");
    MimeBodyPart rich = new MimeBodyPart();
    rich.setContent(html, "text/html; charset=UTF-8");
    both.addBodyPart(plain);
    both.addBodyPart(rich);
    part.setContent(both);
  }

  private static MimeBodyPart file(Attachment file) throws BadMail, MessagingException {
    byte[] bytes;
    try (InputStream stream = file.content().open()) {
      bytes = stream.readAllBytes();
    } catch (IOException gone) {
      throw new BadMail("The file %s is no longer there.".formatted(oneLine(file.name())));
    }
    MimeBodyPart part = new MimeBodyPart();
    part.setDataHandler(new DataHandler(new ByteArrayDataSource(bytes, mediaType(file))));
    part.setFileName(name(file.name()));
    part.setDisposition(Part.ATTACHMENT);
    part.setHeader("Content-Transfer-Encoding", "base64");
    return part;
  }

  /** What claims to be a mail or several parts would be taken apart on the way. */
  private static String mediaType(Attachment file) {
    String type = file.mediaType().toLowerCase(Locale.ROOT);
    boolean plain =
        MEDIA_TYPE.matcher(type).matches()
            && !type.startsWith("message/")
            && !type.startsWith("multipart/");
    return plain ? type : "application/octet-stream";
  }

  private static String name(String name) {
    String flat = oneLine(name).replace('/', '_').replace('\\', '_').strip();
    String some = flat.isEmpty() ? "file" : flat;
    return some.length() <= 150 ? some : some.substring(some.length() - 150);
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.chars().forEach(c -> line.append(c < ' ' || c == 0x7F ? ' ' : (char) c));
    return line.toString();
  }
}
