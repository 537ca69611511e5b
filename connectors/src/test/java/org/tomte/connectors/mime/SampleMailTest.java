package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tomte.api.Attachment;
import org.tomte.testkit.FieldCheck;

/** Samples without expected values: each must be read, and nothing of it may get lost. */
class SampleMailTest {

  private static List<Path> samples() {
    List<Path> samples = new ArrayList<>();
    for (String folder : List.of("mikel-mail", "cpython", "mimekit")) {
      samples.addAll(Samples.files(folder));
    }
    return samples;
  }

  @Test
  void everySampleGivesDeclaredFields() {
    assertThat(samples()).hasSize(110);
    for (Path sample : samples()) {
      ParsedMail mail = Samples.parse(Samples.bytes(sample));
      assertThat(FieldCheck.faults(MailParser.DECLARED, mail.fields()))
          .as(sample.toString())
          .isEmpty();
      assertThat(mail.fields())
          .as(sample.toString())
          .containsKeys("headers", "problems", "original", "mails");
    }
  }

  /** Every word of four letters and more of the body, where it is not encoded, is somewhere. */
  @Test
  void wordsOfPlainBodiesAreInTextHtmlOrAttachments() throws Exception {
    int checked = 0;
    for (Path sample : samples()) {
      byte[] bytes = Samples.bytes(sample);
      String raw = new String(bytes, StandardCharsets.ISO_8859_1);
      if (raw.contains("Content-Transfer-Encoding")
          || raw.toLowerCase(Locale.ROOT).contains("multipart/")
          || !raw.matches("(?s)\\p{ASCII}*")) {
        continue;
      }
      int body = Math.max(raw.indexOf("\n\n"), raw.indexOf("\r\n\r\n"));
      String seen = everything(Samples.parse(bytes));
      for (String word : raw.substring(Math.max(0, body)).split("\\W+", -1)) {
        checked++;
        assertThat(word.length() < 4 || seen.contains(word)).as(sample + ": " + word).isTrue();
      }
    }
    assertThat(checked).isGreaterThan(500);
  }

  private static String everything(ParsedMail mail) throws Exception {
    StringBuilder seen = new StringBuilder(mail.fields().toString());
    for (Attachment attachment : mail.attachments()) {
      try (var in = attachment.content().open()) {
        seen.append(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
      }
    }
    return seen.toString();
  }

  @Test
  void attachmentsOfSamplesHaveTheirNamesDecoded() {
    assertThat(names("attachment_emails/attachment_with_encoded_name.eml"))
        .containsExactly("01 Quien Te Dij\uFFFDat. Pitbull.mp3");
    assertThat(names("attachment_emails/attachment_pdf.eml")).containsExactly("broken.pdf");
  }

  private static List<String> names(String file) {
    ParsedMail mail = Samples.parse(Samples.bytes(Samples.folder("mikel-mail/" + file)));
    return mail.attachments().stream().map(Attachment::name).toList();
  }

  @Test
  void japaneseTextIsReadInItsCharacterSet() {
    Map<String, ?> mail =
        Samples.parse(
                Samples.bytes(Samples.folder("mikel-mail/multi_charset/japanese_shift_jis.eml")))
            .fields();
    assertThat(String.valueOf(mail.get("text"))).contains("\u3059\u3002").doesNotContain("\uFFFD");
  }
}
