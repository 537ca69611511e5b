package org.tomte.casework.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelPatternTest {
  private static final Instant NOW = Instant.parse("2026-08-31T23:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "INC-{counter}, INC-42",
    "{year}/{month}/{day} {counter width=6}, 2026/08/31 000042",
    "{month-roman}.{ counter  per=day }, VIII.42",
  })
  void partsAreFilledIn(String pattern, String label) {
    assertThat(LabelPattern.parse(pattern).render(NOW, 42, new Random(1))).isEqualTo(label);
  }

  @Test
  void daysAndYearsAreThoseOfTheZone() {
    LabelPattern pattern =
        LabelPattern.parse("{day}.{month} {counter per=day}", ZoneId.of("Europe/Berlin"));
    assertThat(pattern.render(NOW, 1, new Random(1))).isEqualTo("01.09 1");
    assertThat(pattern.counter(NOW)).extracting(CounterKey::period).isEqualTo("2026-09-01");
  }

  @Test
  void aCounterStartsAgainByItsPeriod() {
    assertThat(LabelPattern.parse("{counter per=year from=5}").counter(NOW))
        .isEqualTo(new CounterKey("{counter per=year from=5}", "2026", 5));
    assertThat(LabelPattern.parse("{counter}").counter(NOW))
        .isEqualTo(new CounterKey("{counter}", "", 1));
    assertThat(LabelPattern.parse("{random}").counter(NOW)).isNull();
  }

  @Test
  void aRandomNumberHasSixDigits() {
    LabelPattern pattern = LabelPattern.parse("{random}");
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      assertThat(pattern.render(NOW, 0, random)).matches("[0-9]{6}");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "INC-{conter}, did you mean 'counter'?",
    "INC-{counter pre=year}, did you mean 'per'?",
    "INC-{counter per=month}, year or day",
    "INC-{counter width=x}, no number",
    "INC-{counter width=99}, 1 to 18 digits",
    "INC-{counter from=-1}, begins at 0",
    "INC-{counter, never closed",
    "INC-{year}, makes equal labels",
    "{counter}-{counter}, more than one counter",
    "INC-{counter} {yaer}, character 15",
    "'', 1 to 200 characters",
  })
  void whatIsWrongIsToldWithItsPlaceAndWhatWouldBeValid(String pattern, String words) {
    assertThatThrownBy(() -> LabelPattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
