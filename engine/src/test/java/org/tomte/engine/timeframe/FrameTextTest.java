package org.tomte.engine.timeframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write for days, times of day and dates, and what they are told if it is wrong. */
class FrameTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mon-fri | mon-fri | Monday to Friday",
        "mon,wed | mon,wed | Monday and Wednesday",
        "sat-sun | sat,sun | Saturday and Sunday",
        "Fri-Mon | mon,fri-sun | Monday and Friday to Sunday",
        "TUESDAY | tue | Tuesday",
        "mon - wed , sun | mon-wed,sun | Monday to Wednesday and Sunday",
        "mon-sun | mon-sun | Monday to Sunday"
      })
  void readsDays(String text, String canonical, String words) {
    Days days = Days.parse(text);
    assertThat(days.text()).isEqualTo(canonical);
    assertThat(days.words()).isEqualTo(words);
    assertThat(Days.parse(days.text())).isEqualTo(days);
  }

  @Test
  void everySetOfDaysIsReadBackAsWritten() {
    for (int bits = 1; bits < 128; bits++) {
      Set<DayOfWeek> set = EnumSet.noneOf(DayOfWeek.class);
      for (DayOfWeek day : DayOfWeek.values()) {
        if ((bits >>> (day.getValue() - 1) & 1) != 0) {
          set.add(day);
        }
      }
      assertThat(Days.parse(new Days(set).text()).set()).isEqualTo(set);
    }
  }

  @Test
  void readsAListOfDays() {
    assertThat(Days.parse(List.of("mon-tue", "sun")).text()).isEqualTo("mon,tue,sun");
  }

  @ParameterizedTest
  @ValueSource(strings = {"mon-fry", "weekdays", "", "mon,", "mo", "mon-fri-sat"})
  void saysWhichDaysAreValid(String text) {
    assertThatThrownBy(() -> Days.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a day of the week")
        .hasMessageContaining("valid are mon, tue, wed, thu, fri, sat, sun");
  }

  @ParameterizedTest
  @CsvSource({"08:00, 08:00", "8:05, 08:05", "23:59:59, 23:59:59", "24:00, 24:00", "00:00, 00:00"})
  void readsTimesOfDay(String text, String canonical) {
    assertThat(TimeOfDay.parse(text).text()).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(strings = {"24:01", "8", "08.00", "25:00", "12:60", "12:00:60", "noon", "-1:00"})
  void saysWhichTimesAreValid(String text) {
    assertThatThrownBy(() -> TimeOfDay.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a time of day")
        .hasMessageContaining("HH:MM");
  }

  @Test
  void timesOfDayAreLocalTimes() {
    assertThat(TimeOfDay.of(LocalTime.of(7, 30)).toLocalTime()).isEqualTo(LocalTime.of(7, 30));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-12-24, 2026-12-24, true",
    "2026-12-24, 2027-12-24, false",
    "2026-12-24..2027-01-06, 2027-01-06, true",
    "2026-12-24..2027-01-06, 2027-01-07, false",
    "12-24, 2031-12-24, true",
    "12-24, 2031-12-25, false",
    "12-24..01-06, 2031-01-06, true",
    "12-24..01-06, 2031-01-07, false",
    "12-24..01-06, 2031-12-31, true",
    "02-29, 2028-02-29, true",
    "02-29, 2027-02-28, false"
  })
  void readsDates(String text, LocalDate date, boolean expected) {
    DateRule rule = DateRule.parse(text);
    assertThat(rule.contains(date)).isEqualTo(expected);
    assertThat(rule.text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "24.12.2026",
        "2026-02-30",
        "13-01",
        "2026-12-24..",
        "christmas",
        "12-24..2027-01-01"
      })
  void saysWhichDatesAreValid(String text) {
    assertThatThrownBy(() -> DateRule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "' is not a date; valid are 2026-12-24");
  }

  @Test
  void aBackwardRangeOfDatesIsRefused() {
    assertThatThrownBy(() -> DateRule.parse("2027-01-06..2026-12-24"))
        .hasMessageContaining("runs backwards");
  }

  @Test
  void anEmptyWindowIsRefused() {
    assertThatThrownBy(() -> OpenWindow.weekly("mon", "08:00", "08:00"))
        .hasMessageContaining("from 08:00 to 08:00 is empty");
    assertThatThrownBy(() -> OpenWindow.weekly("mon", "24:00", "08:00"))
        .hasMessageContaining("is empty");
  }
}
