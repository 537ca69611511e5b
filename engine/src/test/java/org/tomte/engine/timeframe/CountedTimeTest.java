package org.tomte.engine.timeframe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedTimeTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final CountedTime BUSINESS =
      new CountedTime(
          new TimeFrame(
              "business-hours",
              BERLIN,
              List.of(OpenWindow.weekly("mon-fri", "08:00", "18:00")),
              new ClosedDays(List.of(HolidayRegion.parse("DE-BY")), List.of()),
              List.of()));

  /** Open through the night in which clocks change. */
  private static final CountedTime NIGHTS =
      new CountedTime(
          new TimeFrame(
              "nights",
              BERLIN,
              List.of(OpenWindow.weekly("mon-sun", "22:00", "04:00")),
              ClosedDays.NONE,
              List.of()));

  private static Instant berlin(String local) {
    return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T09:00:00, PT4H, 2026-11-25T13:00:00",
    "2026-11-25T17:00:00, PT1H, 2026-11-25T18:00:00", // not the next morning
    "2026-11-25T17:00:00, PT1H0.000001S, 2026-11-26T08:00:00.000001",
    "2026-11-27T17:30:00, PT1H, 2026-11-30T08:30:00", // over a weekend
    "2026-12-24T12:00:00, PT10H, 2026-12-28T12:00:00", // Christmas
    "2026-11-28T12:00:00, PT0S, 2026-11-28T12:00:00"
  })
  void addsOnlyTimeThatCounts(String from, Duration counted, String expected) {
    assertThat(BUSINESS.plus(berlin(from), counted)).isEqualTo(berlin(expected));
    assertThat(BUSINESS.between(berlin(from), berlin(expected))).isEqualTo(counted);
  }

  @Test
  void anHourThatIsRepeatedCountsTwiceAndOneThatIsSkippedNot() {
    // 22:00 to 04:00 has 7 hours in the night to 25 October and 5 in that to 29 March.
    assertThat(NIGHTS.between(berlin("2026-10-24T12:00:00"), berlin("2026-10-25T12:00:00")))
        .isEqualTo(Duration.ofHours(7));
    assertThat(NIGHTS.between(berlin("2026-03-28T12:00:00"), berlin("2026-03-29T12:00:00")))
        .isEqualTo(Duration.ofHours(5));
    assertThat(NIGHTS.plus(berlin("2026-03-28T22:00:00"), Duration.ofHours(5)))
        .isEqualTo(berlin("2026-03-29T04:00:00"));
  }

  @Test
  void agreesWithCountingMinuteByMinute() {
    Random random = new Random(15);
    List<Instant> starts =
        List.of(
            berlin("2026-03-27T00:00:00"),
            berlin("2026-10-23T00:00:00"),
            berlin("2026-12-22T00:00:00"));
    for (CountedTime time : List.of(BUSINESS, NIGHTS)) {
      for (Instant start : starts) {
        for (int i = 0; i < 20; i++) {
          Instant from = start.plus(Duration.ofMinutes(random.nextInt(2_880)));
          Instant until = from.plus(Duration.ofMinutes(random.nextInt(7_200)));
          Duration counted = counted(time, from, until);
          assertThat(time.between(from, until)).isEqualTo(counted);
          Instant reached = Objects.requireNonNull(time.plus(from, counted));
          assertThat(reached).isBeforeOrEqualTo(until);
          assertThat(counted(time, from, reached)).isEqualTo(counted);
        }
      }
    }
  }

  private static Duration counted(CountedTime time, Instant from, Instant until) {
    long minutes = 0;
    for (Instant at = from; at.isBefore(until); at = at.plusSeconds(60)) {
      minutes += time.frame().isOpen(at) ? 1 : 0;
    }
    return Duration.ofMinutes(minutes);
  }

  @Test
  void aFrameThatOpensNoMoreHasNoSuchInstant() {
    CountedTime once =
        new CountedTime(
            new TimeFrame(
                "once",
                BERLIN,
                List.of(
                    new OpenWindow(
                        Days.EVERY_DAY,
                        List.of(),
                        List.of(DateRule.parse("2026-11-25")),
                        TimeOfDay.parse("08:00"),
                        TimeOfDay.parse("18:00"))),
                ClosedDays.NONE,
                List.of()));
    assertThat(once.plus(berlin("2026-11-25T09:00:00"), Duration.ofHours(9)))
        .isEqualTo(berlin("2026-11-25T18:00:00"));
    assertThat(once.plus(berlin("2026-11-25T09:00:00"), Duration.ofHours(10))).isNull();
  }
}
