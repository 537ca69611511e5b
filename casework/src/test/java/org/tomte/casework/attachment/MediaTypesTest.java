package org.tomte.casework.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MediaTypesTest {

  @ParameterizedTest
  @CsvSource({
    "255044462d312e37, invoice.txt, application/pdf",
    "4d5a9000, holiday.jpg, application/vnd.microsoft.portable-executable",
    "504b030414000600, a.docx,"
        + " application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "504b030414000600, a.exe, application/zip",
    "d0cf11e0a1b11ae1, a.MSG, application/vnd.ms-outlook",
    "89504e470d0a1a0a, a, image/png",
    "00000000, a.txt, application/octet-stream",
    "'', empty.txt, text/plain",
    "ff41, a.txt, application/octet-stream"
  })
  void theBytesTellWhatAFileIs(String hex, String name, String type) {
    assertThat(MediaTypes.of(HexFormat.of().parseHex(hex), name)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "From: a@b, mail.EML, message/rfc822",
    "<p>hi</p>, page.html, text/html",
    "hello, none, text/plain",
    "grüße, a.bin, text/plain"
  })
  void theNameTellsWhatATextIs(String text, String name, String type) {
    assertThat(MediaTypes.of(text.getBytes(StandardCharsets.UTF_8), name)).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({"1022", "1023", "1024"})
  void aLetterThatIsCutOffMakesATextNoBinary(int before) {
    byte[] all = ("x".repeat(before) + "ü".repeat(9)).getBytes(StandardCharsets.UTF_8);
    assertThat(MediaTypes.of(all, "a.txt")).isEqualTo("text/plain");
  }
}
