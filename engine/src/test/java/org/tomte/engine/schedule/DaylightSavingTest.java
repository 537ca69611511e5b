package org.tomte.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.TimeFrames;
import org.tomte.engine.timeframe.TimeOfDay;

/**
 * Both changes in three zones. Berlin skips 02:00-03:00 on 2027-03-28 at 01:00Z and repeats it on
 * 2026-10-25 at 01:00Z; New York skips 02:00-03:00 on 2027-03-14 at 07:00Z and repeats 01:00-02:00
 * on 2026-11-01 at 06:00Z; Lord Howe skips 02:00-02:30 on 2026-10-03 at 15:30Z and repeats
 * 01:30-02:00 on 2027-04-03 at 15:00Z.
 */
class DaylightSavingTest {

  private static Timetable timetable(ScheduleEntry entry) {
    return Schedule.of(entry).timetable(TimeFrames.NONE, Instant.parse("2026-01-01T00:00:00Z"), 7);
  }

  private static List<String> between(ScheduleEntry entry, String from, String to) {
    Timetable timetable = timetable(entry);
    Instant end = Instant.parse(to);
    return timetable.nextInstants(Instant.parse(from).minusNanos(1), 1000).stream()
        .filter(instant -> instant.isBefore(end))
        .map(Instant::toString)
        .toList();
  }

  private static List<String> list(String instants) {
    return Stream.of(instants.split(" ", -1)).map(text -> Instant.parse(text).toString()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A fixed hour in the gap: the first valid instant, once, also if more times fall there.
        "30 2 * * * | Europe/Berlin | 2027-03-28T00:00:00Z | 2027-03-29T00:00:00Z |"
            + " 2027-03-28T01:00:00Z",
        "0,30 2 * * * | Europe/Berlin | 2027-03-28T00:00:00Z | 2027-03-29T00:00:00Z |"
            + " 2027-03-28T01:00:00Z",
        "30 2 * * * | America/New_York | 2027-03-14T00:00:00Z | 2027-03-15T00:00:00Z |"
            + " 2027-03-14T07:00:00Z",
        "15 2 * * * | Australia/Lord_Howe | 2026-10-03T12:00:00Z | 2026-10-04T12:00:00Z |"
            + " 2026-10-03T15:30:00Z",
        // What is planned at the end of the gap anyway is not run twice.
        "0 2,3 * * * | Europe/Berlin | 2027-03-28T00:00:00Z | 2027-03-29T00:00:00Z |"
            + " 2027-03-28T01:00:00Z",
        // 02:45 exists on Lord Howe, whose gap is half an hour.
        "45 2 * * * | Australia/Lord_Howe | 2026-10-03T12:00:00Z | 2026-10-04T12:00:00Z |"
            + " 2026-10-03T15:45:00Z",
        // A fixed hour in the repeated hour: once, in the first.
        "30 2 * * * | Europe/Berlin | 2026-10-25T00:00:00Z | 2026-10-26T00:00:00Z |"
            + " 2026-10-25T00:30:00Z",
        "30 1 * * * | America/New_York | 2026-11-01T00:00:00Z | 2026-11-02T00:00:00Z |"
            + " 2026-11-01T05:30:00Z",
        "45 1 * * * | Australia/Lord_Howe | 2027-04-03T12:00:00Z | 2027-04-04T12:00:00Z |"
            + " 2027-04-03T14:45:00Z",
        // Hours before and after are as ever.
        "0 3 * * * | Europe/Berlin | 2026-10-25T00:00:00Z | 2026-10-26T00:00:00Z |"
            + " 2026-10-25T02:00:00Z",
        // Wildcards and steps: every valid local time, no pause and no jam.
        "*/30 * * * * | Europe/Berlin | 2027-03-28T00:00:00Z | 2027-03-28T02:00:00Z |"
            + " 2027-03-28T00:00:00Z 2027-03-28T00:30:00Z 2027-03-28T01:00:00Z"
            + " 2027-03-28T01:30:00Z",
        "*/30 * * * * | Europe/Berlin | 2026-10-25T00:00:00Z | 2026-10-25T02:00:00Z |"
            + " 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z"
            + " 2026-10-25T01:30:00Z",
        "*/15 * * * * | Australia/Lord_Howe | 2027-04-03T14:30:00Z | 2027-04-03T15:45:00Z |"
            + " 2027-04-03T14:30:00Z 2027-04-03T14:45:00Z 2027-04-03T15:00:00Z"
            + " 2027-04-03T15:15:00Z 2027-04-03T15:30:00Z",
        "0 */2 * * * | Europe/Berlin | 2027-03-28T00:00:00Z | 2027-03-28T03:00:00Z |"
            + " 2027-03-28T02:00:00Z",
        "0 */2 * * * | Europe/Berlin | 2026-10-25T00:00:00Z | 2026-10-25T03:00:00Z |"
            + " 2026-10-25T00:00:00Z 2026-10-25T01:00:00Z",
        // A step within a fixed hour: nothing is lost in the gap, nothing pauses in the overlap.
        "*/30 2 * * * | Europe/Berlin | 2027-03-28T00:00:00Z | 2027-03-29T00:00:00Z |"
            + " 2027-03-28T01:00:00Z",
        "*/30 2 * * * | Europe/Berlin | 2026-10-25T00:00:00Z | 2026-10-26T00:00:00Z |"
            + " 2026-10-25T00:00:00Z 2026-10-25T00:30:00Z 2026-10-25T01:00:00Z"
            + " 2026-10-25T01:30:00Z"
      })
  void cronFollowsTheStatedRule(String cron, String zone, String from, String to, String expected) {
    assertThat(between(ScheduleEntry.cron(cron, ZoneId.of(zone)), from, to))
        .isEqualTo(list(expected));
  }

