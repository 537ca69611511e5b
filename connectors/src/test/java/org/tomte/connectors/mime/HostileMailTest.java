package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.tomte.testkit.FieldCheck;

/** Mails that are made to break a parser are read in bounded time, and say what was left out. */
class HostileMailTest {

  private static ParsedMail parse(byte[] mail) {
    return Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Samples.parse(mail));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String problems(ParsedMail mail) {
    return String.valueOf(mail.fields().get("problems"));
  }

  @Test
  void aHundredThousandNestedMultiparts() {
    StringBuilder mail = new StringBuilder("From: a@example.com\r\n");
    for (int i = 0; i < 100_000; i++) {
      mail.append("Content-Type: multipart/mixed; boundary=b").append(i);
      mail.append("\r\n\r\n--b").append(i).append("\r\n");
    }
    assertThat(problems(parse(ascii(mail.toString())))).contains("limit-nesting");
  }

  @Test
  void aMillionTinyParts() {
    ByteArrayOutputStream mail = new ByteArrayOutputStream();
    mail.writeBytes(
        ascii("From: a@b.example\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"));
    byte[] part = ascii("--b\r\n\r\nx\r\n");
    for (int i = 0; i < 1_000_000; i++) {
      mail.writeBytes(part);
    }
    ParsedMail parsed = parse(mail.toByteArray());
    assertThat(problems(parsed)).contains("limit-parts");
    assertThat(String.valueOf(parsed.fields().get("text"))).startsWith("x\nx");
  }

  @Test
  void mailsInMailsBeyondTheLimitStayFiles() {
    String mail = "Subject: innermost\r\n\r\nbody\r\n";
    for (int i = 0; i < 30; i++) {
      mail = "Subject: level " + i + "\r\nContent-Type: message/rfc822\r\n\r\n" + mail;
    }
    ParsedMail parsed = parse(ascii(mail));
    assertThat(Samples.list(parsed.fields().get("mails"))).hasSize(5);
    assertThat(parsed.fields().toString()).contains("limit-mails");
  }

  @Test
  void endlessHeaders() {
    ParsedMail many = parse(ascii("X: y\r\n".repeat(200_000) + "\r\nbody"));
    assertThat(problems(many)).contains("limit-headers");
    ParsedMail wide = parse(ascii("Subject: " + "x".repeat(5_000_000) + "\r\n\r\nbody"));
    assertThat(problems(wide)).contains("limit-header-length");
    assertThat(wide.fields().get("text")).isEqualTo("body");
    ParsedMail folded = parse(ascii("Subject: a" + "\r\n b".repeat(1_000_000) + "\r\n\r\nbody"));
    assertThat(folded.fields().get("text")).isEqualTo("body");
  }

  @Test
  void structuresThatInviteBacktracking() {
    for (String evil :
        List.of(
            "(", "((a)", "<", "\"", "=?a?q?", "=?a?b?=", "a@", ",", ";", "\\", "1 jan ", "*0=",
            "= ", "(a")) {
      String value = evil.repeat(20_000);
      ParsedMail mail =
          parse(
              ascii(
                  "From: "
                      + value
                      + "\r\nTo: "
                      + value
                      + "\r\nDate: "
                      + value
                      + "\r\nReceived: "
                      + value
                      + "\r\nContent-Type: text/plain; "
                      + value
                      + "\r\nSubject: "
                      + value
                      + "\r\nReferences: "
                      + value
                      + "\r\n\r\nbody"));
      assertThat(mail.fields()).containsKey("problems");
    }
  }

  @Test
  void deepHtml() {
    String html =
        "<div>".repeat(100_000) + "<a href='https://evil.example/'>https://bank.example/</a>";
    ParsedMail mail = parse(ascii("From: a@b.example\r\nContent-Type: text/html\r\n\r\n" + html));
    assertThat(mail.fields()).containsKey("html_text");
  }

  @Test
  void anyCutOrBrokenSampleStillGivesDeclaredFields() {
    Random random = new Random(20261125);
    List<Path> files = new ArrayList<>(Samples.files("mimekit"));
    files.addAll(Samples.files("stalwart-eml", ".eml"));
    files.addAll(Samples.files("mikel-mail"));
    for (Path file : files) {
      byte[] mail = Samples.bytes(file);
      for (int round = 0; round < 4 && mail.length > 0; round++) {
        byte[] broken = Arrays.copyOf(mail, random.nextInt(mail.length) + 1);
        for (int i = 0; i < random.nextInt(20); i++) {
          broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
        }
        ParsedMail parsed = parse(broken);
        assertThat(FieldCheck.faults(MailParser.DECLARED, parsed.fields()))
            .as(file.toString())
            .isEmpty();
      }
    }
  }
}
