package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.Seal;
import org.tomte.api.SourceContext;
import org.tomte.connectors.smtp.SendEmail;
import org.tomte.connectors.smtp.SmtpConnector;
import org.tomte.connectors.smtp.SmtpSettings;
import org.tomte.testkit.Reading;

/** Mails that the action send-email sent and that land in the mailbox that is read. */
class OwnMailsTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final String DELIVERY = "0123456789abcdef0123456789abcdef";
  private static final Seal SEAL = Seal.of("the secret of this installation");

  private final GreenMail office =
      new GreenMail(
          new ServerSetup[] {
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP)
          });

  @BeforeEach
  void start() {
    office.start();
    office.setUser("soc@example.com", "soc", "secret");
  }

  @AfterEach
  void stop() {
    office.stop();
  }

  private SmtpSettings outgoing() {
    return new SmtpSettings(
        "127.0.0.1",
        office.getSmtp().getPort(),
        SmtpSettings.Security.NONE,
        null,
        null,
        null,
        "tomte@example.com",
        null,
        null,
        Duration.ofSeconds(5),
        60,
        1_000_000);
  }

  private void send(Seal seal) throws Exception {
    List<String> none = List.of();
    SendEmail mail =
        new SendEmail(
            List.of("soc@example.com"), none, none, none, "told", "text", null, null, null);
    DeliveryContext context = new DeliveryContext("out", "name", InstantSource.fixed(NOW), seal);
    try (Delivery<SendEmail> delivery = new SmtpConnector().open(outgoing(), context)) {
      assertThat(
              delivery.deliver(
                  new DeliveryRequest<>(DELIVERY, "incident/1", 1, NOW, mail, List.of())))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
    }
  }

  private List<@Nullable Object> read(OwnMails what) throws Exception {
    Settings settings = Settings.of(office.getImap().getPort(), "soc").ownMails(what);
    SourceContext context = new SourceContext("test", InstantSource.fixed(NOW), Path.of("."), SEAL);
    try (Poller poller = new ImapConnector().open(settings.done(), context)) {
      List<Item> listed = Reading.pagesOf(NOW, 10).stream(poller, "INBOX", null, null);
      assertThat(listed).hasSize(1);
      return Reading.loaded(listed).stream()
          .map(Event.class::cast)
          .<@Nullable Object>map(event -> event.fields().get("own"))
          .toList();
    }
  }

  @Test
  void areLeftOutUnlessAskedFor() throws Exception {
    send(SEAL);
    assertThat(read(OwnMails.LEAVE_OUT)).isEmpty();
    assertThat(read(OwnMails.READ)).containsExactly("mail");
  }

  @Test
  void ofAnotherInstallationAreRead() throws Exception {
    send(Seal.of("the secret of another installation"));
    assertThat(read(OwnMails.LEAVE_OUT)).containsExactly("no");
  }
}
