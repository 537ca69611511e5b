package org.tomte.connectors.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.FaultKind;
import org.tomte.api.SourceContext;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;

class FolderContractTest extends PollerContract {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private int made;
  @TempDir Path temporary;

  @Override
  protected PollerSample<?> sample() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("sample" + made++));
    Files.writeString(folder.resolve("a.json"), "{\"title\": \"one\", \"severity\": 3}");
    Files.writeString(folder.resolve("b.json"), "[1, 2, {\"three\": 3}]");
    Files.writeString(folder.resolve("broken.json"), "{\"title\": ");
    Files.writeString(folder.resolve("c.xml"), "<a x='1'><b>text</b><b>more</b></a>");
    Files.writeString(
        folder.resolve("d.eml"), "From: a@example.com\r\nSubject: hello\r\n\r\nbody\r\n");
    Files.writeString(folder.resolve("e.csv"), "host,port\nalpha,22\n\"be\nta\",80\ngamma\n");
    Files.writeString(folder.resolve("f.log"), "Nov 25 one\nNov 25 two\nNov 25 three\n");
    return new PollerSample<>(
        new FileConnector(),
        FileSettings.of(".", FileFormat.AUTO),
        new SourceContext("test", InstantSource.fixed(NOW), folder),
        NOW,
        new PollerSample.Missing<>(
            FileSettings.of("nowhere.json", FileFormat.AUTO),
            FaultKind.UNAVAILABLE,
            "nowhere.json"),
        Map.of("move", "Processed"));
  }
}
