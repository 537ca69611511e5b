package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.icegreen.greenmail.user.GreenMailUser;
import jakarta.mail.Flags;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Acknowledgement;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.RunSignal;
import org.tomte.api.SourceContext;
import org.tomte.testkit.Reading;
import org.tomte.testkit.SimpleSignal;

class ImapPollerTest {
  private static PostOffice office;
  private final ImapConnector connector = new ImapConnector();
  private GreenMailUser user;

  @BeforeAll
  static void start() {
    office = new PostOffice();
  }

  @AfterAll
  static void stop() {
    office.close();
  }

  @BeforeEach
  void account() {
    user = office.user();
  }

  private Settings settings() {
    return Settings.of(office.port(), user.getLogin());
  }

  private Poller open(ImapSettings settings) {
    return connector.open(
        settings, new SourceContext("test", InstantSource.fixed(PostOffice.ARRIVED), Path.of(".")));
  }

  private static Reading pages(int size) {
    return Reading.pagesOf(PostOffice.ARRIVED, size);
  }

  private List<Event> read(ImapSettings settings, @Nullable Position from) throws Exception {
    try (Poller poller = open(settings)) {
      return Reading.loaded(pages(10).stream(poller, "INBOX", from, null)).stream()
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
  void anEventIsTheMailWithItsPlaceAndTheAddressesItCameBy() throws Exception {
    office.put(
        user,
        "INBOX",
        "Delivered-To: Alias@example.com\r\n" + PostOffice.numbered(1),
        PostOffice.ARRIVED);
    Event event = read(settings().done(), null).getFirst();
    assertThat(event.time()).isEqualTo(PostOffice.ARRIVED);
    assertThat(event.key()).startsWith("<1@example.com> ");
    assertThat(event.fields())
        .containsEntry("subject", "mail 1")
        .containsEntry("delivered_to", List.of("alias@example.com", "soc@example.com"));
    assertThat(String.valueOf(event.fields().get("mailbox"))).contains("folder=INBOX, uid=1,");
    assertThat(event.raw()).isNotNull();
  }

  @Test
  void readingLeavesNoTrace() throws Exception {
    office.putNumbered(user, "INBOX", 3);
    assertThat(read(settings().done(), null)).hasSize(3);
    for (var mail : office.folder(user, "INBOX").getNonDeletedMessages()) {
      assertThat(mail.isSet(Flags.Flag.SEEN)).isFalse();
    }
  }

  @Test
  void onlyWhatCameAfterThePointerIsRead() throws Exception {
    office.putNumbered(user, "INBOX", 3);
    Position last = read(settings().done(), null).getLast().position();
    assertThat(read(settings().done(), last)).isEmpty();
    office.put(user, "INBOX", PostOffice.numbered(4), PostOffice.ARRIVED);
    assertThat(subjects(read(settings().done(), last))).containsExactly("mail 4");
  }

  @Test
  void aMailThatIsMovedAwayBetweenListingAndReadingIsPassed() throws Exception {
    office.putNumbered(user, "INBOX", 3);
    try (Poller poller = open(settings().done())) {
      Page page = poller.poll(pages(10).request("INBOX", null, null, null));
      office.folder(user, "INBOX").moveMessage(2, office.folder(user, "Elsewhere"));
      List<Item> loaded = Reading.loaded(new ArrayList<>(page.items()));
      assertThat(loaded)
          .extracting(item -> ((Event) item).fields().get("subject"))
          .containsExactly("mail 1", "mail 3");
      assertThat(((Listed) page.items().get(1)).loader().load()).isNull();
    }
  }

  @Test
  void aMailBackFromElsewhereHasTheSameKeyUnderAnotherNumber() throws Exception {
    office.putNumbered(user, "INBOX", 1);
    Event before = read(settings().done(), null).getFirst();
    long there = office.folder(user, "INBOX").moveMessage(1, office.folder(user, "Elsewhere"));
    office.folder(user, "Elsewhere").moveMessage(there, office.folder(user, "INBOX"));
    Event after = read(settings().done(), before.position()).getFirst();
    assertThat(after.key()).isEqualTo(before.key());
    assertThat(after.position()).isNotEqualTo(before.position());
  }

  @Test
  void twoDeliveriesOfOneMessageAreTwoMails() throws Exception {
    office.put(user, "INBOX", PostOffice.numbered(1), PostOffice.ARRIVED);
    office.put(
        user,
        "INBOX",
        PostOffice.numbered(1).replace("with ESMTP id 1", "with ESMTP id 99"),
        PostOffice.ARRIVED);
    assertThat(read(settings().done(), null)).extracting(Event::key).doesNotHaveDuplicates();
  }

  @Test
  void aFolderThatIsNumberedAnewIsToldAndReadAgain() throws Exception {
    office.putNumbered(user, "INBOX", 2);
    Position.Id now = (Position.Id) read(settings().done(), null).getLast().position();
    long validity = Selected.validityOf(now.id());
    Position before = new Position.Id(((validity - 1) << 32) | 77);
    List<String> told = new ArrayList<>();
    try (Poller poller = open(settings().done())) {
      Page page = poller.poll(request("INBOX", before, told));
      assertThat(page.items()).hasSize(2);
    }
    assertThat(told).singleElement().asString().contains("UIDVALIDITY", "read again");
  }

  @Test
  void aFolderThatWentBackIsAFault() throws Exception {
    office.putNumbered(user, "INBOX", 2);
    Position.Id now = (Position.Id) read(settings().done(), null).getLast().position();
    Position ahead = new Position.Id(now.id() + (1L << 32));
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> read(settings().done(), ahead))
        .matches(fault -> fault.kind() == FaultKind.BAD_DATA)
        .withMessageContaining("went back from UIDVALIDITY");
  }

  private static PollRequest request(String stream, Position from, List<String> told) {
    RunSignal plain = new SimpleSignal();
    RunSignal signal =
        new RunSignal() {
          @Override
          public java.time.Instant deadline() {
            return plain.deadline();
          }

          @Override
          public boolean stopRequested() {
            return false;
          }

          @Override
          public void progress(String words) {}

          @Override
          public void notice(String words) {
            told.add(words);
          }
        };
    return new PollRequest(
        stream, from, null, null, null, 100, Long.MAX_VALUE, PostOffice.ARRIVED, signal);
  }

  @Test
  void aSearchIsAskedOfTheServerAndHeldToHere() throws Exception {
    office.put(user, "INBOX", PostOffice.text(1, "x@example.com", "invoice"), PostOffice.ARRIVED);
    office.put(
        user, "INBOX", PostOffice.text(2, "x@badexample.com", "invoice"), PostOffice.ARRIVED);
    office.put(
        user, "INBOX", PostOffice.text(3, "x@sub.example.com", "newsletter"), PostOffice.ARRIVED);
    MailSearch without =
        Settings.search(null, "invoice", null, null, Settings.filter("badexample.com", null));
    assertThat(subjects(read(settings().search(without).done(), null))).containsExactly("invoice");
    MailSearch either = Settings.search(null, "newsletter, nothing", null, null, null);
    assertThat(subjects(read(settings().search(either).done(), null)))
        .containsExactly("newsletter");
  }

  @Test
  void aWrongPasswordIsTheCredentialsFault() {
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() ->
            open(settings().with("127.0.0.1", "wr0ng"))
                .poll(pages(1).request("INBOX", null, null, null)))
        .matches(fault -> fault.kind() == FaultKind.CREDENTIALS)
        .withMessageNotContaining("wr0ng");
  }

