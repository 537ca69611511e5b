package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void aFileOfMessagesArrivesAsAConnectionWould() {
    byte[] content =
        "<13>Oct  1 10:00:00 h a: one\n<13>Oct  1 10:00:01 h last message repeated 2 times\n"
            .getBytes(StandardCharsets.UTF_8);
    var arrivals =
        new SyslogConnector()
            .sample(SyslogSettings.of(List.of("udp://127.0.0.1:514")), content, Messages.RECEIVED);
    assertThat(arrivals).hasSize(2);
    assertThat(arrivals.getLast().fields())
        .containsEntry("message", "one")
        .containsEntry("count", 2L);
    assertThat(arrivals.getLast().received()).isEqualTo(Messages.RECEIVED);
  }
}
