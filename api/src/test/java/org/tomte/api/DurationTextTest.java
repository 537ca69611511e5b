package org.tomte.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationTextTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "90s, PT1M30S",
    "1m, PT1M",
    "4h, PT4H",
    "7d, PT168H",
    "2w, PT336H",
    "1h30m, PT1H30M",
    "1H 30M, PT1H30M",
    "1d2h3m4s5ms, PT26H3M4.005S",
    "0s, PT0S"
  })
  void readsEveryUnit(String text, Duration expected) {
    assertThat(DurationText.parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "90, the unit is missing",
    "1.5h, whole numbers only",
    "-24h, cannot be negative",
    "1m1h, larger unit first",
    "1m1m, larger unit first",
    "5 minutes, valid are numbers with ms",
    "PT5M, valid are numbers with ms",
    "'', valid are numbers with ms",
    "99999999999s, valid are numbers with ms"
  })
  void saysWhatWouldBeValid(String text, String expected) {
    assertThatThrownBy(() -> DurationText.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a duration")
        .hasMessageContaining(expected);
  }

  @Test
  void writesWhatItReads() {
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      Duration duration = Duration.ofMillis(random.nextLong(1L << random.nextInt(1, 45)));
      assertThat(DurationText.parse(DurationText.format(duration))).isEqualTo(duration);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1m, every minute",
    "10m, every 10 minutes",
    "1d, every day",
    "90s, every 1 minute 30 seconds",
    "2w, every 14 days",
    "500ms, every 500 milliseconds"
  })
  void saysHowOften(String text, String expected) {
    assertThat(DurationText.everyWords(DurationText.parse(text))).isEqualTo(expected);
  }
}
