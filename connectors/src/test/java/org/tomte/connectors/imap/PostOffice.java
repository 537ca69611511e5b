package org.tomte.connectors.imap;

import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** A mail server in the process of the test. */
final class PostOffice implements AutoCloseable {
  static final Instant ARRIVED = Instant.parse("2026-11-25T08:00:00Z");
  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
  private int users;

  PostOffice() {
    mail.start();
  }

  int port() {
    return mail.getImap().getPort();
  }

  /** A new account whose password is {@code secret}. */
  GreenMailUser user() {
    String name = "user" + users++;
    return mail.setUser(name + "@example.com", name, "secret");
  }

  MailFolder folder(GreenMailUser user, String name) throws Exception {
    var imap = mail.getManagers().getImapHostManager();
    MailFolder there = imap.getFolder(user, name);
    return there == null ? imap.createMailbox(user, name) : there;
  }

  /** Puts a mail in a folder as it stands. */
  long put(GreenMailUser user, String folder, String text, Instant arrived) throws Exception {
    MimeMessage message =
        new MimeMessage(
            Session.getInstance(new Properties()),
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return folder(user, folder).appendMessage(message, new Flags(), Date.from(arrived));
  }

  /** Plain mails from number one on. */
  void putNumbered(GreenMailUser user, String folder, int count) throws Exception {
    for (int i = 1; i <= count; i++) {
      put(user, folder, numbered(i), ARRIVED.plusSeconds(i));
    }
  }

  static String numbered(int number) {
    return text(number, "a@example.com", "mail " + number);
  }

  static String text(int number, String from, String subject) {
    return ("Received: from mx.example.org by mail.example.com with ESMTP id %d"
            + " for <soc@example.com>; Wed, 25 Nov 2026 08:00:00 +0000\r\n"
            + "Message-ID: <%d@example.com>\r\nFrom: Someone <%s>\r\nTo: soc@example.com\r\n"
            + "Subject: %s\r\nDate: Wed, 25 Nov 2026 08:00:00 +0000\r\n\r\nnumber %d\r\n")
        .formatted(number, number, from, subject, number);
  }

  List<String> subjects(GreenMailUser user, String folder) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (var one : folder(user, folder).getNonDeletedMessages()) {
      subjects.add(one.getMimeMessage().getSubject());
    }
    return subjects;
  }

  @Override
  public void close() {
    mail.stop();
  }
}
