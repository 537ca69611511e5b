package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.angus.mail.iap.Argument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.SourceContext;
import org.tomte.connectors.oauth.TokenSource;
import org.tomte.testkit.Dovecot;
import org.tomte.testkit.Reading;

@Tag("peer")
class DovecotTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String WITHOUT_MOVE =
      "imap_capability = IMAP4rev1 SASL-IR LITERAL+ ID ENABLE IDLE UIDPLUS\n";

  @TempDir static Path folder;
  private static Dovecot dovecot;
  private static Certificates certificates;
  private final ImapConnector connector = new ImapConnector();

  @BeforeAll
  static void start() throws Exception {
    certificates = Certificates.make(folder.resolve("certificates"), "localhost");
    dovecot =
        Dovecot.start(
            folder.resolve("server"), new Dovecot.Options(certificates.keyAndCertificate(), ""));
  }

  @AfterAll
  static void stop() {
    dovecot.close();
  }

  private static List<String> numbered(int first, int count) {
    List<String> mails = new ArrayList<>();
    for (int i = first; i < first + count; i++) {
      mails.add(PostOffice.numbered(i));
    }
    return mails;
  }

  private static Settings settings(String user) {
    return Settings.of(dovecot.port(), user);
  }

  private Poller open(ImapSettings settings) {
    return connector.open(
        settings, new SourceContext("test", InstantSource.fixed(NOW), Path.of(".")));
  }

  private List<Event> read(ImapSettings settings, @Nullable Position from) throws Exception {
    try (Poller poller = open(settings)) {
      Reading reading = Reading.pagesOf(NOW, 100);
      return Reading.loaded(reading.stream(poller, "INBOX", from, null)).stream()
          .map(Event.class::cast)
          .toList();
    }
  }

  private static List<@Nullable Object> subjects(List<Event> events) {
    List<@Nullable Object> subjects = new ArrayList<>();
    events.forEach(event -> subjects.add(event.fields().get("subject")));
    return subjects;
  }

  @Test
  void mailsAreReadInOrderAndNoneTwice() throws Exception {
    dovecot.deliver("plain", "a", numbered(1, 250));
    List<Event> first = read(settings("plain").done(), null);
    assertThat(subjects(first)).hasSize(250).startsWith("mail 1", "mail 2");
    dovecot.deliver("plain", "b", numbered(251, 3));
    assertThat(subjects(read(settings("plain").done(), first.getLast().position())))
        .containsExactly("mail 251", "mail 252", "mail 253");
  }

  @Test
  void tlsIsTakenWithATrustedCertificateForTheNameAndNothingElse() throws Exception {
    dovecot.deliver("safe", "a", numbered(1, 1));
    Path authority = certificates.authority();
    for (Encryption how : List.of(Encryption.TLS, Encryption.STARTTLS)) {
      int port = how == Encryption.TLS ? dovecot.tlsPort() : dovecot.port();
      Settings plain = Settings.of(port, "safe");
      Settings trusting = plain.encrypted(how, authority);
      assertThat(read(trusting.with("localhost", "secret"), null)).hasSize(1);
      refused(trusting.with("127.0.0.1", "secret"));
      refused(plain.encrypted(how, null).with("localhost", "secret"));
    }
  }

  private void refused(ImapSettings settings) {
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> read(settings, null))
        .matches(fault -> fault.kind() == FaultKind.CONFIGURATION, "a fault of the settings");
  }

  @Test
  void aWrongPasswordIsTold() {
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> read(settings("plain").with("localhost", "wr0ng"), null))
        .matches(fault -> fault.kind() == FaultKind.CREDENTIALS)
        .withMessageContaining("refused the log-in of plain")
        .withMessageNotContaining("wr0ng");
  }

  @Test
  void searchesFindWhatHoldsToThem() throws Exception {
    dovecot.deliver(
        "search",
        "a",
        List.of(
            PostOffice.text(1, "x@example.com", "Invoice 1"),
            PostOffice.text(2, "x@badexample.com", "invoice 2"),
            PostOffice.text(3, "x@mail.example.com", "newsletter"),
            "Delivered-To: alias@example.com\r\n"
                + PostOffice.text(4, "x@example.org", "=?utf-8?q?Gr=C3=BC=C3=9Fe?=")));
    assertThat(found("example.com", null, null, null, null))
        .containsExactly("Invoice 1", "newsletter");
    assertThat(found(null, "INVOICE", null, null, Settings.filter("badexample.com", null)))
        .containsExactly("Invoice 1");
    assertThat(found(null, "grüße", null, null, null)).containsExactly("Grüße");
    assertThat(found(null, null, "number 3", null, null)).containsExactly("newsletter");
    assertThat(found(null, null, null, "alias@example.com", null)).containsExactly("Grüße");
  }

  private List<@Nullable Object> found(
      @Nullable String from,
      @Nullable String subject,
      @Nullable String body,
      @Nullable String deliveredTo,
      @Nullable MailFilter not)
      throws Exception {
    MailSearch search = Settings.search(from, subject, body, deliveredTo, not);
    return subjects(read(settings("search").search(search).done(), null));
  }

  @Test
  void aFolderThatIsNumberedAnewGivesTheSameKeysBehindThePointer() throws Exception {
    dovecot.deliver("anew", "a", numbered(1, 20));
    List<Event> before = read(settings("anew").done(), null);
    renumber("anew");
    List<Event> after = read(settings("anew").done(), before.getLast().position());
    assertThat(after).extracting(Event::key).containsAll(keys(before));
    assertThat(after).hasSameSizeAs(before);
  }

  private static List<String> keys(List<Event> events) {
    return events.stream().map(Event::key).toList();
  }

  /** Has dovecot count anew, as after a loss of its lists, from a larger UIDVALIDITY. */
  private static void renumber(String user) throws Exception {
    Path list = dovecot.maildir(user).resolve("dovecot-uidlist");
    String text = Files.readString(list);
    long validity = Long.parseLong(text.replaceAll("(?s)^3 V(\\d+) .*", "$1"));
    Files.writeString(list, "3 V%d N1\n".formatted(validity + 5));
    try (var files = Files.list(dovecot.maildir(user))) {
      for (Path file :
          files.filter(f -> f.getFileName().toString().startsWith("dovecot.index")).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void acknowledgementsAreDoneOnceWhateverWasDoneBefore() throws Exception {
    dovecot.deliver("moves", "a", numbered(1, 600));
    List<Event> events = read(settings("moves").done(), null);
    List<Acknowledgement> moves =
        events.stream().map(e -> new Acknowledgement(e.key(), "move", "Done")).toList();
    try (Poller poller = open(settings("moves").done())) {
      assertThat(poller.acknowledge("INBOX", moves.subList(0, 100))).containsOnlyNulls();
    }
    try (Poller poller = open(settings("moves").done())) {
      assertThat(poller.acknowledge("INBOX", moves)).containsOnlyNulls();
    }
    assertThat(dovecot.count("moves", "")).isZero();
    assertThat(dovecot.count("moves", "Done")).isEqualTo(600);
  }

  @Test
  void aServerWithoutMoveGetsACopyThatAKillDoesNotDouble() throws Exception {
    try (Dovecot other =
        Dovecot.start(folder.resolve("old"), new Dovecot.Options(null, WITHOUT_MOVE))) {
      other.deliver("old", "a", numbered(1, 50));
      ImapSettings settings = Settings.of(other.port(), "old").done();
      List<Acknowledgement> moves =
          read(settings, null).stream()
              .map(e -> new Acknowledgement(e.key(), "move", "Done"))
              .toList();
      Door door =
          new Door(settings, new TokenSource(), InstantSource.fixed(NOW), Duration.ofSeconds(20));
      try (Session killed = door.open()) {
        killed.create("Done");
        killed.select("INBOX", true);
        // As if it had been killed here: copied, but not removed.
        killed.run("UID COPY", Session.folder(new Argument().writeAtom("1:30"), "Done"));
      }
      try (Poller poller = open(settings)) {
        assertThat(poller.acknowledge("INBOX", moves)).containsOnlyNulls();
      }
      assertThat(other.count("old", "Done")).isEqualTo(50);
      assertThat(other.count("old", "")).isZero();
    }
  }

  @Test
  void withoutUidplusNobodysMailsAreExpunged() throws Exception {
    String capability = "imap_capability = IMAP4rev1 SASL-IR LITERAL+ IDLE\n";
    try (Dovecot other =
        Dovecot.start(folder.resolve("older"), new Dovecot.Options(null, capability))) {
      other.deliver("older", "a", numbered(1, 3));
      ImapSettings settings = Settings.of(other.port(), "older").done();
      String key = read(settings, null).getFirst().key();
      try (Poller poller = open(settings)) {
        Acknowledgement delete = new Acknowledgement(key, "delete", "");
        assertThat(poller.acknowledge("INBOX", List.of(delete))).containsOnlyNulls();
      }
      assertThat(other.count("older", "")).isEqualTo(3);
    }
  }

  @Test
  void readingALargeFolderTakesFewCommands() throws Exception {
    dovecot.deliver("large", "a", numbered(1, 5_000));
    long begun = System.nanoTime();
    List<Event> events = read(settings("large").done(), null);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    assertThat(events).hasSize(5_000);
    assertThat(took).as("5,000 small mails").isLessThan(Duration.ofSeconds(30));
    assertThat(Map.copyOf(events.getLast().fields())).containsEntry("subject", "mail 5000");
  }
}
