package org.tomte.connectors.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.testkit.FieldCheck;

class OutlookMailTest {

  private static Map<String, @Nullable Object> fields(String name) {
    return Samples.parse(Samples.bytes(Samples.folder("outlook-msg").resolve(name))).fields();
  }

  private static List<String> addresses(Map<String, @Nullable Object> mail, String name) {
    return Samples.list(mail.get(name)).stream()
        .map(each -> String.valueOf(Samples.map(each).get("address")))
        .toList();
  }

  private static List<String> files(Map<String, @Nullable Object> mail) {
    return Samples.list(mail.get("attachments")).stream()
        .map(each -> String.valueOf(Samples.map(each).get("name")))
        .toList();
  }

  @Test
  void everySampleIsReadWithItsRecipientsDateAndText() {
    List<Path> samples = Samples.files("outlook-msg", ".msg");
    assertThat(samples).hasSize(14);
    for (Path sample : samples) {
      ParsedMail mail = Samples.parse(Samples.bytes(sample));
      assertThat(FieldCheck.faults(MailParser.DECLARED, mail.fields()))
          .as(sample.toString())
          .isEmpty();
      assertThat(mail.fields()).as(sample.toString()).containsKeys("date", "text", "campaign");
      assertThat(Samples.list(mail.fields().get("to"))).as(sample.toString()).isNotEmpty();
      assertThat(mail.fields().get("problems")).as(sample.toString()).isEqualTo(List.of());
    }
  }

  @Test
  void addressesSubjectAndDateAreThoseOfTheHeadersItCameWith() {
    Map<String, @Nullable Object> mail = fields("simple email with TO and CC_multiple.msg");
    assertThat(mail.get("subject")).isEqualTo("Test E-Mail");
    assertThat(mail.get("date")).isEqualTo("2020-01-08T08:25:42+01:00");
    assertThat(addresses(mail, "to"))
        .containsExactly("elias.laugher@gmail.com", "niklas.lindson@gmail.com");
    assertThat(addresses(mail, "cc"))
        .containsExactly("egi.champi.titu@gmail.com", "egi.han.tzu@gmail.com");
  }

  @Test
  void anAddressInTheNameDoesNotDeceive() {
    Map<String, @Nullable Object> from =
        Samples.map(fields("Test at sign in personal From header.msg").get("from"));
    assertThat(from).containsEntry("address", "bogus@domain.com");
    assertThat(from).containsEntry("name", "bogus@acme.com");
  }

  @Test
  void filesKeepTheirNamesAndContent() {
    Map<String, @Nullable Object> mail =
        fields("HTML mail with replyto and attachment and embedded image.msg");
    assertThat(files(mail)).containsExactly("thumbsup", "dresscode.txt", "location.txt");
    assertThat(Samples.map(Samples.list(mail.get("attachments")).get(2)))
        .containsEntry("size", 12L)
        .containsEntry(
            "sha256", "50b7817f3bd8d9f504bea40f0bb7a74c26cbc7392844b8ef690e26e542144e13");
    assertThat(files(fields("attachment with a bracket in the name.msg")))
        .containsExactly("Attachment[1.pdf");
  }

  @Test
  void aMailInAMailIsTheOriginal() {
    Map<String, @Nullable Object> mail = fields("nested simple mail.msg");
    assertThat(mail.get("original_is")).isEqualTo("attached");
    assertThat(Samples.list(mail.get("mails"))).hasSize(1);
    assertThat(Samples.map(mail.get("reporter"))).containsEntry("domain", "cargonet.software");
  }

  @Test
  void aReportIsABounce() {
    Map<String, @Nullable Object> mail = fields("attachments.msg");
    assertThat(mail.get("kind")).isEqualTo("bounce");
    assertThat(Samples.list(mail.get("failed_recipients"))).isNotEmpty();
  }

  /** A .msg file whose body is RTF alone, as Outlook writes it where HTML is not kept. */
  private static byte[] withRtf(byte[] packed) throws IOException {
    try (POIFSFileSystem file = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      put(file, "__properties_version1.0", new byte[32]);
      put(file, "__substg1.0_001A001F", "IPM.Note".getBytes(StandardCharsets.UTF_16LE));
      put(file, "__substg1.0_0037001F", "packed".getBytes(StandardCharsets.UTF_16LE));
      put(file, "__substg1.0_10090102", packed);
      file.writeFilesystem(out);
      return out.toByteArray();
    }
  }

  private static void put(POIFSFileSystem file, String name, byte[] content) throws IOException {
    var _ = file.createDocument(new ByteArrayInputStream(content), name);
  }

  @Test
  void htmlInsideRtfIsTakenOut() throws IOException {
    byte[] rtf = PackedRtf.letters(PackedRtf.ascii(PackedRtf.PHISH));
    Map<String, @Nullable Object> mail = Samples.parse(withRtf(rtf)).fields();
    assertThat(mail.get("problems")).isEqualTo(List.of("date-missing"));
    assertThat(mail.get("subject")).isEqualTo("packed");
    assertThat(String.valueOf(mail.get("html"))).contains("Sch\u00f6n \u20ac5");
    assertThat(Samples.list(mail.get("links")))
        .extracting(link -> Samples.map(link).get("url"))
        .containsExactly("http://evil.example/{x}");
    Map<String, @Nullable Object> broken = Samples.parse(withRtf(new byte[9])).fields();
    assertThat(String.valueOf(broken.get("problems"))).contains("rtf-broken");
  }

  @Test
  void aBrokenOneIsAProblemAndNoFault() {
    byte[] whole = Samples.bytes(Samples.folder("outlook-msg").resolve("tst_unicode.msg"));
    for (int length : new int[] {8, 100, 512, 600, 3_000, whole.length / 2}) {
      ParsedMail mail = Samples.parse(java.util.Arrays.copyOf(whole, length));
      assertThat(String.valueOf(mail.fields().get("problems"))).as("%d bytes", length).isNotEmpty();
    }
    byte[] noise = whole.clone();
    for (int i = 512; i < noise.length; i += 7) {
      noise[i] ^= 0x5A;
    }
    assertThat(Samples.parse(noise).fields()).containsKey("problems");
  }

  @Test
  void oneThatIsAttachedToAnOrdinaryMailIsTheReportedMail() {
    byte[] reported =
        Samples.bytes(Samples.folder("outlook-msg").resolve("simple reply with CC.msg"));
    String outer =
        "From: anna@example.com\r\nTo: soc@example.com\r\nSubject: looks odd\r\n"
            + "MIME-Version: 1.0\r\nContent-Type: application/vnd.ms-outlook; name=odd.msg\r\n"
            + "Content-Disposition: attachment; filename=odd.msg\r\n"
            + "Content-Transfer-Encoding: base64\r\n\r\n"
            + java.util.Base64.getMimeEncoder().encodeToString(reported);
    Map<String, @Nullable Object> mail =
        Samples.parse(outer.getBytes(StandardCharsets.US_ASCII)).fields();
    assertThat(mail.get("original_is")).isEqualTo("attached");
    assertThat(Samples.map(mail.get("original")))
        .containsEntry("subject", "Re: Sent by CV Contact Form");
    assertThat(Samples.map(mail.get("reporter"))).containsEntry("address", "anna@example.com");
  }
}
