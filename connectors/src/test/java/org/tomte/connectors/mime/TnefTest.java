package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TnefTest {
  private static final int TITLE = 0x00018010;
  private static final int DATA = 0x0006800F;
  private static final int BEGINS = 0x00069002;

  /** A TNEF stream with one file, written by the format's description ([MS-OXTNEF] 2.1.3). */
  private static byte[] tnef(String name, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, 0x223E9F78, 4);
    number(out, 1, 2);
    attribute(out, BEGINS, new byte[14]);
    attribute(out, TITLE, (name + "\0").getBytes(StandardCharsets.US_ASCII));
    attribute(out, DATA, content);
    return out.toByteArray();
  }

  private static void attribute(ByteArrayOutputStream out, int id, byte[] value) {
    attribute(out, 2, id, value);
  }

  /** A property of the type and id, with one value of any length. */
  private static byte[] property(int type, int id, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, type, 2);
    number(out, id, 2);
    number(out, 1, 4);
    number(out, value.length, 4);
    out.writeBytes(value);
    out.writeBytes(new byte[-value.length & 3]);
    return out.toByteArray();
  }

  /** A TNEF stream with properties of the mail, and a file with properties. */
  private static byte[] tnef(List<byte[]> ofMail, List<byte[]> ofFile) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, 0x223E9F78, 4);
    number(out, 1, 2);
    attribute(out, 1, 0x00069003, properties(ofMail));
    attribute(out, BEGINS, new byte[14]);
    attribute(out, TITLE, "SHORT~1.DOC\0".getBytes(StandardCharsets.US_ASCII));
    attribute(out, DATA, new byte[3]);
    attribute(out, 0x00069005, properties(ofFile));
    return out.toByteArray();
  }

  private static byte[] properties(List<byte[]> all) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    number(out, all.size(), 4);
    all.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static void attribute(ByteArrayOutputStream out, int level, int id, byte[] value) {
    out.write(level);
    number(out, id, 4);
    number(out, value.length, 4);
    out.writeBytes(value);
    int sum = 0;
    for (byte octet : value) {
      sum += octet & 0xFF;
    }
    number(out, sum & 0xFFFF, 2);
  }

  private static void number(ByteArrayOutputStream out, int value, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write(value >> (8 * i));
    }
  }

  private static Map<String, @Nullable Object> mail(byte[] wrapped) {
    String text =
        "From: a@x.example\r\nSubject: files\r\nMIME-Version: 1.0\r\n"
            + "Content-Type: application/ms-tnef; name=winmail.dat\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + Base64.getMimeEncoder().encodeToString(wrapped);
    return Samples.parse(text.getBytes(StandardCharsets.US_ASCII)).fields();
  }

  @Test
  void theFilesInWinmailDatAreAttachments() {
    byte[] content = "MZ not really".getBytes(StandardCharsets.US_ASCII);
    List<@Nullable Object> files =
        Samples.list(mail(tnef("invoice.js", content)).get("attachments"));
    assertThat(files).hasSize(2);
    assertThat(Samples.map(files.get(1)))
        .containsEntry("name", "invoice.js")
        .containsEntry("extension", "js")
        .containsEntry("sha256", MailParser.sha256(content));
  }

  @Test
  void theHtmlInItsRtfIsThatOfTheMail() {
    byte[] rtf = PackedRtf.letters(PackedRtf.ascii(PackedRtf.PHISH));
    Map<String, @Nullable Object> mail =
        mail(tnef(List.of(property(0x0102, MapiProperties.RTF, rtf)), List.of()));
    assertThat(String.valueOf(mail.get("html_text"))).contains("Schön €5", "www.example.com");
    assertThat(Samples.map(Samples.list(mail.get("links")).getFirst()))
        .containsEntry("url", "http://evil.example/{x}")
        .containsEntry("deceptive", true);
    assertThat(mail.get("problems")).isEqualTo(List.of("date-missing"));
  }

  @Test
  void htmlThatIsKeptAsItIsComesBeforeRtf() {
    byte[] html = "<p>Gr\u00fc\u00dfe</p>".getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream page = new ByteArrayOutputStream();
    number(page, 3, 2);
    number(page, MapiProperties.CODE_PAGE, 2);
    number(page, 28_591, 4);
    byte[] rtf = PackedRtf.plain(PackedRtf.ascii(PackedRtf.PHISH));
    Map<String, @Nullable Object> mail =
        mail(
            tnef(
                List.of(
                    property(0x0102, MapiProperties.RTF, rtf),
                    property(0x0102, MapiProperties.HTML, html),
                    page.toByteArray()),
                List.of()));
    assertThat(mail.get("html")).isEqualTo("<p>Gr\u00fc\u00dfe</p>");
  }

  @Test
  void longNamesTypesAndNamedPropertiesOfFilesAreRead() {
    ByteArrayOutputStream named = new ByteArrayOutputStream();
    number(named, 0x001F, 2);
    number(named, 0x8001, 2);
    named.writeBytes(new byte[16]);
    number(named, 1, 4);
    number(named, 6, 4);
    named.writeBytes("abc".getBytes(StandardCharsets.UTF_16LE));
    named.writeBytes(new byte[2]);
    number(named, 1, 4);
    number(named, 2, 4);
    named.writeBytes(new byte[4]);
    byte[] name = "Angebot \u2013 neu.doc\0".getBytes(StandardCharsets.UTF_16LE);
    byte[] type = "Application/MSWord\0".getBytes(StandardCharsets.US_ASCII);
    Map<String, @Nullable Object> mail =
        mail(
            tnef(
                List.of(),
                List.of(
                    named.toByteArray(),
                    property(0x001F, MapiProperties.LONG_NAME, name),
                    property(0x001E, MapiProperties.MEDIA_TYPE, type))));
    assertThat(Samples.map(Samples.list(mail.get("attachments")).get(1)))
        .containsEntry("name", "Angebot \u2013 neu.doc")
        .containsEntry("media_type", "application/msword")
        .containsEntry("size", 3L);
  }

  @Test
  void propertiesThatLieAboutTheirNumberDoNoHarm() {
    ByteArrayOutputStream lie = new ByteArrayOutputStream();
    number(lie, 0x1001, 2);
    number(lie, 0x3701, 2);
    number(lie, Integer.MAX_VALUE, 4);
    Map<String, @Nullable Object> mail = mail(tnef(List.of(lie.toByteArray()), List.of()));
    assertThat(String.valueOf(mail.get("problems"))).contains("tnef-broken", "cut off");
  }

  @Test
  void aBrokenOneStaysAsItIs() {
    byte[] whole = tnef("invoice.js", new byte[5_000]);
    for (int length = 0; length < 200; length += 7) {
      Map<String, @Nullable Object> mail = mail(java.util.Arrays.copyOf(whole, length));
      assertThat(Samples.list(mail.get("attachments"))).isNotEmpty();
    }
    assertThat(String.valueOf(mail("nonsense".getBytes(StandardCharsets.US_ASCII)).get("problems")))
        .contains("tnef-broken");
  }
}
