package org.tomte.connectors.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeContext;
import org.tomte.connectors.oauth.TokenSource;
import org.tomte.connectors.smtp.SmtpSettings.Security;
import org.tomte.testkit.RecordedProbe;

/** What a test of a mail server tells when all is well, and for each way to fail. */
@Timeout(60)
class SmtpProbeTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir static Path folder;
  private static TestCertificate good;
  private static TestCertificate otherName;
  private static TestCertificate old;

  @BeforeAll
  static void certificates() throws Exception {
    good = TestCertificate.make(folder, "good", "ip:127.0.0.1");
    otherName = TestCertificate.make(folder, "other", "dns:mail.elsewhere.example");
    old = TestCertificate.make(folder, "old", "ip:127.0.0.1", "-10d");
  }

  private static RecordedProbe probe(String host, int port, Security security, @Nullable Path trust)
      throws InterruptedException {
    return RecordedProbe.run(
        new SmtpProbe(new TokenSource()), settings(host, port, security, trust), CLOCK);
  }

  private static SmtpSettings settings(
      String host, int port, Security security, @Nullable Path trust) {
    boolean clear = security == Security.NONE;
    return new SmtpSettings(
        host,
        port,
        security,
        clear ? null : "ann",
        clear ? null : "s3cret-word",
        null,
        "tomte@soc.example",
        null,
        trust,
        Duration.ofSeconds(1),
        60,
        1_000_000);
  }

  @Test
  void allStepsUpToTheLogInAreTakenAndNoMailIsBegun() throws Exception {
    try (ScriptedServer server = new ScriptedServer().upgradesWith(good.context())) {
      RecordedProbe probe =
          probe("127.0.0.1", server.port(), Security.STARTTLS, good.certificates());
      assertThat(probe.kind()).as("%s", probe).isNull();
      assertThat(probe.steps())
          .containsExactly("name", "connection", "greeting", "STARTTLS", "TLS", "log-in");
      assertThat(probe.found().get("TLS")).contains("TLSv1", "127.0.0.1", "good until");
      assertThat(probe.found().get("log-in")).isEqualTo("as ann");
      assertThat(String.join("\n", server.heard())).doesNotContain("MAIL FROM", "RCPT", "DATA");
      assertThat(probe.toString()).doesNotContain("s3cret-word");
    }
  }

  @Test
  void aServerWithoutStarttlsIsToldSoAndGetsNoPassword() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      RecordedProbe probe = probe("127.0.0.1", server.port(), Security.STARTTLS, null);
      assertThat(probe.kind()).isEqualTo(FaultKind.CONFIGURATION);
      assertThat(probe.last()).isEqualTo("The server offers no STARTTLS.");
      assertThat(probe.remedy()).contains("security: tls");
      assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
    }
  }

  @Test
  void aPortThatSpeaksTlsFromTheFirstByteIsKnownAsSuch() throws Exception {
    try (ScriptedServer server = new ScriptedServer(good.context())) {
      RecordedProbe probe = probe("127.0.0.1", server.port(), Security.STARTTLS, null);
      assertThat(probe.last()).contains("speaks TLS from the first byte");
      assertThat(probe.remedy()).contains("security: tls");
    }
  }

  @Test
  void aPortThatSpeaksInTheClearIsKnownAsSuch() throws Exception {
    try (ScriptedServer server = new ScriptedServer()) {
      RecordedProbe probe = probe("127.0.0.1", server.port(), Security.TLS, null);
      assertThat(probe.steps()).containsExactly("name", "connection", "TLS");
      assertThat(probe.last()).contains("speaks in the clear");
      assertThat(probe.remedy()).contains("security: starttls");
    }
  }

  @Test
  void aCertificateForAnotherNameIsToldWithTheNamesThatItHas() throws Exception {
    try (ScriptedServer server = new ScriptedServer(otherName.context())) {
      RecordedProbe probe =
          probe("127.0.0.1", server.port(), Security.TLS, otherName.certificates());
      assertThat(probe.last())
          .isEqualTo("The certificate is for mail.elsewhere.example, not for 127.0.0.1.");
      assertThat(probe.remedy()).contains("as host");
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsToldWithTheAuthority() throws Exception {
    try (ScriptedServer server = new ScriptedServer(good.context())) {
      RecordedProbe probe =
          probe("127.0.0.1", server.port(), Security.TLS, otherName.certificates());
      assertThat(probe.last()).contains("CN=good (itself)", "not trusted");
      assertThat(probe.remedy()).contains("certificates");
    }
  }

  @Test
  void aCertificateThatRanOutIsToldWithItsLastDay() throws Exception {
    try (ScriptedServer server = new ScriptedServer(old.context())) {
      RecordedProbe probe = probe("127.0.0.1", server.port(), Security.TLS, good.certificates());
      assertThat(probe.last()).startsWith("The certificate of 127.0.0.1 ran out on 2");
      assertThat(probe.remedy()).contains("Renew");
    }
  }

  @Test
  void aLogInThatIsRefusedIsAFaultOfCredentials() throws Exception {
    try (ScriptedServer server =
        new ScriptedServer().upgradesWith(good.context()).says("AUTH", "535 no")) {
      RecordedProbe probe =
          probe("127.0.0.1", server.port(), Security.STARTTLS, good.certificates());
      assertThat(probe.steps().getLast()).isEqualTo("log-in");
      assertThat(probe.kind()).isEqualTo(FaultKind.CREDENTIALS);
      assertThat(probe.last()).doesNotContain("s3cret-word");
    }
  }

  @Test
  void namesPortsAndSilenceAreToldApart() throws Exception {
    RecordedProbe unknown = probe("no-such-host.invalid", 587, Security.STARTTLS, null);
    assertThat(unknown.last()).contains("no-such-host.invalid is not known");
    int free;
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"))) {
      free = silent.getLocalPort();
      RecordedProbe nothing = probe("127.0.0.1", free, Security.NONE, null);
      assertThat(nothing.steps().getLast()).isEqualTo("greeting");
      assertThat(nothing.last()).contains("connected and said nothing");
    }
    RecordedProbe refused = probe("127.0.0.1", free, Security.STARTTLS, null);
    assertThat(refused.steps().getLast()).isEqualTo("connection");
    assertThat(refused.last()).contains("nothing listens at port " + free);
    assertThat(refused.remedy()).contains("587");
  }

  @Test
  void theEndOfTheCertificateIsFoundWithoutALogInAlsoWhenItIsPast() throws Exception {
    for (TestCertificate each : List.of(good, old)) {
      try (ScriptedServer server = new ScriptedServer().upgradesWith(each.context())) {
        ProbeContext context = new ProbeContext("out", false, CLOCK, folder, null);
        List<Expiry> expiries =
            new SmtpProbe(new TokenSource())
                .expiries(
                    settings("127.0.0.1", server.port(), Security.STARTTLS, each.certificates()),
                    context);
        Instant now = CLOCK.instant();
        boolean past = each.equals(old);
        assertThat(expiries)
            .extracting(Expiry::what)
            .anyMatch(what -> what.equals("certificate of 127.0.0.1:" + server.port()))
            .anyMatch(what -> what.contains("authorities"));
        assertThat(expiries).allMatch(expiry -> expiry.until().isBefore(now) == past);
        assertThat(server.heard()).noneMatch(line -> line.startsWith("AUTH"));
      }
    }
  }
}
