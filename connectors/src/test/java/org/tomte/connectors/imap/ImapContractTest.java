package org.tomte.connectors.imap;

import com.icegreen.greenmail.user.GreenMailUser;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.tomte.api.FaultKind;
import org.tomte.api.SourceContext;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;

@Tag("whole")
class ImapContractTest extends PollerContract {
  private static PostOffice office;

  @BeforeAll
  static void start() {
    office = new PostOffice();
  }

  @AfterAll
  static void stop() {
    office.close();
  }

  @Override
  protected PollerSample<?> sample() throws IOException {
    GreenMailUser user = office.user();
    try {
      office.putNumbered(user, "INBOX", 5);
      office.put(user, "INBOX", "Subject: no id\r\n\r\nbody\r\n", PostOffice.ARRIVED);
      office.putNumbered(user, "Reports", 3);
    } catch (Exception fault) {
      throw new IOException(fault);
    }
    Settings settings = Settings.of(office.port(), user.getLogin());
    return new PollerSample<>(
        new ImapConnector(),
        settings.folders("INBOX", "Reports").done(),
        new SourceContext("test", InstantSource.fixed(PostOffice.ARRIVED), Path.of(".")),
        PostOffice.ARRIVED,
        new PollerSample.Missing<>(
            settings.folders("Nowhere").done(), FaultKind.CONFIGURATION, "there are INBOX"),
        Map.of("move", "Processed"));
  }
}
