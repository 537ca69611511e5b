package org.tomte.app.demo;

import com.icegreen.greenmail.imap.AuthorizationException;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Properties;

/** A mail server on the loopback address whose one mailbox holds the sample mails. */
final class DemoMailbox implements AutoCloseable {
  static final String USER = "phishing@nordwind.example";
  private static final String FOLDER = "INBOX";
  private static final Instant FIRST = Instant.parse("2026-11-24T06:00:00Z");

  private final GreenMail server;

  private DemoMailbox(GreenMail server) {
    this.server = server;
  }

  /** Starts it with these mails, in this order. */
  static DemoMailbox start(int port, String password, List<byte[]> mails) {
    GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    GreenMailUser user = server.setUser(USER, USER, password);
    DemoMailbox mailbox = new DemoMailbox(server);
    try {
      mailbox.fill(user, mails);
    } catch (AuthorizationException | FolderException | MessagingException broken) {
      throw new IllegalStateException("the mailbox of the demo cannot be filled", broken);
    }
    server.start();
    return mailbox;
  }

  private void fill(GreenMailUser user, List<byte[]> mails)
      throws AuthorizationException, FolderException, MessagingException {
    ImapHostManager folders = server.getManagers().getImapHostManager();
    MailFolder inbox = folders.getFolder(user, FOLDER);
    if (inbox == null) {
      inbox = folders.createMailbox(user, FOLDER);
    }
    Session session = Session.getInstance(new Properties());
    for (int i = 0; i < mails.size(); i++) {
      MimeMessage mail = new MimeMessage(session, new ByteArrayInputStream(mails.get(i)));
      inbox.appendMessage(mail, new Flags(), Date.from(FIRST.plusSeconds(900L * i)));
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
