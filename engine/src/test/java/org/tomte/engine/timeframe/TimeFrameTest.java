package org.tomte.engine.timeframe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimeFrameTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final TimeFrame BUSINESS_HOURS =
      frame(
          BERLIN,
          List.of(OpenWindow.weekly("mon-fri", "08:00", "18:00")),
          new ClosedDays(
              List.of(HolidayRegion.parse("DE-BY")), List.of(DateRule.parse("2026-12-24"))));

  private static TimeFrame frame(ZoneId zone, List<OpenWindow> open, ClosedDays closed) {
    return new TimeFrame("frame", zone, open, closed, List.of());
  }

  private static Instant at(ZoneId zone, String local) {
    return LocalDateTime.parse(local).atZone(zone).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T07:59:59, false",
    "2026-11-25T08:00:00, true",
    "2026-11-25T17:59:59, true",
    "2026-11-25T18:00:00, false",
    "2026-11-28T12:00:00, false", // Saturday
    "2026-12-24T12:00:00, false", // closed by date
    "2027-01-06T12:00:00, false", // Epiphany, a holiday in Bavaria
    "2027-01-07T12:00:00, true"
  })
  void businessHoursAreReadInTheirZone(String local, boolean expected) {
    assertThat(BUSINESS_HOURS.isOpen(at(BERLIN, local))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-25T07:00:00, 2026-11-25T08:00:00",
    "2026-11-25T08:00:00, 2026-11-25T18:00:00",
    "2026-11-27T18:00:00, 2026-11-30T08:00:00",
    "2026-12-23T20:00:00, 2026-12-28T08:00:00",
    "2026-12-31T18:00:00, 2027-01-04T08:00:00"
  })
  void theNextChangePassesNightsWeekendsAndHolidays(String local, String expected) {
    assertThat(BUSINESS_HOURS.nextChange(at(BERLIN, local))).contains(at(BERLIN, expected));
  }

  @Test
  void aWindowThatPassesMidnightBelongsToTheDayOnWhichItStarts() {
    TimeFrame night =
        frame(BERLIN, List.of(OpenWindow.weekly("fri", "22:00", "06:00")), ClosedDays.NONE);
    assertThat(night.isOpen(at(BERLIN, "2026-11-27T21:59:59"))).isFalse();
    assertThat(night.isOpen(at(BERLIN, "2026-11-27T22:00:00"))).isTrue();
    assertThat(night.isOpen(at(BERLIN, "2026-11-28T05:59:59"))).isTrue();
    assertThat(night.isOpen(at(BERLIN, "2026-11-28T06:00:00"))).isFalse();
    assertThat(night.isOpen(at(BERLIN, "2026-11-27T05:00:00"))).isFalse();
    assertThat(night.nextChange(at(BERLIN, "2026-11-27T23:00:00")))
        .contains(at(BERLIN, "2026-11-28T06:00:00"));
  }

  @Test
  void aClosedDateCutsWhatReachesIntoItAndStartsNothing() {
    TimeFrame night =
        frame(
            BERLIN,
            List.of(OpenWindow.weekly("mon-sun", "22:00", "06:00")),
            new ClosedDays(List.of(), List.of(DateRule.parse("12-24"))));
    assertThat(
            night.intervals(at(BERLIN, "2026-12-23T12:00:00"), at(BERLIN, "2026-12-26T12:00:00")))
        .containsExactly(
            new OpenInterval(at(BERLIN, "2026-12-23T22:00:00"), at(BERLIN, "2026-12-24T00:00:00")),
            new OpenInterval(at(BERLIN, "2026-12-25T22:00:00"), at(BERLIN, "2026-12-26T06:00:00")));
  }

  @Test
  void extraWindowsAreOpenOnClosedDates() {
    OpenWindow morning =
        OpenWindow.onDates(
            List.of(DateRule.parse("2026-12-24")),
            TimeOfDay.parse("09:00"),
            TimeOfDay.parse("12:00"));
    TimeFrame frame =
        new TimeFrame(
            "frame", BERLIN, BUSINESS_HOURS.open(), BUSINESS_HOURS.closed(), List.of(morning));
    assertThat(frame.isOpen(at(BERLIN, "2026-12-24T10:00:00"))).isTrue();
    assertThat(frame.isOpen(at(BERLIN, "2026-12-24T13:00:00"))).isFalse();
  }

  @Test
  void aHolidayFrameIsOpenOnHolidaysOnly() {
    TimeFrame holiday =
        frame(
            BERLIN, List.of(OpenWindow.onHolidays(HolidayRegion.parse("DE-BY"))), ClosedDays.NONE);
    assertThat(
            holiday.intervals(at(BERLIN, "2026-12-20T00:00:00"), at(BERLIN, "2027-01-07T00:00:00")))
        .containsExactly(
            new OpenInterval(at(BERLIN, "2026-12-25T00:00:00"), at(BERLIN, "2026-12-27T00:00:00")),
            new OpenInterval(at(BERLIN, "2027-01-01T00:00:00"), at(BERLIN, "2027-01-02T00:00:00")),
            new OpenInterval(at(BERLIN, "2027-01-06T00:00:00"), at(BERLIN, "2027-01-07T00:00:00")));
  }

  @Test
  void theSkippedHourIsShorterAndTheRepeatedOneOpensInBoth() {
    TimeFrame early =
        frame(BERLIN, List.of(OpenWindow.weekly("sun", "02:30", "04:00")), ClosedDays.NONE);
    // 2027-03-28: 02:00 becomes 03:00, so the window opens with the first valid instant.
    assertThat(
            early.intervals(
                Instant.parse("2027-03-27T12:00:00Z"), Instant.parse("2027-03-29T00:00:00Z")))
        .containsExactly(
            new OpenInterval(
                Instant.parse("2027-03-28T01:00:00Z"), Instant.parse("2027-03-28T02:00:00Z")));
    // 2026-10-25: the clock shows 02:30 twice, and 02:00 to 02:29 for a second time between.
    assertThat(
            early.intervals(
                Instant.parse("2026-10-24T12:00:00Z"), Instant.parse("2026-10-26T00:00:00Z")))
        .containsExactly(
            new OpenInterval(
                Instant.parse("2026-10-25T00:30:00Z"), Instant.parse("2026-10-25T01:00:00Z")),
            new OpenInterval(
                Instant.parse("2026-10-25T01:30:00Z"), Instant.parse("2026-10-25T03:00:00Z")));
  }

  @Test
  void aFrameThatNeverChangesSaysSo() {
    TimeFrame always =
        frame(BERLIN, List.of(OpenWindow.weekly("mon-sun", "00:00", "24:00")), ClosedDays.NONE);
    Instant now = Instant.parse("2026-11-25T00:00:00Z");
    assertThat(always.isOpen(now)).isTrue();
    assertThat(always.nextChange(now)).isEmpty();
    assertThat(always.intervals(now, now.plusSeconds(60)))
        .containsExactly(new OpenInterval(now, now.plusSeconds(60)));
    TimeFrame over =
        frame(
            BERLIN,
            List.of(
                OpenWindow.onDates(
                    List.of(DateRule.parse("2020-01-01")), TimeOfDay.MIDNIGHT, TimeOfDay.END)),
            ClosedDays.NONE);
    assertThat(over.nextChange(now)).isEmpty();
  }

  @Test
  void aChangeYearsAheadIsFound() {
    TimeFrame leapDay =
        frame(
            BERLIN,
            List.of(
                OpenWindow.onDates(
                    List.of(DateRule.parse("02-29")), TimeOfDay.MIDNIGHT, TimeOfDay.END)),
            ClosedDays.NONE);
    assertThat(leapDay.nextChange(at(BERLIN, "2096-03-01T00:00:00")))
        .contains(at(BERLIN, "2104-02-29T00:00:00"));
  }

  /** Frames from a seed are compared with the plain reading of their definition. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe", // changes by half an hour
        "Pacific/Apia", // lost 30 December 2011
        "Africa/Cairo", // changes at midnight
        "UTC"
      })
  void agreesWithThePlainReadingMinuteByMinute(String zoneName) {
    ZoneId zone = ZoneId.of(zoneName);
    Random random = new Random(zoneName.hashCode());
    for (int round = 0; round < 60; round++) {
      TimeFrame frame = randomFrame(zone, random);
      Instant start = aroundAChange(zone, random);
      Instant end = start.plus(Duration.ofDays(3));
      boolean before = frame.isOpen(start);
      List<Instant> changes = new ArrayList<>();
      for (Instant i = start.plusSeconds(60); i.isBefore(end); i = i.plusSeconds(60)) {
        boolean open = frame.isOpen(i);
        assertThat(open).as("%s at %s", frame, i).isEqualTo(plainly(frame, i));
        if (open != before) {
          changes.add(i);
          before = open;
        }
      }
      assertThat(changesOf(frame, start, end)).as("%s from %s", frame, start).isEqualTo(changes);
      assertThat(lengthOf(frame.intervals(start, end)))
          .isEqualTo(lengthByMinutes(frame, start, end));
    }
  }

  private static List<Instant> changesOf(TimeFrame frame, Instant start, Instant end) {
    List<Instant> changes = new ArrayList<>();
    Instant cursor = start;
    while (true) {
      Instant next = frame.nextChange(cursor).orElse(end);
      if (!next.isBefore(end)) {
        return changes;
      }
      changes.add(next);
      cursor = next;
    }
  }

  private static Duration lengthOf(List<OpenInterval> intervals) {
    return intervals.stream()
        .map(interval -> Duration.between(interval.from(), interval.to()))
        .reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration lengthByMinutes(TimeFrame frame, Instant start, Instant end) {
    long minutes = 0;
    for (Instant i = start; i.isBefore(end); i = i.plusSeconds(60)) {
      minutes += plainly(frame, i) ? 1 : 0;
    }
    return Duration.ofMinutes(minutes);
  }

  private static boolean plainly(TimeFrame frame, Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, frame.zone());
    LocalDate date = local.toLocalDate();
    if (frame.extra().stream().anyMatch(window -> shows(window, local))) {
      return true;
    }
    return !frame.closed().contains(date)
        && frame.open().stream()
            .anyMatch(window ->
                shows(window, local)
                    && !(startedDayBefore(window, local)
                        && frame.closed().contains(date.minusDays(1))));
  }

  private static boolean startedDayBefore(OpenWindow window, LocalDateTime local) {
    return local.toLocalTime().toSecondOfDay() < window.from().secondOfDay();
  }

  private static boolean shows(OpenWindow window, LocalDateTime local) {
    int second = local.toLocalTime().toSecondOfDay();
    int from = window.from().secondOfDay();
    int to = window.to().secondOfDay();
    LocalDate date = local.toLocalDate();
    if (from < to) {
      return second >= from && second < to && onDay(window, date);
    }
    return (second >= from && onDay(window, date))
        || (second < to && onDay(window, date.minusDays(1)));
  }

  private static boolean onDay(OpenWindow window, LocalDate date) {
    return window.days().contains(date.getDayOfWeek())
        && (window.dates().isEmpty()
            || window.dates().stream().anyMatch(rule -> rule.contains(date)));
  }

  /** An instant about a day before one of the zone's changes. */
  private static Instant aroundAChange(ZoneId zone, Random random) {
    Instant start =
        zone.getId().equals("Pacific/Apia")
            ? Instant.parse("2011-12-01T00:00:00Z")
            : Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofDays(random.nextInt(1000)));
    var change = zone.getRules().nextTransition(start);
    Instant near = change == null ? start : change.getInstant();
    return near.minus(Duration.ofMinutes(random.nextInt(2 * 1440)));
  }

  private static TimeFrame randomFrame(ZoneId zone, Random random) {
    List<OpenWindow> open = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      open.add(randomWindow(random, List.of()));
    }
    List<DateRule> closed = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      closed.add(randomDates(random));
    }
    List<OpenWindow> extra =
        random.nextInt(3) == 0
            ? List.of(randomWindow(random, List.of(randomDates(random))))
            : List.of();
    return new TimeFrame("random", zone, open, new ClosedDays(List.of(), closed), extra);
  }

  private static OpenWindow randomWindow(Random random, List<DateRule> dates) {
    List<String> names = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");
    String days = names.get(random.nextInt(7)) + "-" + names.get(random.nextInt(7));
    int from = random.nextInt(1440);
    int to = (from + 1 + random.nextInt(1439)) % 1440;
    return new OpenWindow(
        Days.parse(days), List.of(), dates, new TimeOfDay(from * 60), new TimeOfDay(to * 60));
  }

  private static DateRule randomDates(Random random) {
    if (random.nextBoolean()) {
      int month = 1 + random.nextInt(12);
      return DateRule.parse("%02d-%02d".formatted(month, 1 + random.nextInt(28)));
    }
    LocalDate first = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1100));
    return new DateRule.Span(first, first.plusDays(random.nextInt(10)));
  }

  @Test
  void aFrameWithoutWindowsOrWithAReservedNameIsRefused() {
    assertThatThrownBy(() -> frame(BERLIN, List.of(), ClosedDays.NONE))
        .hasMessageContaining("time frame 'frame' has no windows");
    assertThatThrownBy(() ->
            new TimeFrame("otherwise", BERLIN, BUSINESS_HOURS.open(), ClosedDays.NONE, List.of()))
        .hasMessageContaining("'otherwise' cannot be the name of a time frame");
  }
}
