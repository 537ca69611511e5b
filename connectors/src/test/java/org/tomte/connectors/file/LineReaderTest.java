package org.tomte.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  /** Gives bytes in pieces of random size, as pipes and decompressors do. */
  private static final class Trickle extends InputStream {
    private final ByteArrayInputStream in;
    private final Random random;

    Trickle(byte[] bytes, Random random) {
      this.in = new ByteArrayInputStream(bytes);
      this.random = random;
    }

    @Override
    public int read() {
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      return in.read(bytes, offset, Math.min(length, 1 + random.nextInt(40)));
    }
  }

  @Test
  void linesAndTheirPlacesAreThoseOfTheText() throws Exception {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      StringBuilder text = new StringBuilder();
      List<String> expected = new ArrayList<>();
      for (int i = random.nextInt(8); i > 0; i--) {
        String line = "\u00fc".repeat(random.nextInt(30)) + random.nextInt(100);
        expected.add(line);
        text.append(line).append(random.nextBoolean() ? "\r\n" : "\n");
      }
      var charset =
          List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
              .get(round % 3);
      byte[] bytes = text.toString().getBytes(charset);
      TextEncoding encoding = TextEncoding.of(new byte[0], charset.name());
      List<String> read = new ArrayList<>();
      long end = 0;
      try (LineReader lines = new LineReader(new Trickle(bytes, random), encoding, 1_000)) {
        for (RawLine line = lines.next(); line != null; line = lines.next()) {
          assertThat(line.start()).isEqualTo(end);
          assertThat(line.terminated()).isTrue();
          assertThat(line.number()).isEqualTo(read.size() + 1);
          end = line.end();
          read.add(encoding.decode(line.content()));
        }
      }
      assertThat(read).isEqualTo(expected);
      assertThat(end).isEqualTo(bytes.length);
    }
  }

  @Test
  void aLineOverTheLimitIsCutAndItsEndIsFound() throws Exception {
    byte[] bytes = ("a\n" + "x".repeat(300_000) + "\nb\n").getBytes(StandardCharsets.UTF_8);
    try (LineReader lines =
        new LineReader(new ByteArrayInputStream(bytes), TextEncoding.of(bytes, null), 1_000)) {
      RawLine _ = lines.next();
      RawLine large = Objects.requireNonNull(lines.next());
      RawLine after = Objects.requireNonNull(lines.next());
      assertThat(large.tooLong()).isTrue();
      assertThat(large.bytes().length).isLessThan(1_100);
      assertThat(large.end()).isEqualTo(300_003);
      assertThat(after.start()).isEqualTo(300_003);
    }
  }
}
