package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Fuzz targets. As tests they run their seeds; {@code JAZZER_FUZZ=1} with {@code -Dtest} of one
 * method looks for more.
 */
class SyslogFuzzTest {

  @FuzzTest(maxDuration = "2m")
  void header(byte[] line) {
    AnyBytesTest.checkAll(line);
  }

  @FuzzTest(maxDuration = "2m")
  void framing(byte[] stream) throws InterruptedException {
    Framing framing = new Framing(480);
    long[] taken = new long[1];
    int half = stream.length / 2;
    Framing.Taker taker = (bytes, from, to, cut) -> taken[0] += to - from;
    int from = framing.read(stream, 0, half, false, taker);
    int end = framing.read(stream, from, stream.length, true, taker);
    assertThat(end).isEqualTo(stream.length);
    assertThat(taken[0] + framing.framingBytes + framing.cutBytes).isEqualTo(stream.length);
  }

  @FuzzTest(maxDuration = "2m")
  void cef(byte[] rest) {
    Map<String, ?> fields = Cef.read("CEF:0|" + new String(rest, StandardCharsets.UTF_8));
    assertThat(fields).containsKeys("version", "extension", "labelled");
  }

  @FuzzTest(maxDuration = "2m")
  void leef(byte[] rest) {
    Map<String, ?> fields = Leef.read("LEEF:2.0|" + new String(rest, StandardCharsets.UTF_8));
    assertThat(fields).containsKeys("version", "attributes");
  }
}
