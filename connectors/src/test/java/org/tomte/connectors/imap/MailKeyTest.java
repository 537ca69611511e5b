package org.tomte.connectors.imap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MailKeyTest {
  private static @Nullable String key(String header) {
    return MailKey.of(header.getBytes(StandardCharsets.ISO_8859_1));
  }

  @Test
  void theWholeHeaderAndItsPartsGiveTheSameKey() {
    String parts = "Received: from a\r\n\tby b\r\nMessage-ID: <1@x>\r\nSubject: s\r\n\r\n";
    String whole =
        "X-One: 1\r\n folded\r\nRECEIVED: from a by b\r\nTo: y\r\nMessage-Id:  <1@x>\r\n"
            + "X-Two: 2\r\nSubject: s\r\n\r\nSubject: body\r\n";
    assertThat(key(parts)).isEqualTo(key(whole)).startsWith("<1@x> ");
  }

  @Test
  void anotherWayMakesAnotherMail() {
    String one = "Message-ID: <1@x>\r\nReceived: id 1\r\n\r\n";
    assertThat(key(one)).isNotEqualTo(key(one.replace("id 1", "id 2")));
  }

  @Test
  void withoutAMessageIdTheBytesAndTheArrivalCount() {
    assertThat(key("Subject: s\r\n\r\n")).isNull();
    assertThat(key("Message-ID:  \r\n\r\n")).isNull();
    byte[] mail = "a".getBytes(StandardCharsets.US_ASCII);
    String at = MailKey.ofBytes(mail, Instant.EPOCH);
    assertThat(at).isEqualTo(MailKey.ofBytes(mail, Instant.EPOCH));
    assertThat(at).isNotEqualTo(MailKey.ofBytes(mail, Instant.EPOCH.plusSeconds(1)));
    assertThat(at).isNotEqualTo(MailKey.ofBytes(mail, null));
  }

  @Test
  void aLongMessageIdIsCutInSightOnly() {
    String id = "<" + "x".repeat(400) + "@y>";
    String longOne = key("Message-ID: " + id + "\r\n\r\n");
    assertThat(longOne).hasSizeLessThan(200);
    assertThat(longOne).isNotEqualTo(key("Message-ID: " + id + "z\r\n\r\n"));
  }
}