  @Test
  void aServerWithoutStarttlsGetsNoPassword() {
    ImapSettings settings = settings().encrypted(Encryption.STARTTLS, null).done();
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> open(settings).poll(pages(1).request("INBOX", null, null, null)))
        .matches(fault -> fault.kind() == FaultKind.CONFIGURATION)
        .withMessageContaining("STARTTLS");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    ImapSettings settings = Settings.of(1, "nobody").done();
    assertThatExceptionOfType(ConnectorFault.class)
        .isThrownBy(() -> open(settings).poll(pages(1).request("INBOX", null, null, null)))
        .matches(fault -> fault.kind() == FaultKind.UNAVAILABLE)
        .withMessageContaining("cannot be reached");
  }

  @Test
  void severalFoldersAreStreamsAndAPatternFindsThem() throws Exception {
    office.putNumbered(user, "Reports", 1);
    office.putNumbered(user, "Replies", 1);
    try (Poller poller = open(settings().folders("INBOX", "Re*").done())) {
      assertThat(poller.streams())
          .extracting(stream -> stream.name())
          .containsExactly("INBOX", "Replies", "Reports");
    }
  }

  @Test
  void flagsAreSetAndTakenBackAfterTheCommit() throws Exception {
    office.putNumbered(user, "INBOX", 2);
    String key = read(settings().done(), null).getFirst().key();
    acknowledge(new Acknowledgement(key, "seen", ""), new Acknowledgement(key, "flag", ""));
    var mail = office.folder(user, "INBOX").getMessages().getFirst();
    assertThat(mail.isSet(Flags.Flag.SEEN)).isTrue();
    assertThat(mail.isSet(Flags.Flag.FLAGGED)).isTrue();
    acknowledge(new Acknowledgement(key, "unflag", ""));
    assertThat(office.folder(user, "INBOX").getMessages().getFirst().isSet(Flags.Flag.FLAGGED))
        .isFalse();
    assertThat(acknowledge(new Acknowledgement(key, "flag", "a) (b")))
        .singleElement()
        .asString()
        .contains("is no flag");
  }

  @Test
  void aMoveMakesTheFolderAndIsDoneOnce() throws Exception {
    office.putNumbered(user, "INBOX", 3);
    List<Event> events = read(settings().done(), null);
    Acknowledgement move = new Acknowledgement(events.get(1).key(), "move", "Done");
    assertThat(acknowledge(move)).containsOnlyNulls();
    assertThat(acknowledge(move)).containsOnlyNulls();
    assertThat(office.subjects(user, "INBOX")).containsExactly("mail 1", "mail 3");
    assertThat(office.subjects(user, "Done")).containsExactly("mail 2");
  }

  private List<@Nullable String> acknowledge(Acknowledgement... wanted) throws Exception {
    try (Poller poller = open(settings().done())) {
      return poller.acknowledge("INBOX", List.of(wanted));
    }
  }
}
