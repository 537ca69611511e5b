package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tomte.api.listen.TextPlace;
import org.tomte.connectors.text.Parsers;

class AnyBytesTest {
  private static final String[] PIECES = {
    "<",
    ">",
    "13",
    "1 ",
    "2026-11-25T10:00:00Z",
    "Oct 11 22:14:15",
    " ",
    "host",
    "[",
    "]",
    "\"",
    "=",
    "\\",
    ":",
    "CEF:0|",
    "LEEF:2.0|",
    "|",
    "x5E",
    "{",
    "}",
    "@cee:",
    "%ASA-1: ",
    "\0",
    "\n",
    "last message repeated 3 times",
    "message repeated 2 times: [ x]",
    "-",
    "\u00e9",
    "2026",
    "UTC:"
  };

  @Test
  void noMixtureOfPiecesMakesItFail() {
    Random random = new Random(5424);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder line = new StringBuilder();
      for (int i = random.nextInt(14); i >= 0; i--) {
        line.append(PIECES[random.nextInt(PIECES.length)]);
      }
      checkAll(line.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void noBytesMakeItFail() {
    Random random = new Random(1);
    for (int round = 0; round < 50_000; round++) {
      byte[] line = new byte[random.nextInt(60)];
      random.nextBytes(line);
      checkAll(line);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static void checkAll(byte[] line) {
    SyslogFields fields = SyslogFields.of(line, Messages.RECEPTION, Parsers.of(List.of()));
    assertThat(fields.entrySet()).isNotEmpty();
    assertThat(fields.get("message")).isInstanceOf(String.class);
    for (Map.Entry<String, Object> entry : fields.entrySet()) {
      assertThat(fields.get(entry.getKey())).isEqualTo(entry.getValue());
    }
    TextPlace place = new TextPlace();
    for (String field : SyslogEvent.NAMES) {
      switch (fields.look(field, place)) {
        case TextPlace text ->
            assertThat(text.isEqualTo(utf8(String.valueOf(fields.get(field))))).isTrue();
        case null -> {}
        case Object value -> assertThat(value).isEqualTo(fields.get(field));
      }
    }
    if (Repetition.mayBe(line, 0, line.length)) {
      MessageParts parts = new MessageParts();
      Header.read(line, 0, line.length, parts);
      if (Repetition.times(parts) > 0) {
        Repetition.unwrap(parts);
        assertThat(parts.messageFrom).isLessThanOrEqualTo(parts.to);
      }
    }
  }
}
