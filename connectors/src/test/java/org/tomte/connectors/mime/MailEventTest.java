package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.testkit.FieldCheck;

/** The shape of a mail event, on mails as a phishing mailbox gets them. */
class MailEventTest {

  private static final String PHISH =
      """
      Received: from mx.example.net (mx.example.net [203.0.113.9]) by mail.example.com with ESMTPS id 4; Tue, 24 Nov 2026 10:00:03 +0100
      Authentication-Results: mail.example.com; spf=fail smtp.mailfrom=evil.example
      From: "Bank Support" <support@EVIL.example>
      Reply-To: collect@elsewhere.example
      To: a@example.com, "B, C" <b@example.com>
      Subject: =?utf-8?q?Ihr_Konto_wurde_=C3=BCberpr=C3=BCft?=
      Date: Tue, 24 Nov 2026 10:00:00 +0100
      Message-ID: <1@evil.example>
      References: <0@evil.example> <00@evil.example>
      List-Unsubscribe: <https://evil.example/u>
      Content-Type: multipart/mixed; boundary=b

      --b
      Content-Type: text/html; charset=utf-8

      <p>Please <a href="https://evil.example/login">https://www.bank.example/login</a><script>x()</script></p>
      --b
      Content-Type: application/octet-stream; name="Invoice.PDF.js "
      Content-Transfer-Encoding: base64
      Content-Disposition: attachment; filename*=utf-8''Invoice%E2%80%AE.PDF.js%20

      YWxlcnQoMSk=
      --b--
      """;

