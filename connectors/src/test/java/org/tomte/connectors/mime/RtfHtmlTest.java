package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class RtfHtmlTest {
  private static final int MOST = 100_000;
  private static final String BEGIN = "{\\rtf1\\ansi\\ansicpg1251\\fromhtml1 ";

  private static @Nullable String html(String rtf) {
    return Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> RtfHtml.of(PackedRtf.ascii(rtf), MOST));
  }

  @Test
  void theHtmlComesOutAsItWentIn() {
    assertThat(html(PackedRtf.PHISH))
        .contains("<html><head>\r\n<title></title></head><body>")
        .contains("<p>Schön €5 П日 {a}")
        .contains("<a href=\"http://evil.example/{x}\">www.example.com</a>")
        .contains("</p>\r\n\tend</body></html>")
        .doesNotContain("HYPERLINK", "hidden.example", "Arial", "generator", "Tests");
  }

  @Test
  void otherRtfHasNoHtml() {
    assertThat(html("{\\rtf1\\ansi\\ansicpg1252\\pard hello {\\*\\htmltag64 <p>}}")).isNull();
    assertThat(html("{\\rtf1\\ansi\\fromtext \\pard hello}")).isNull();
    assertThat(html("no rtf at all")).isNull();
    assertThat(html("")).isNull();
  }

  @Test
  void tagsAreInTheCodePageOfTheDocument() {
    assertThat(html(BEGIN + "{\\*\\htmltag84 <a title=\"\\'cf\">}\\'cf}"))
        .isEqualTo("<a title=\"П\">П");
    assertThat(html("{\\rtf1\\ansicpg932\\fromhtml1 \\'93\\'fa\\'83A}")).isEqualTo("日ア");
  }

  @Test
  void whatStandsForAUnicodeCharacterInOldReadersIsLeftOut() {
    assertThat(html(BEGIN + "\\uc2\\u26085 \\'93\\'fax}")).isEqualTo("日x");
    assertThat(html(BEGIN + "\\uc0\\u-10179 \\u-8704 x}")).isEqualTo("😀x");
    assertThat(html(BEGIN + "\\u8364 {\\*\\htmltag1 <b>}}")).isEqualTo("€<b>");
  }

  @Test
  void aTagIsShownWhateverIsHiddenAroundIt() {
    assertThat(html(BEGIN + "\\htmlrtf hidden{\\*\\htmltag1 <a>} more\\htmlrtf0  seen}"))
        .isEqualTo("<a> seen");
  }

  @Test
  void groupsThatNeverEndAndHugeNumbersDoNoHarm() {
    assertThat(html(BEGIN + "{".repeat(300_000) + "x")).isEqualTo("x");
    assertThat(html(BEGIN + "}".repeat(300_000) + "x")).isEmpty();
    assertThat(html(BEGIN + "\\bin999999999999 x}")).isEmpty();
    assertThat(html(BEGIN + "\\bin-5 x\\u99999999999999999999 ?y}")).contains("x");
    assertThat(html(BEGIN + "\\uc999999999 \\u65 " + "a".repeat(20) + "}")).isEqualTo("Aaaaa");
    assertThat(html(BEGIN + "\\" + "a".repeat(300_000))).isNotNull();
    assertThat(html(BEGIN + "\\f-1\\ansicpg999999\\cpg7\\fcharset-3 x\\'")).isEqualTo("x");
  }

  @Test
  void theReadingEndsAtTheLimit() {
    assertThat(html(BEGIN + "\\par ".repeat(MOST))).isNotNull().hasSizeBetween(MOST, MOST + 2);
  }

  @Test
  void brokenBytesGiveWhatTheyGive() {
    Random random = new Random(20_261_125);
    for (int round = 0; round < 3_000; round++) {
      byte[] rtf = PackedRtf.ascii(PackedRtf.PHISH);
      for (int i = 0; i < 1 + round % 9; i++) {
        rtf[60 + random.nextInt(rtf.length - 60)] = (byte) random.nextInt(256);
      }
      Assertions.assertTimeoutPreemptively(
          Duration.ofSeconds(20), () -> assertThat(RtfHtml.of(rtf, MOST)).isNotNull());
    }
  }

  @Test
  void compressedRtfIsUnpacked() {
    // The first example of the format's description ([MS-OXRTFCP] 3.1).
    byte[] packed =
        HexFormat.of()
            .parseHex(
                "2d0000002b0000004c5a4675f1c5c7a703000a00726370673132354232"
                    + "0af32068656c090020627705b06c647d0a800fa0");
    RtfBody body = new RtfBody(MOST, new Reading.Problems());
    assertThat(body.unpacked(packed))
        .hasSize(43)
        .startsWith(PackedRtf.ascii("{\\rtf1\\ansi\\ansicpg1252\\pard hello world}"));
    byte[] phish = PackedRtf.ascii(PackedRtf.PHISH);
    assertThat(body.unpacked(PackedRtf.letters(phish))).isEqualTo(phish);
    assertThat(body.html(PackedRtf.plain(phish))).contains("evil.example");
    assertThat(body.problems().list()).isEmpty();
  }

  @Test
  void whatIsBrokenOrTooLargeIsNamed() {
    Reading.Problems problems = new Reading.Problems();
    RtfBody body = new RtfBody(1_000, problems);
    assertThat(body.html(new byte[5])).isNull();
    assertThat(body.html(PackedRtf.packed("nope", 5, new byte[50]))).isNull();
    assertThat(String.valueOf(problems.list())).contains("rtf-broken");
    byte[] references = new byte[1 << 20];
    for (int i = 0; i < references.length; i += 17) {
      references[i] = (byte) 0xFF;
    }
    byte[] bomb = PackedRtf.packed("LZFu", Integer.MAX_VALUE, references);
    assertThat(body.unpacked(bomb)).hasSize(8_000);
    assertThat(String.valueOf(problems.list())).contains("limit-rtf");
  }
}
