package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.jspecify.annotations.Nullable;
import org.tomte.testkit.FieldCheck;

/**
 * Fuzz targets. As tests they run their seeds; {@code JAZZER_FUZZ=1} with {@code -Dtest} of one
 * method looks for more.
 */
class MailFuzzTest {
  private static final int MOST = 10_000;

  @FuzzTest(maxDuration = "2m")
  void mail(byte[] mail) {
    check(mail);
  }

  /** What stands in a mail of Outlook, whose own shape a fuzzer would never find. */
  @FuzzTest(maxDuration = "2m")
  void winmail(byte[] wrapped) {
    Reading.Problems problems = new Reading.Problems();
    Tnef.Unwrapped unwrapped = Tnef.unwrap(wrapped, new RtfBody(MOST, problems));
    assertThat(unwrapped.files()).allMatch(file -> !file.name().isEmpty());
    assertThat(unwrapped.files().stream().mapToLong(file -> file.content().length).sum())
        .isLessThanOrEqualTo(2L * wrapped.length);
  }

  @FuzzTest(maxDuration = "2m")
  void rtf(byte[] rest) {
    byte[] begin = PackedRtf.ascii("{\\rtf1\\ansi\\fromhtml1 ");
    byte[] rtf = new byte[begin.length + rest.length];
    System.arraycopy(begin, 0, rtf, 0, begin.length);
    System.arraycopy(rest, 0, rtf, begin.length, rest.length);
    String html = RtfHtml.of(rtf, MOST);
    assertThat(html).isNotNull();
    @Nullable String packed = new RtfBody(MOST, new Reading.Problems()).html(PackedRtf.plain(rtf));
    assertThat(packed).isNotNull();
    @Nullable String foreign = new RtfBody(MOST, new Reading.Problems()).html(rest);
    assertThat(foreign == null || foreign.length() <= 2 * MOST).isTrue();
  }

  private static void check(byte[] mail) {
    ParsedMail parsed = Samples.parse(mail);
    assertThat(FieldCheck.faults(MailParser.DECLARED, parsed.fields())).isEmpty();
    assertThat(parsed.fields()).containsKeys("problems", "kind", "own", "campaign", "original");
  }
}
