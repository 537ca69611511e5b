package org.tomte.connectors.imap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings for tests, changed step by step. */
record Settings(
    int port,
    String user,
    Encryption encryption,
    @Nullable Path ca,
    List<String> folders,
    @Nullable MailSearch search,
    OwnMails ownMails) {

  static Settings of(int port, String user) {
    return new Settings(
        port, user, Encryption.NONE, null, List.of("INBOX"), null, OwnMails.LEAVE_OUT);
  }

  Settings folders(String... names) {
    return new Settings(port, user, encryption, ca, List.of(names), search, ownMails);
  }

  Settings search(MailSearch wanted) {
    return new Settings(port, user, encryption, ca, folders, wanted, ownMails);
  }

  Settings encrypted(Encryption how, @Nullable Path authorities) {
    return new Settings(port, user, how, authorities, folders, search, ownMails);
  }

  Settings ownMails(OwnMails what) {
    return new Settings(port, user, encryption, ca, folders, search, what);
  }

  ImapSettings done() {
    return with("127.0.0.1", "secret");
  }

  ImapSettings with(String host, String password) {
    return new ImapSettings(
        host,
        port,
        encryption,
        ca,
        user,
        password,
        null,
        null,
        new Folders(folders),
        search,
        true,
        ownMails,
        Duration.ofSeconds(20),
        1 << 20);
  }

  /** A search for one thing; what is null is not looked for. */
  static MailSearch search(
      @Nullable String from,
      @Nullable String subject,
      @Nullable String body,
      @Nullable String deliveredTo,
      @Nullable MailFilter not) {
    return new MailSearch(
        words(from),
        null,
        words(subject),
        words(body),
        Map.of(),
        words(deliveredTo),
        false,
        null,
        not,
        List.of());
  }

  static MailFilter filter(@Nullable String from, @Nullable String subject) {
    return new MailFilter(words(from), null, words(subject), null, Map.of(), null);
  }

  static @Nullable Words words(@Nullable String text) {
    return text == null ? null : Words.parse(text);
  }
}
