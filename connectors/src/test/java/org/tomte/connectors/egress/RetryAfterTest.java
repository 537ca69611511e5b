package org.tomte.connectors.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

  @Test
  void secondsAndDatesAreUnderstood() {
    assertThat(RetryAfter.read(" 120 ", NOW)).isEqualTo(Duration.ofMinutes(2));
    assertThat(RetryAfter.read("Wed, 25 Nov 2026 08:05:00 GMT", NOW))
        .isEqualTo(Duration.ofMinutes(5));
    assertThat(RetryAfter.read("Wed, 25 Nov 2026 07:00:00 GMT", NOW)).isEqualTo(Duration.ZERO);
  }

  @Test
  void whatIsNeitherIsAsIfItWereAbsent() {
    assertThat(RetryAfter.read("soon", NOW)).isNull();
    assertThat(RetryAfter.read("-5", NOW)).isNull();
    assertThat(RetryAfter.read("99999999999999999999", NOW)).isNull();
    assertThat(RetryAfter.read(null, NOW)).isNull();
  }
}
