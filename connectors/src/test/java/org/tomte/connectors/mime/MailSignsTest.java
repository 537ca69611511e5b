package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.api.Content;

/** Campaign, kind, and what the own server found out about the sender. */
class MailSignsTest {
  private static Map<String, @Nullable Object> mail(String... lines) {
    return mail(List.of(), lines);
  }

  private static Map<String, @Nullable Object> mail(List<String> trusted, String... lines) {
    String text = String.join("\r\n", lines) + "\r\n";
    try {
      return new MailParser(MailLimits.DEFAULT, trusted)
          .parse(Content.of(text.getBytes(StandardCharsets.UTF_8)))
          .fields();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Re: AW: Fwd: Invoice 4711, invoice 99",
    "[EXTERNAL] Invoice 4711 , Re: [SPAM?] invoice 5",
    "Invoice - 4711!, invoice 12",
    "RE[2]: Rechnung 1, WG: Rechnung 22"
  })
  void mailsOfOneWaveHaveOneCampaign(String one, String other) {
    assertThat(Campaign.normalised(one)).isEqualTo(Campaign.normalised(other)).isNotEmpty();
  }

  @Test
  void linksAndFilesTellCampaignsApart() {
    String[] first = {"From: a@x.example", "Subject: Invoice 1", "", "see https://a.example/1"};
    String[] again = {"From: b@y.example", "Subject: Re: Invoice 2", "", "see https://a.example/2"};
    String[] other = {"From: a@x.example", "Subject: Invoice 1", "", "see https://b.example/1"};
    assertThat(mail(first).get("campaign")).isEqualTo(mail(again).get("campaign"));
    assertThat(mail(first).get("campaign")).isNotEqualTo(mail(other).get("campaign"));
  }

  @Test
  void bouncesOfSamplesNameTheirRecipients() {
    for (String name : List.of("multi_address_bounce1.eml", "report_422.eml")) {
      Map<String, @Nullable Object> bounce =
          Samples.parse(
                  Samples.bytes(Samples.folder("mikel-mail/multipart_report_emails").resolve(name)))
              .fields();
      assertThat(bounce.get("kind")).as(name).isEqualTo("bounce");
      assertThat(Samples.list(bounce.get("failed_recipients"))).as(name).isNotEmpty();
    }
  }

  @Test
  void whatMachinesAnswerIsToldFromWhatPeopleWrite() {
    assertThat(mail("From: a@x.example", "Subject: Re: hello", "", "yes").get("kind"))
        .isEqualTo("mail");
    assertThat(
            mail("From: a@x.example", "Auto-Submitted: auto-replied (vacation)", "", "away")
                .get("kind"))
        .isEqualTo("automatic-reply");
    assertThat(
            mail("From: a@x.example", "Auto-Submitted: auto-generated", "", "report").get("kind"))
        .isEqualTo("mail");
    assertThat(
            mail(
                    "From: Mail Delivery System <MAILER-DAEMON@mx.example>",
                    "Return-Path: <>",
                    "Subject: Undelivered Mail Returned to Sender",
                    "",
                    "unknown user")
                .get("kind"))
        .isEqualTo("bounce");
    assertThat(
            mail(
                    "From: a@x.example",
                    "Content-Type: multipart/report; report-type=disposition-notification;"
                        + " boundary=b",
                    "",
                    "--b",
                    "",
                    "read",
                    "--b--")
                .get("kind"))
        .isEqualTo("receipt");
  }

  @Test
  void onlyTheOwnServersWordOnASenderCounts() {
    String forged = "Authentication-Results: mx.evil.example; dmarc=pass header.from=bank.example";
    String own =
        "Authentication-Results: mx.example.com 1; spf=fail smtp.mailfrom=a@evil.example;"
            + " dkim=fail header.d=one.example; dkim=pass (2048 bit) header.d=two.example;"
            + " dmarc=none header.from=bank.example";
    String[] lines = {"From: a@bank.example", forged, own, "", "text"};
    assertThat(mail(lines)).doesNotContainKey("authentication");
    assertThat(Samples.map(mail(List.of("MX.example.com"), lines).get("authentication")))
        .isEqualTo(
            Map.of(
                "server", "mx.example.com",
                "spf", "fail",
                "spf_domain", "evil.example",
                "dkim", "pass",
                "dkim_domain", "two.example",
                "dmarc", "none",
                "dmarc_domain", "bank.example"));
  }
}
