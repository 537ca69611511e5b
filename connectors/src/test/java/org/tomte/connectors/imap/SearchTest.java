package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.eclipse.angus.mail.iap.Protocol;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Seal;

class SearchTest {
  private static final Instant ARRIVED = Instant.parse("2026-11-25T08:00:00Z");

  private static String command(MailSearch search, boolean asciiOnly) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    var in =
        new ByteArrayInputStream("* OK hello\r\n+ go\r\n+ go\r\n".getBytes(StandardCharsets.UTF_8));
    Protocol protocol =
        new Protocol(
            in, new PrintStream(out, true, StandardCharsets.UTF_8), new Properties(), false);
    SearchCommand command = SearchCommand.of(search, asciiOnly);
    String _ = protocol.writeCommand("SEARCH", command.criteria());
    String text = out.toString(StandardCharsets.UTF_8).strip();
    return text.substring(text.indexOf("SEARCH") + 7) + " / " + command.charset();
  }

  private static boolean matches(MailSearch search, String header) {
    return matches(search, header, ARRIVED);
  }

  private static boolean matches(MailSearch search, String header, @Nullable Instant arrived) {
    MailEvents events = new MailEvents(Settings.of(1, "u").done(), Seal.open());
    byte[] mail = (header + "\r\n\r\nThe body.\r\n").getBytes(StandardCharsets.UTF_8);
    return SearchCheck.matches(search, events.fields(mail), arrived);
  }

  private static MailSearch from(String text) {
    return Settings.search(text, null, null, null, null);
  }

  @Test
  void requirementsAreAndedAndTextsOfOneAreOred() throws Exception {
    MailSearch search = Settings.search("a.example, b.example, c", "report", null, null, null);
    assertThat(command(search, false))
        .isEqualTo("OR FROM a.example OR FROM b.example FROM c SUBJECT report / null");
  }

  @Test
  void negationsAreNotAskedOfTheServer() throws Exception {
    MailSearch search =
        Settings.search(null, "report", null, null, Settings.filter("a.example", null));
    assertThat(command(search, false)).isEqualTo("SUBJECT report / null");
  }

  @Test
  void otherTextThanAsciiNamesItsCharacterSetOrIsLeftOut() throws Exception {
    MailSearch search = Settings.search("a.example", "Grüße", null, null, null);
    assertThat(command(search, false)).contains("{7}").contains("Grüße").endsWith(" / UTF-8");
    assertThat(command(search, true)).isEqualTo("FROM a.example / null");
  }

  @Test
  void quotesInATextStayText() throws Exception {
    MailSearch search = Settings.search(null, "a\" OR ALL \"", null, null, null);
    assertThat(command(search, false)).isEqualTo("SUBJECT \"a\\\" OR ALL \\\"\" / null");
  }

  @Test
  void daysLeaveRoomForTheServersZone() throws Exception {
    MailSearch search =
        new MailSearch(
            null,
            null,
            null,
            null,
            Map.of("X-Spam", Words.parse("yes")),
            null,
            true,
            LocalDate.of(2026, 11, 1),
            null,
            List.of(Settings.filter("a", "b"), Settings.filter("c", null)));
    assertThat(command(search, false))
        .isEqualTo(
            "HEADER X-Spam yes UNSEEN SINCE 31-Oct-2026 OR (FROM a SUBJECT b) FROM c / null");
    String header = "X-Spam: YES\r\nFrom: c@x";
    assertThat(matches(search, header)).isTrue();
    assertThat(matches(search, header, Instant.parse("2026-10-31T23:59:59Z"))).isFalse();
    assertThat(matches(search, "From: c@x")).isFalse();
    assertThat(matches(search, "X-Spam: yes\r\nFrom: a@x")).isFalse();
  }

  @Test
  void aDomainIsNotAnotherThatEndsLikeIt() {
    assertThat(matches(from("example.com"), "From: x@example.com")).isTrue();
    assertThat(matches(from("example.com"), "From: x@a.Example.com")).isTrue();
    assertThat(matches(from("example.com"), "From: x@badexample.com")).isFalse();
    assertThat(matches(from("example.com"), "From: \"example.com\" <x@evil.test>")).isFalse();
    assertThat(matches(from("@example.com"), "From: x@a.example.com")).isFalse();
    assertThat(matches(from("x@example.com"), "From: y <X@example.com>")).isTrue();
    assertThat(matches(from("help desk"), "From: The Help Desk <x@example.com>")).isTrue();
  }

  @Test
  void noneOfTheNegatedMayHold() {
    MailSearch search =
        Settings.search("example.com", null, null, null, Settings.filter("boss@", "lunch"));
    assertThat(matches(search, "From: x@example.com\r\nSubject: report")).isTrue();
    assertThat(matches(search, "From: x@example.com\r\nSubject: Lunch today")).isFalse();
  }

  @Test
  void textAndAliasAreLookedAt() {
    MailSearch body = Settings.search(null, null, "the BODY", null, null);
    assertThat(body.needsText()).isTrue();
    assertThat(matches(body, "Subject: x")).isTrue();
    assertThat(matches(Settings.search(null, null, "other", null, null), "Subject: x")).isFalse();
    MailSearch alias = Settings.search(null, null, null, "phishing@example.com", null);
    assertThat(matches(alias, "Delivered-To: Phishing@example.com")).isTrue();
    assertThat(matches(alias, "Received: from a by b for <phishing@example.com>; x")).isTrue();
    assertThat(matches(alias, "To: phishing@example.com")).isFalse();
  }

  @Test
  void aSearchForNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Settings.search(null, null, null, null, null));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Words.parse("a\r\nA2 LOGOUT"))
        .withMessageContaining("control characters");
    assertThatIllegalArgumentException().isThrownBy(() -> Words.parse(" , "));
  }
}
