package org.tomte.engine.timeframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares with snapshots of vacanza/holidays. Their lists also have observances, optional and
 * school holidays; every name that only one side has stands here with its number of days and why.
 */
class HolidayRegionTest {

  private static Map<String, Map<String, String>> snapshots = Map.of();

  @BeforeAll
  static void readSnapshots() throws IOException {
    try (InputStream json =
        HolidayRegionTest.class.getResourceAsStream("holidays_2024_2028_dev.json")) {
      snapshots = JsonMapper.builder().build().readValue(json, new TypeReference<>() {});
    }
    assertThat(snapshots).hasSize(11);
  }

  @ParameterizedTest
  @ValueSource(strings = {"DE", "FR", "GB-ENG"})
  void agreesEntirely(String code) {
    assertThat(onlyInSnapshot(code)).isEmpty();
    assertThat(onlyOurs(code)).isEmpty();
    assertThat(ours(code)).hasSizeGreaterThan(40);
  }

  @Test
  void bavariaHasNoSchoolHolidays() {
    assertThat(onlyInSnapshot("DE-BY"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                // School holidays are not days off at work.
                "Christmas Break", 55L,
                "Easter/Spring Break", 76L,
                "Ascension/Whit Break", 51L,
                "Summer Break", 211L,
                "Autumn Break", 22L,
                // A day off in municipalities with more Catholics only; see the next test.
                "Assumption Day; Summer Break", 5L));
    assertThat(onlyOurs("DE-BY")).isEmpty();
    assertThat(ours("DE-BY")).hasSize(60);
  }

  @Test
  void assumptionDayIsADayOffInMunich() {
    LocalDate assumption = LocalDate.of(2027, 8, 15);
    assertThat(HolidayRegion.parse("DE-BY-MU").isHoliday(assumption)).isTrue();
    assertThat(HolidayRegion.parse("DE-BY").isHoliday(assumption)).isFalse();
  }

  @Test
  void italyLeavesOutADayThatIsNotOff() {
    // National Unity Day is kept on the first Sunday of November.
    assertThat(onlyInSnapshot("IT")).isEqualTo(Map.of("National Unity Day", 4L));
    assertThat(onlyOurs("IT")).isEmpty();
    assertThat(ours("IT")).containsKey(LocalDate.of(2027, 10, 4)).hasSize(63);
  }

  @Test
  void unitedStatesHaveTheFederalHolidaysOnly() {
    Map<String, Long> expected = new LinkedHashMap<>();
    // Observances without a day off.
    for (String name :
        List.of(
            "Easter Sunday",
            "Father's Day",
            "Groundhog Day",
            "Halloween",
            "Mother's Day",
            "Saint Patrick's Day",
            "Valentine's Day")) {
      expected.put(name, 5L);
    }
    expected.put("Christmas Eve", 4L);
    expected.put("New Year's Eve", 4L);
    expected.put("Election Day", 2L);
    // A day off in some states; US-CT and others have it.
    expected.put("Good Friday", 5L);
    // Federal, but not kept by every state; the library gives it by state, see the next test.
    expected.put("Columbus Day", 5L);
    // Given to federal offices once, by order of the President.
    expected.put("Day After Christmas", 1L);
    expected.put("National Day of Mourning for former President Jimmy Carter", 1L);
    assertThat(onlyInSnapshot("US")).containsExactlyInAnyOrderEntriesOf(expected);
    assertThat(onlyOurs("US")).isEmpty();
    assertThat(ours("US")).hasSize(56);
  }

  @Test
  void statesAddTheirOwn() {
    LocalDate columbus = LocalDate.of(2027, 10, 11);
    assertThat(HolidayRegion.parse("US-NY").isHoliday(columbus)).isTrue();
    LocalDate goodFriday = LocalDate.of(2027, 3, 26);
    assertThat(HolidayRegion.parse("US-CT").isHoliday(goodFriday)).isTrue();
    assertThat(HolidayRegion.parse("US-NY").isHoliday(goodFriday)).isFalse();
  }

  @Test
  void japanHasNoBankHolidays() {
    // 2 and 3 January and 31 December: banks are closed, offices by custom only.
    assertThat(onlyInSnapshot("JP")).isEqualTo(Map.of("Bank Holiday", 15L));
    assertThat(onlyOurs("JP")).isEmpty();
    assertThat(ours("JP")).hasSize(91);
  }

  @Test
  void japanAppliesTheRulesOfItsLaw() {
    HolidayRegion japan = HolidayRegion.parse("JP");
    // Known days of years outside the snapshot: 2009 and 2015 had a day between two holidays,
    // 2019 had no Emperor's birthday.
    assertThat(japan.holidays(2009).get(LocalDate.of(2009, 9, 22))).isEqualTo("National Holiday");
    assertThat(japan.holidays(2015).get(LocalDate.of(2015, 9, 22))).isEqualTo("National Holiday");
    assertThat(japan.isHoliday(LocalDate.of(2018, 12, 23))).isTrue();
    assertThat(japan.isHoliday(LocalDate.of(2019, 12, 23))).isFalse();
    assertThat(japan.isHoliday(LocalDate.of(2019, 2, 23))).isFalse();
    assertThat(japan.isHoliday(LocalDate.of(2009, 5, 6))).isTrue();
  }

