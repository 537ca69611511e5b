package org.tomte.connectors.syslog;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.tomte.connectors.text.Parsers;

/** Messages as they come in at a fixed time. */
final class Messages {
  static final Instant RECEIVED = Instant.parse("2026-11-25T10:00:00Z");
  static final Reception RECEPTION = reception(RECEIVED, ZoneOffset.UTC);

  private Messages() {}

  static Reception reception(Instant received, ZoneId zone) {
    return new Reception(received, "192.0.2.99", 514, null, "udp", null, zone);
  }

  static SyslogFields fields(String message) {
    return fields(message, RECEPTION);
  }

  static SyslogFields fields(String message, Reception reception) {
    byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
    return SyslogFields.of(bytes, reception, Parsers.of(List.of()));
  }
}