  private static Map<String, @Nullable Object> fields(String mail) {
    ParsedMail parsed = Samples.parse(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    assertThat(FieldCheck.faults(MailParser.DECLARED, parsed.fields())).isEmpty();
    return parsed.fields();
  }

  @Test
  void headersAddressesAndIdsAreFields() {
    Map<String, @Nullable Object> mail = fields(PHISH);
    assertThat(mail)
        .containsEntry("subject", "Ihr Konto wurde \u00fcberpr\u00fcft")
        .containsEntry(
            "from",
            Map.of(
                "name",
                "Bank Support",
                "address",
                "support@EVIL.example",
                "domain",
                "evil.example"))
        .containsEntry("date", "2026-11-24T10:00:00+01:00")
        .containsEntry("message_id", "1@evil.example")
        .containsEntry("references", List.of("0@evil.example", "00@evil.example"))
        .containsEntry(
            "authentication_results",
            List.of("mail.example.com; spf=fail smtp.mailfrom=evil.example"));
    assertThat(Samples.map(mail.get("headers")))
        .containsEntry("list-unsubscribe", "<https://evil.example/u>");
    assertThat(Samples.list(mail.get("to"))).hasSize(2);
    assertThat(Samples.map(Samples.list(mail.get("received")).getFirst()))
        .containsEntry("from", "mx.example.net")
        .containsEntry("by", "mail.example.com")
        .containsEntry("address", "203.0.113.9")
        .containsEntry("time", "2026-11-24T09:00:03Z");
  }

  @Test
  void aLinkThatShowsAnotherDomainIsDeceptive() {
    Map<String, @Nullable Object> link =
        Samples.map(Samples.list(fields(PHISH).get("links")).getFirst());
    assertThat(link)
        .containsEntry("url", "https://evil.example/login")
        .containsEntry("domain", "evil.example")
        .containsEntry("shown_domain", "www.bank.example")
        .containsEntry("deceptive", true);
    assertThat(String.valueOf(fields(PHISH).get("html_text")))
        .contains("Please")
        .doesNotContain("x()");
  }

  @Test
  void attachmentsAreDescribedAndTheirBytesAreThere() {
    Map<String, @Nullable Object> file =
        Samples.map(Samples.list(fields(PHISH).get("attachments")).getFirst());
    assertThat(file)
        .containsEntry("extension", "js")
        .containsEntry("size", 8L)
        .containsEntry("inline", false)
        .containsEntry("sha256", MailParser.sha256("alert(1)".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void anAttachedMailIsTheOriginal() {
    String report =
        "From: user@example.com\n"
            + "Subject: Fwd: phish\n"
            + "Content-Type: multipart/mixed; boundary=r\n\n"
            + "--r\n\n"
            + "please look\n"
            + "--r\n"
            + "Content-Type: message/rfc822\n"
            + "Content-Disposition: attachment; filename=phish.eml\n\n"
            + PHISH
            + "\n--r--\n";
    Map<String, @Nullable Object> mail = fields(report);
    assertThat(mail).containsEntry("original_is", "attached").containsEntry("text", "please look");
    assertThat(Samples.map(mail.get("original"))).containsEntry("message_id", "1@evil.example");
    assertThat(Samples.list(mail.get("attachments"))).hasSize(1);
    ParsedMail parsed =
        Samples.parse(report.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    assertThat(parsed.attachments())
        .extracting(a -> MailBody.extension(a.name()))
        .containsExactly("eml", "js");
  }

  @Test
  void anEmlFileInBase64IsTheOriginalToo() {
    String inner = Base64.getMimeEncoder().encodeToString(PHISH.getBytes(StandardCharsets.UTF_8));
    String report =
        "From: user@example.com\n"
            + "Content-Type: application/octet-stream; name=\"phish.EML\"\n"
            + "Content-Transfer-Encoding: base64\n\n"
            + inner
            + "\n";
    assertThat(Samples.map(fields(report).get("original")))
        .containsEntry("message_id", "1@evil.example");
  }

  @Test
  void aMailForwardedInTheTextIsTheOriginal() {
    String report =
        """
        From: user@example.com
        Subject: WG: Rechnung

        Bitte pr\u00fcfen

        -----Urspr\u00fcngliche Nachricht-----
        Von: Bad Guy <bad@evil.example>
        Gesendet: Dienstag, 24. November 2026
        An: user@example.com
        Betreff: Rechnung

        Hier klicken: http://evil.example/x
        """;
    Map<String, @Nullable Object> mail = fields(report);
    assertThat(mail).containsEntry("original_is", "inline");
    Map<String, @Nullable Object> original = Samples.map(mail.get("original"));
    assertThat(original)
        .containsEntry("subject", "Rechnung")
        .containsEntry("text", "Hier klicken: http://evil.example/x");
    assertThat(Samples.map(original.get("from"))).containsEntry("address", "bad@evil.example");
  }

  @Test
  void aMailThatForwardsNothingIsItsOwnOriginal() {
    Map<String, @Nullable Object> mail = fields(PHISH);
    assertThat(mail).containsEntry("original_is", "itself");
    assertThat(Samples.map(mail.get("original")).get("subject")).isEqualTo(mail.get("subject"));
  }

  @Test
  void charactersThatDoNotFitTheirDeclarationAreReadAnyway() {
    byte[] latin =
        "From: a@b.example\r\nSubject: gr\u00fc\u00dfe\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n\u00fcber"
            .getBytes(StandardCharsets.ISO_8859_1);
    Map<String, @Nullable Object> mail = Samples.parse(latin).fields();
    assertThat(mail).containsEntry("subject", "gr\u00fc\u00dfe").containsEntry("text", "\u00fcber");
    assertThat(String.valueOf(mail.get("problems"))).contains("charset-wrong", "date-missing");
  }

  @Test
  void aFileInUuencodeBecomesAnAttachment() {
    Map<String, @Nullable Object> mail =
        fields("From: a@b.example\n\nhello\nbegin 644 cat.txt\n#0V%T\n`\nend\nbye\n");
    assertThat(String.valueOf(mail.get("text"))).contains("hello", "bye").doesNotContain("begin");
    assertThat(Samples.map(Samples.list(mail.get("attachments")).getFirst()))
        .containsEntry("name", "cat.txt")
        .containsEntry("size", 3L)
        .containsEntry("sha256", MailParser.sha256("Cat".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void whatCannotBeAMailIsTextWithoutAFault() {
    for (String garbage :
        List.of(
            "", "\r\n", "\u0000\u0001\u0002", "no header at all", ":::\r\n\r\n", "--\r\n--\r\n")) {
      assertThat(Samples.parse(garbage.getBytes(StandardCharsets.ISO_8859_1)).fields())
          .containsKey("problems");
    }
  }
}