  @Test
  void indiaHasTheNationalHolidaysOnly() {
    // India has three national holidays; all others differ by state and employer (gazetted and
    // restricted lists, many by moon calendars) and must be given as dates. The library adds Eid.
    Map<LocalDate, String> ours = ours("IN");
    for (int year = 2024; year <= 2028; year++) {
      assertThat(ours)
          .containsKeys(
              LocalDate.of(year, 1, 26), LocalDate.of(year, 8, 15), LocalDate.of(year, 10, 2));
    }
    assertThat(ours.values().stream().filter("Eid ul-Fitr day 2"::equals)).hasSize(5);
    assertThat(ours).hasSize(20);
    assertThat(onlyOurs("IN")).isEmpty();
    Map<String, Long> missing = onlyInSnapshot("IN");
    assertThat(missing).doesNotContainKeys("Republic Day", "Independence Day", "Eid al-Fitr");
    assertThat(missing.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(227 - 20);
  }

  @Test
  void brazilLeavesOutOptionalDays() {
    assertThat(onlyInSnapshot("BR"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                // "Ponto facultativo": each office decides.
                "Carnival", 5L,
                "Christmas Eve", 5L,
                "New Year's Eve", 5L,
                "Public Servant's Day", 5L));
    // Always a Sunday.
    assertThat(onlyOurs("BR")).isEqualTo(Map.of("Easter", 5L));
  }

  @Test
  void newSouthWalesAgreesButForASunday() {
    assertThat(onlyInSnapshot("AU-NSW")).isEmpty();
    // 26 January 2025 was a Sunday; both give the Monday, we also name the day itself.
    assertThat(onlyOurs("AU-NSW")).isEqualTo(Map.of("National Day", 1L));
  }

  @Test
  void ontarioGivesNoFixedSubstitutes() {
    // By Ontario's law employer and employee agree on the day off for a holiday on a weekend.
    assertThat(onlyInSnapshot("CA-ON"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "Boxing Day (observed)", 2L,
                "Canada Day (observed)", 1L,
                "Christmas Day (observed)", 1L,
                "National Day for Truth and Reconciliation (observed)", 1L,
                "New Year's Day (observed)", 1L,
                "Remembrance Day (observed)", 1L));
    assertThat(onlyOurs("CA-ON")).isEmpty();
    assertThat(ours("CA-ON")).hasSize(65);
  }

  @Test
  void aDayOffInTheYearBeforeIsFound() {
    // New Year's Day 2028 is a Saturday; in the United States the Friday before is off.
    assertThat(HolidayRegion.parse("US").isHoliday(LocalDate.of(2027, 12, 31))).isTrue();
  }

  @Test
  void manyThreadsSeeTheSameHolidays() throws Exception {
    HolidayRegion region = HolidayRegion.parse("CH-ZH");
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Map<LocalDate, String>> question = () -> region.holidays(2031);
      List<Future<Map<LocalDate, String>>> answers =
          threads.invokeAll(java.util.Collections.nCopies(64, question));
      for (Future<Map<LocalDate, String>> answer : answers) {
        assertThat(answer.get()).isEqualTo(region.holidays(2031)).isNotEmpty();
      }
    }
  }

  @Test
  void yearsWithoutKnownRulesHaveNone() {
    assertThat(HolidayRegion.parse("DE").holidays(5000)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DE-BX | did you mean 'DE-BB'? valid are DE-BB, DE-BE, DE-BW, DE-BY",
        "Germany | did you mean 'DE'?",
        "UK | did you mean 'GB'?",
        "DE_BY | did you mean 'DE-BY'?",
        "XQ | valid are",
        "JP-13 | JP has no parts, write JP",
        "DE-BY-XX | valid are DE-BY-AG"
      })
  void anUnknownRegionNamesNearOnes(String text, String expected) {
    assertThatThrownBy(() -> HolidayRegion.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is not a holiday region")
        .hasMessageContaining(expected);
  }

  @Test
  void smallLettersAreFine() {
    assertThat(HolidayRegion.parse(" de-by ")).isEqualTo(HolidayRegion.parse("DE-BY"));
  }

  private static SortedMap<LocalDate, String> ours(String code) {
    SortedMap<LocalDate, String> found = new TreeMap<>();
    for (int year = 2024; year <= 2028; year++) {
      found.putAll(HolidayRegion.parse(code).holidays(year));
    }
    return found;
  }

  private static Map<String, String> snapshot(String code) {
    String key = code.contains("-") ? code.replace('-', '_') : code + "_COMMON";
    return Objects.requireNonNull(snapshots.get(key), key);
  }

  /** The names of days that only the snapshot has, with how many days. */
  private static Map<String, Long> onlyInSnapshot(String code) {
    Map<LocalDate, String> ours = ours(code);
    Map<String, Long> only = new TreeMap<>();
    snapshot(code)
        .forEach((date, name) -> {
          if (!ours.containsKey(LocalDate.parse(date))) {
            only.merge(name, 1L, Long::sum);
          }
        });
    return only;
  }

  /** The names of days that only we have, with how many days. */
  private static Map<String, Long> onlyOurs(String code) {
    Map<String, String> snapshot = snapshot(code);
    Map<String, Long> only = new TreeMap<>();
    ours(code)
        .forEach((date, name) -> {
          if (!snapshot.containsKey(date.toString())) {
            only.merge(name, 1L, Long::sum);
          }
        });
    return only;
  }
}
