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

class JsonLinesContractTest extends PollerContract {
  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");
  private int made;
  @TempDir Path temporary;

  @Override
  protected PollerSample<?> sample() throws IOException {
    Path folder = Files.createDirectory(temporary.resolve("sample" + made++));
    Files.writeString(
        folder.resolve("one.jsonl"),
        """
        {"id": 1, "name": "first", "score": 1.5, "tags": ["a", null]}
        {"id": 9007199254740993, "name": "second"}

        not JSON
        {"id": 3, "name": "third", "deep": {"er": [1, {"x": true}]}}
        """);
    Files.writeString(folder.resolve("two.jsonl"), "{\"id\": 4}\n{\"id\": 4}\n{\"id\": 4}\n");
    return new PollerSample<>(
        new FileConnector(),
        FileSettings.of("*.jsonl", FileFormat.JSONL),
        new SourceContext("test", InstantSource.fixed(NOW), folder),
        NOW,
        new PollerSample.Missing<>(
            FileSettings.of("nowhere/*.jsonl", FileFormat.JSONL),
            FaultKind.CONFIGURATION,
            "nowhere"),
        Map.of());
  }
}
