package org.tomte.connectors.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Attachment;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Content;
import org.tomte.api.Delivery;
import org.tomte.api.DeliveryContext;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.DeliveryRequest;
import org.tomte.api.FaultKind;
import org.tomte.api.Seal;
import org.tomte.connectors.egress.LoopbackServer;
import org.tomte.connectors.mime.OwnMail;
import org.tomte.connectors.oauth.OAuthSettings;
import org.tomte.connectors.smtp.SmtpSettings.Security;

class SmtpConnectorTest {
  private static final String ID = "0123456789abcdef0123456789abcdef";
  private static final String OPEN = new OwnMail(Seal.open()).localPart(ID);
  private static final Instant CREATED = Instant.parse("2026-11-25T08:00:00Z");

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  @BeforeEach
  void start() {
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private static SmtpSettings settings(
      int port, Security security, @Nullable String user, @Nullable OAuthSettings oauth) {
    return settings(port, security, user, oauth, null);
  }

  private static SmtpSettings settings(
      int port,
      Security security,
      @Nullable String user,
      @Nullable OAuthSettings oauth,
      @Nullable Path certificates) {
    return new SmtpSettings(
        "127.0.0.1",
        port,
        security,
        user,
        user == null || oauth != null ? null : "s3cret",
        oauth,
        "tomte@soc.example",
        "Tomte",
        certificates,
        Duration.ofSeconds(5),
        60,
        1_000_000);
  }

  private static SendEmail mail(
      List<String> to, String subject, @Nullable String text, @Nullable String html) {
    return new SendEmail(to, List.of(), List.of(), List.of(), subject, text, html, null, null);
  }

  private static DeliveryOutcome deliver(SmtpSettings settings, SendEmail mail, Attachment... files)
      throws ConnectorFault, InterruptedException {
    DeliveryContext context = new DeliveryContext("out", "instance-1", InstantSource.system());
    try (Delivery<SendEmail> delivery = new SmtpConnector().open(settings, context)) {
      return delivery.deliver(
          new DeliveryRequest<>(ID, "incident/12", 1, CREATED, mail, List.of(files)));
    }
  }

  private SmtpSettings plain() {
    return settings(server.getSmtp().getPort(), Security.NONE, null, null);
  }

  private MimeMessage received() {
    assertThat(server.waitForIncomingEmail(5_000, 1)).isTrue();
    return server.getReceivedMessages()[0];
  }

  private static String header(MimeMessage mail, String name) throws Exception {
    return mail.getHeader(name) == null ? "" : String.join("|", mail.getHeader(name));
  }

  @Test
  void aMailSaysWhoSentItAndThatNobodyShouldAnswerIt() throws Exception {
    DeliveryOutcome outcome =
        deliver(plain(), mail(List.of("ann@soc.example"), "Grüße – 12", "Hällo\n", null));
    assertThat(outcome).isInstanceOf(DeliveryOutcome.Delivered.class);
    MimeMessage mail = received();
    assertThat(mail.getSubject()).isEqualTo("Grüße – 12");
    assertThat(String.valueOf(mail.getContent()).strip()).isEqualTo("Hällo");
    assertThat(header(mail, "Message-ID")).isEqualTo("<" + OPEN + "@soc.example>");
    assertThat(header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(header(mail, OwnMail.INSTANCE_HEADER)).isEqualTo("instance-1");
    assertThat(header(mail, OwnMail.DELIVERY_HEADER)).isEqualTo(ID);
    assertThat(mail.getSentDate().toInstant()).isEqualTo(CREATED);
    assertThat(header(mail, "From")).isEqualTo("Tomte <tomte@soc.example>");
    assertThat(header(mail, "References")).contains(".thread.tomte@soc.example>");
  }

  @Test
  void theSameDeliveryIsTheSameMailAtEveryAttempt() throws Exception {
    SendEmail same = mail(List.of("ann@soc.example"), "Same", "text", "<b>text</b>");
    deliver(plain(), same);
    deliver(plain(), same);
    assertThat(server.waitForIncomingEmail(5_000, 2)).isTrue();
    MimeMessage[] both = server.getReceivedMessages();
    assertThat(both[0].getMessageID()).isEqualTo(both[1].getMessageID());
    assertThat(both[0].getSentDate()).isEqualTo(both[1].getSentDate());
    assertThat(header(both[0], "References")).isEqualTo(header(both[1], "References"));
  }

  @Test
  void textAndHtmlAreAlternatives() throws Exception {
    deliver(plain(), mail(List.of("ann@soc.example"), "Both", "plain", "<p>rich</p>"));
    MimeMultipart both = (MimeMultipart) received().getContent();
    assertThat(both.getContentType()).startsWith("multipart/alternative");
    assertThat(both.getBodyPart(0).getContent()).isEqualTo("plain");
    assertThat(both.getBodyPart(1).getContentType()).startsWith("text/html");
  }

  @Test
  void filesGoWithItWhateverTheyClaimToBe() throws Exception {
    byte[] bytes = "From: x\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII);
    deliver(
        plain(),
        mail(List.of("ann@soc.example"), "Files", "see", null),
        new Attachment("../../état\r\nX-Evil: 1.eml", "message/rfc822", "0", Content.of(bytes)),
        new Attachment("", "not a type\r\nX-Evil: 2", "1", Content.of(bytes)));
    MimeMessage mail = received();
    MimeMultipart parts = (MimeMultipart) mail.getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(parts.getBodyPart(1).getContentType()).startsWith("application/octet-stream");
    assertThat(parts.getBodyPart(1).getInputStream().readAllBytes()).isEqualTo(bytes);
    assertThat(parts.getBodyPart(2).getHeader("X-Evil")).isNull();
    assertThat(parts.getBodyPart(1).getHeader("X-Evil")).isNull();
  }

  @Test
  void noTextOfAnEventAddsAHeaderOrARecipient() throws Exception {
    String evil = "x\r\nBcc: everybody@evil.example\r\n\r\nbody";
    SendEmail mail =
        new SendEmail(
            List.of("ann@soc.example"),
            List.of(),
            List.of(),
            List.of(),
            evil,
            "text",
            null,
            "<a@b>\r\nX-Evil: 1",
            evil);
    deliver(plain(), mail);
    MimeMessage got = received();
    assertThat(server.getReceivedMessages()).hasSize(1);
    assertThat(got.getHeader("Bcc")).isNull();
    assertThat(got.getHeader("X-Evil")).isNull();
    assertThat(got.getAllRecipients()).hasSize(1);
    assertThat(header(got, "In-Reply-To")).isEqualTo("<a@b>");
  }

  @Test
  void anAnswerJoinsTheThread() throws Exception {
    SendEmail mail =
        new SendEmail(
            List.of("ann@soc.example"),
            List.of(),
            List.of(),
            List.of("desk@soc.example"),
            "Re: help",
            "text",
            null,
            "<second@example.com>",
            "<first@example.com> <second@example.com>");
    deliver(plain(), mail);
    MimeMessage got = received();
    assertThat(header(got, "In-Reply-To")).isEqualTo("<second@example.com>");
    assertThat(header(got, "References").replaceAll("\\s+", " "))
        .endsWith("<first@example.com> <second@example.com>");
    assertThat(header(got, "Reply-To")).isEqualTo("desk@soc.example");
  }

  @Test
  void addressesThatAreNoneRefuseTheMailAndNothingIsSaid() throws Exception {
    assertThat(deliver(plain(), mail(List.of("nobody"), "x", "y", null)))
        .isInstanceOfSatisfying(
            DeliveryOutcome.Refused.class,
            refused -> assertThat(refused.reason()).contains("'nobody' is no mail address"));
    assertThat(deliver(plain(), mail(List.of(" "), "x", "y", null)))
        .isInstanceOf(DeliveryOutcome.Refused.class);
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  private static ConnectorFault fault(SmtpSettings settings) {
    ConnectorFault fault =
        catchThrowableOfType(
            ConnectorFault.class,
            () -> deliver(settings, mail(List.of("ann@soc.example"), "x", "y", null)));
    assertThat(fault).isNotNull();
    return fault;
  }

  @Test
  void withoutStarttlsNothingIsSaidToAServer() throws Exception {
    try (ScriptedServer scripted = new ScriptedServer()) {
      ConnectorFault fault = fault(settings(scripted.port(), Security.STARTTLS, "tomte", null));
      assertThat(fault.kind()).isEqualTo(FaultKind.CONFIGURATION);
      assertThat(fault).hasMessageContaining("STARTTLS");
      assertThat(scripted.heard()).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(scripted.heard()).noneMatch(line -> line.startsWith("MAIL"));
    }
  }

  @Test
  void aServerThatIsGoneIsTriedLater() {
    int port = server.getSmtp().getPort();
    server.stop();
    assertThat(fault(settings(port, Security.NONE, null, null)).kind())
        .isEqualTo(FaultKind.UNAVAILABLE);
  }

  private static DeliveryOutcome scripted(ScriptedServer scripted, String... to)
      throws ConnectorFault, InterruptedException {
    return deliver(
        settings(scripted.port(), Security.NONE, null, null),
        mail(Arrays.asList(to), "x", "y", null));
  }

  @Test
  void codesOfTheServerSayWhetherToTryAgain() throws Exception {
    try (ScriptedServer full = new ScriptedServer().says(".", "452 full")) {
      assertThat(
              catchThrowableOfType(ConnectorFault.class, () -> scripted(full, "a@b.example"))
                  .kind())
          .isEqualTo(FaultKind.UNAVAILABLE);
    }
    try (ScriptedServer never = new ScriptedServer().says(".", "554 spam")) {
      assertThat(scripted(never, "a@b.example")).isInstanceOf(DeliveryOutcome.Refused.class);
    }
    try (ScriptedServer closed = new ScriptedServer().says("MAIL", "530 log in first")) {
      assertThat(
              catchThrowableOfType(ConnectorFault.class, () -> scripted(closed, "a@b.example"))
                  .kind())
          .isEqualTo(FaultKind.CREDENTIALS);
    }
    try (ScriptedServer lost = new ScriptedServer().says(".", "")) {
      assertThat(
              catchThrowableOfType(ConnectorFault.class, () -> scripted(lost, "a@b.example"))
                  .kind())
          .isEqualTo(FaultKind.UNAVAILABLE);
    }
  }

  @Test
  void oneRecipientThatDoesNotExistKeepsTheMailFromNobodyElse() throws Exception {
    try (ScriptedServer some =
        new ScriptedServer().says("RCPT TO:<gone@b.example>", "550 no such user")) {
      assertThat(scripted(some, "here@b.example", "gone@b.example"))
          .isInstanceOfSatisfying(
              DeliveryOutcome.Delivered.class,
              delivered ->
                  assertThat(delivered.words())
                      .contains("to here@b.example was taken", "gone@b.example", "no such user"));
      assertThat(scripted(some, "gone@b.example"))
          .isInstanceOfSatisfying(
              DeliveryOutcome.Refused.class,
              refused -> assertThat(refused.reason()).contains("no such user"));
    }
    try (ScriptedServer busy = new ScriptedServer().says("RCPT TO:<busy@b.example>", "450 later")) {
      assertThat(
              catchThrowableOfType(
                      ConnectorFault.class,
                      () -> scripted(busy, "here@b.example", "busy@b.example"))
                  .kind())
          .isEqualTo(FaultKind.UNAVAILABLE);
    }
  }

  @Test
  void aServerMustShowACertificateOfItsOwnNameThatIsTrusted(@TempDir Path folder) throws Exception {
    TestCertificate good = TestCertificate.make(folder, "good", "ip:127.0.0.1");
    TestCertificate other = TestCertificate.make(folder, "other", "dns:other.example");
    try (ScriptedServer server = new ScriptedServer(good.context())) {
      SmtpSettings trusting =
          settings(server.port(), Security.TLS, "tomte", null, good.certificates());
      assertThat(deliver(trusting, mail(List.of("a@b.example"), "x", "y", null)))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
      assertThat(server.heard()).anyMatch(line -> line.startsWith("AUTH PLAIN"));
      ConnectorFault untrusted = fault(settings(server.port(), Security.TLS, "tomte", null));
      assertThat(untrusted.kind()).isEqualTo(FaultKind.CONFIGURATION);
      assertThat(untrusted).hasMessageContaining("TLS with 127.0.0.1 failed");
    }
    try (ScriptedServer server = new ScriptedServer(other.context())) {
      ConnectorFault foreign =
          fault(settings(server.port(), Security.TLS, "tomte", null, other.certificates()));
      assertThat(foreign.kind()).isEqualTo(FaultKind.CONFIGURATION);
      assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void starttlsSecuresTheConnectionBeforeThePasswordIsSaid(@TempDir Path folder) throws Exception {
    TestCertificate good = TestCertificate.make(folder, "good", "ip:127.0.0.1");
    try (ScriptedServer server = new ScriptedServer().upgradesWith(good.context())) {
      SmtpSettings settings =
          settings(server.port(), Security.STARTTLS, "tomte", null, good.certificates());
      assertThat(deliver(settings, mail(List.of("a@b.example"), "x", "y", null)))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
      List<String> heard = server.heard();
      int upgrade = heard.indexOf("STARTTLS");
      assertThat(upgrade).isPositive();
      assertThat(heard.subList(0, upgrade)).noneMatch(line -> line.startsWith("AUTH"));
      assertThat(heard.subList(upgrade, heard.size()))
          .anyMatch(line -> line.startsWith("AUTH PLAIN"));
    }
  }

  @Test
  void aTokenStandsForThePasswordAndIsAskedForAgainWhenItIsRefused(@TempDir Path folder)
      throws Exception {
    TestCertificate good = TestCertificate.make(folder, "good", "ip:127.0.0.1");
    try (LoopbackServer tokens = new LoopbackServer();
        ScriptedServer server =
            new ScriptedServer(good.context()).says("AUTH", "535 token is over")) {
      tokens.answers(exchange ->
          LoopbackServer.answer(
              exchange,
              200,
              "{\"access_token\": \"t" + tokens.requests().size() + "\", \"expires_in\": 3600}"));
      OAuthSettings oauth =
          new OAuthSettings(URI.create(tokens.url() + "/token"), "client", "s3cret", null, null);
      SmtpSettings settings =
          settings(server.port(), Security.TLS, "soc@b.example", oauth, good.certificates());
      SmtpConnector connector = new SmtpConnector();
      DeliveryContext context = new DeliveryContext("out", "i", InstantSource.system());
      SendEmail mail = mail(List.of("a@b.example"), "x", "y", null);
      DeliveryRequest<SendEmail> request =
          new DeliveryRequest<>(ID, "incident/12", 1, CREATED, mail, List.of());
      ConnectorFault fault =
          catchThrowableOfType(
              ConnectorFault.class, () -> connector.open(settings, context).deliver(request));
      assertThat(fault.kind()).isEqualTo(FaultKind.CREDENTIALS);
      server.says("AUTH", "235 welcome");
      assertThat(connector.open(settings, context).deliver(request))
          .isInstanceOf(DeliveryOutcome.Delivered.class);
      assertThat(tokens.requests()).hasSize(2);
      String said =
          server.heard().stream().filter(line -> line.startsWith("AUTH")).toList().getLast();
      assertThat(
              new String(
                  Base64.getDecoder().decode(said.substring("AUTH XOAUTH2 ".length())),
                  StandardCharsets.US_ASCII))
          .isEqualTo("user=soc@b.example\u0001auth=Bearer t2\u0001\u0001");
    }
  }

  @Test
  void settingsThatWouldTellAPasswordAreRefused() {
    assertThatThrownBy(() -> settings(25, Security.NONE, "tomte", null))
        .hasMessageContaining("in the clear");
    assertThatThrownBy(() ->
            new SmtpSettings(
                "h",
                null,
                Security.TLS,
                null,
                "s3cret",
                null,
                "a@b.example",
                null,
                null,
                Duration.ofSeconds(1),
                1,
                1))
        .hasMessageContaining("need a user")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void theMessageIdBearsTheSealOfTheInstallation() throws Exception {
    Seal seal = Seal.of("a secret of this installation");
    DeliveryContext context =
        new DeliveryContext("out", "instance-1", InstantSource.system(), seal);
    SendEmail mail = mail(List.of("ann@soc.example"), "Sealed", null, null);
    try (Delivery<SendEmail> delivery = new SmtpConnector().open(plain(), context)) {
      DeliveryOutcome outcome =
          delivery.deliver(new DeliveryRequest<>(ID, "incident/12", 1, CREATED, mail, List.of()));
      assertThat(outcome).isInstanceOf(DeliveryOutcome.Delivered.class);
    }
    assertThat(header(received(), "Message-ID"))
        .isEqualTo("<" + ID + "." + seal.on(ID) + ".tomte@soc.example>");
  }
}
