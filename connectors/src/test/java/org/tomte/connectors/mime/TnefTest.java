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
    out.write(2); // of an attachment
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
