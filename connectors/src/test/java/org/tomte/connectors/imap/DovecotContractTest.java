package org.tomte.connectors.imap;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.FaultKind;
import org.tomte.api.SourceContext;
import org.tomte.testkit.Dovecot;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;

@Tag("peer")
class DovecotContractTest extends PollerContract {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  @TempDir static Path folder;
  private static Dovecot dovecot;
  private static int users;

  @BeforeAll
  static void start() throws IOException {
    dovecot = Dovecot.start(folder.resolve("server"), Dovecot.Options.PLAIN);
  }

  @AfterAll
  static void stop() {
    dovecot.close();
  }

  @Override
  protected PollerSample<?> sample() throws IOException {
    String user = "sample" + users++;
    dovecot.deliver(
        user,
        "a",
        List.of(
            PostOffice.numbered(1),
            PostOffice.numbered(2),
            "Subject: no id\r\n\r\none\r\n",
            "Subject: no id\r\n\r\ntwo\r\n",
            PostOffice.numbered(3)));
    Settings settings = Settings.of(dovecot.port(), user);
    return new PollerSample<>(
        new ImapConnector(),
        settings.done(),
        new SourceContext("test", InstantSource.fixed(NOW), Path.of(".")),
        NOW,
        new PollerSample.Missing<>(
            settings.folders("Nowhere").done(), FaultKind.CONFIGURATION, "there are INBOX"),
        Map.of("move", "Processed"));
  }
}
