package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tomte.api.FaultKind;
import org.tomte.connectors.oauth.TokenSource;
import org.tomte.testkit.RecordedProbe;

/** What a test of a mailbox tells. */
@Timeout(60)
class ImapProbeTest {
  private static PostOffice office;

  @BeforeAll
  static void start() {
    office = new PostOffice();
  }

  @AfterAll
  static void stop() {
    office.close();
  }

  private static RecordedProbe probe(ImapSettings settings) throws InterruptedException {
    return RecordedProbe.run(
        new ImapProbe(new TokenSource()), settings, InstantSource.fixed(PostOffice.ARRIVED));
  }

  @Test
  void aMailboxIsTriedUpToTheListOfItsFolders() throws Exception {
    GreenMailUser user = office.user();
    office.folder(user, "Reports");
    RecordedProbe probe = probe(Settings.of(office.port(), user.getLogin()).done());
    assertThat(probe.kind()).as("%s", probe).isNull();
    assertThat(probe.steps())
        .containsExactly("name", "connection", "greeting", "log-in", "folders", "capabilities");
    assertThat(probe.found().get("greeting")).startsWith("* OK");
    assertThat(probe.found().get("folders")).contains("INBOX", "Reports");
  }

  @Test
  void aWrongPasswordAndAFolderThatIsNotThereAreTold() throws Exception {
    GreenMailUser user = office.user();
    Settings settings = Settings.of(office.port(), user.getLogin());
    RecordedProbe refused = probe(settings.with("127.0.0.1", "wrong-word"));
    assertThat(refused.steps().getLast()).isEqualTo("log-in");
    assertThat(refused.kind()).isEqualTo(FaultKind.CREDENTIALS);
    assertThat(refused.toString()).doesNotContain("wrong-word");
    RecordedProbe missing = probe(settings.folders("Nowhere").done());
    assertThat(missing.last()).isEqualTo("There is no folder Nowhere.");
    assertThat(missing.remedy()).contains("INBOX");
  }

  @Test
  void theWayThatTheServerSpeaksIsKnown() throws Exception {
    GreenMailUser user = office.user();
    Settings settings = Settings.of(office.port(), user.getLogin());
    RecordedProbe tls = probe(settings.encrypted(Encryption.TLS, null).done());
    assertThat(tls.last()).contains("speaks in the clear");
    assertThat(tls.remedy()).contains("encryption: starttls");
    RecordedProbe starttls = probe(settings.encrypted(Encryption.STARTTLS, null).done());
    assertThat(starttls.last()).isEqualTo("The server offers no STARTTLS.");
  }
}
