package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Content;
import org.tomte.api.Seal;

class OwnMailTest {
  private static final String DELIVERY = "0123456789abcdef0123456789abcdef";
  private static final OwnMail OURS = new OwnMail(Seal.of("the secret of this installation"));
  private static final String OUR_ID = "<" + OURS.localPart(DELIVERY) + "@soc.example>";

  private static @Nullable Object own(OwnMail own, String... lines) throws IOException {
    String mail = String.join("\r\n", lines) + "\r\n";
    MailParser parser = new MailParser(MailLimits.DEFAULT, List.of(), own);
    return parser.parse(Content.of(mail.getBytes(StandardCharsets.UTF_8))).fields().get("own");
  }

  @Test
  void aMailThatWeSentIsOurs() throws IOException {
    assertThat(own(OURS, "Message-ID: " + OUR_ID, "Subject: [list] changed on its way", "", "x"))
        .isEqualTo("mail");
  }

  @Test
  void nobodyElseCanMakeAMailThatIsTakenForOurs() throws IOException {
    String forged = new OwnMail(Seal.of("another secret")).localPart(DELIVERY);
    String otherDelivery = OUR_ID.replace("<0", "<1");
    for (String id : List.of("<" + forged + "@soc.example>", otherDelivery, "<x.tomte@soc>")) {
      assertThat(own(OURS, "Message-ID: " + id, "X-Tomte-Instance: instance-1", "", "x"))
          .as(id)
          .isEqualTo("no");
    }
  }

  @Test
  void aPersonsAnswerToOurMailIsAnyonesMail() throws IOException {
    assertThat(own(OURS, "Message-ID: <1@x.example>", "In-Reply-To: " + OUR_ID, "", "ok"))
        .isEqualTo("no");
  }

  @Test
  void anAutomaticAnswerToOurMailIsTold() throws IOException {
    assertThat(own(OURS, "Auto-Submitted: auto-replied", "In-Reply-To: " + OUR_ID, "", "away"))
        .isEqualTo("answer");
    assertThat(own(OURS, "Auto-Submitted: auto-replied", "In-Reply-To: <2@x.example>", "", "away"))
        .isEqualTo("no");
  }

  @Test
  void aBounceOfOurMailIsToldByWhatItEncloses() throws IOException {
    for (String enclosed : List.of("message/rfc822", "text/rfc822-headers")) {
      assertThat(own(OURS, bounce(enclosed, OUR_ID))).as(enclosed).isEqualTo("answer");
      assertThat(own(OURS, bounce(enclosed, "<3@x.example>"))).as(enclosed).isEqualTo("no");
    }
    assertThat(
            own(
                OURS,
                "From: MAILER-DAEMON@mx.example",
                "Subject: failure notice",
                "",
                "--- Below this line is a copy of the message.",
                "Message-ID: " + OUR_ID))
        .isEqualTo("answer");
  }

  private static String[] bounce(String enclosed, String id) {
    return new String[] {
      "From: MAILER-DAEMON@mx.example",
      "Subject: Undelivered Mail Returned to Sender",
      "MIME-Version: 1.0",
      "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
      "",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; mx.example",
      "",
      "Final-Recipient: rfc822; nobody@soc.example",
      "Action: failed",
      "",
      "--b",
      "Content-Type: " + enclosed,
      "",
      "Message-ID: " + id,
      "Subject: told",
      "",
      "--b--"
    };
  }

  @Test
  void withoutAnInstallationEveryMarkCounts() throws IOException {
    assertThat(own(new OwnMail(Seal.open()), "Message-ID: " + OUR_ID, "", "x")).isEqualTo("mail");
  }
}