  @Test
  void everyFifteenSecondsNeverPauses() {
    for (String zone : List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe")) {
      Timetable timetable = timetable(ScheduleEntry.cron("*/15 * * * * *", ZoneId.of(zone)));
      ZoneId rules = ZoneId.of(zone);
      Instant cursor = Instant.parse("2026-01-01T00:00:00Z");
      for (int change = 0; change < 4; change++) {
        cursor = rules.getRules().nextTransition(cursor).getInstant();
        Instant expected = cursor.minus(Duration.ofHours(2));
        for (Instant planned : timetable.nextInstants(expected.minusNanos(1), 960)) {
          assertThat(planned).isEqualTo(expected);
          expected = expected.plusSeconds(15);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Europe/Berlin | 02:30 | 2027-03-27T12:00:00Z | 2027-03-28T01:00:00Z 2027-03-29T00:30:00Z",
        "Europe/Berlin | 02:30 | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z 2026-10-26T01:30:00Z",
        "America/New_York | 02:30 | 2027-03-13T12:00:00Z |"
            + " 2027-03-14T07:00:00Z 2027-03-15T06:30:00Z",
        "America/New_York | 01:30 | 2026-10-31T12:00:00Z |"
            + " 2026-11-01T05:30:00Z 2026-11-02T06:30:00Z",
        "Australia/Lord_Howe | 02:15 | 2026-10-03T12:00:00Z |"
            + " 2026-10-03T15:30:00Z 2026-10-04T15:15:00Z",
        "Australia/Lord_Howe | 01:45 | 2027-04-03T12:00:00Z |"
            + " 2027-04-03T14:45:00Z 2027-04-04T15:15:00Z"
      })
  void atRunsOnceADay(String zone, String time, Instant from, String expected) {
    ScheduleEntry entry =
        ScheduleEntry.at(List.of(TimeOfDay.parse(time)), Days.EVERY_DAY, ZoneId.of(zone));
    assertThat(timetable(entry).nextInstants(from, 2).stream().map(Instant::toString))
        .isEqualTo(list(expected));
  }

  @Test
  void everyIsElapsedTimeInBothChanges() {
    ScheduleEntry entry = ScheduleEntry.every(Duration.ofMinutes(40)).spread(Jitter.NONE);
    for (String change : List.of("2027-03-28T01:00:00Z", "2026-10-25T01:00:00Z")) {
      Instant cursor = Instant.parse(change).minus(Duration.ofHours(6));
      List<Instant> planned = timetable(entry).nextInstants(cursor, 20);
      for (int i = 1; i < planned.size(); i++) {
        assertThat(Duration.between(planned.get(i - 1), planned.get(i)))
            .isEqualTo(Duration.ofMinutes(40));
      }
    }
  }

  @Test
  void aDayThatAZoneSkippedEntirelyRunsAtItsEnd() {
    // Samoa went from 29 to 31 December 2011.
    ScheduleEntry entry = ScheduleEntry.cron("0 9 30 12 *", ZoneId.of("Pacific/Apia"));
    assertThat(timetable(entry).next(Instant.parse("2011-12-01T00:00:00Z")))
        .contains(Instant.parse("2011-12-30T10:00:00Z"));
  }

  @Test
  void midnightInAGapRunsAtTheFirstInstantOfTheDay() {
    // Cairo goes from 00:00 to 01:00 on 2027-04-30 (22:00Z of the day before).
    ScheduleEntry entry = ScheduleEntry.cron("@daily", ZoneId.of("Africa/Cairo"));
    assertThat(between(entry, "2027-04-29T12:00:00Z", "2027-04-30T12:00:00Z"))
        .containsExactly("2027-04-29T22:00:00Z");
  }

  /** Whatever the zone and year: a fixed time of day runs exactly once on every date. */
  @Test
  void aFixedTimeRunsOnceOnEveryDate() {
    Random random = new Random(11);
    for (String name :
        List.of("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Africa/Casablanca")) {
      ZoneId zone = ZoneId.of(name);
      for (int round = 0; round < 20; round++) {
        LocalTime time = LocalTime.of(random.nextInt(4), random.nextInt(60));
        String cron = "%d %d * * *".formatted(time.getMinute(), time.getHour());
        List<Instant> planned =
            timetable(ScheduleEntry.cron(cron, zone))
                .nextInstants(Instant.parse("2026-01-01T12:00:00Z"), 800);
        for (int i = 1; i < planned.size(); i++) {
          assertThat(planned.get(i).atZone(zone).toLocalDate())
              .isEqualTo(planned.get(i - 1).atZone(zone).toLocalDate().plusDays(1));
        }
      }
    }
  }
}
