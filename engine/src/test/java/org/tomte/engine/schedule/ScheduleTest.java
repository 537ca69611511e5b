package org.tomte.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tomte.api.DurationText;
import org.tomte.engine.timeframe.ClosedDays;
import org.tomte.engine.timeframe.Days;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.OpenWindow;
import org.tomte.engine.timeframe.TimeFrame;
import org.tomte.engine.timeframe.TimeFrames;
import org.tomte.engine.timeframe.TimeOfDay;

class ScheduleTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant ANCHOR = Instant.parse("2026-11-25T03:17:00Z");
  private static final TimeFrames FRAMES =
      TimeFrames.of(
          List.of(
              frame("business-hours", "mon-fri", "08:00", "18:00"),
              frame("lunch", "mon-fri", "12:00", "13:00"),
              frame("weekend", "sat-sun", "00:00", "24:00")));

  private static TimeFrame frame(String name, String days, String from, String to) {
    return new TimeFrame(
        name, BERLIN, List.of(OpenWindow.weekly(days, from, to)), ClosedDays.NONE, List.of());
  }

  private static ScheduleEntry every(String every, String during) {
    return ScheduleEntry.every(DurationText.parse(every))
        .spread(Jitter.NONE)
        .during(during.isEmpty() ? During.always() : During.parse(during));
  }

  private static Instant berlin(String local) {
    return java.time.LocalDateTime.parse(local).atZone(BERLIN).toInstant();
  }

  private static final Schedule TWO_SPEEDS =
      Schedule.of(every("1m", "business-hours"), every("10m", "otherwise"));

  @Test
  void theFirstEntryWhoseFrameIsOpenWins() {
    Timetable timetable = TWO_SPEEDS.timetable(FRAMES, ANCHOR, 1);
    assertThat(timetable.nextInstants(berlin("2026-11-26T07:42:00"), 5))
        .containsExactly(
            berlin("2026-11-26T07:47:00"),
            berlin("2026-11-26T07:57:00"),
            berlin("2026-11-26T08:00:00"),
            berlin("2026-11-26T08:01:00"),
            berlin("2026-11-26T08:02:00"));
    assertThat(timetable.nextInstants(berlin("2026-11-26T17:58:30"), 3))
        .containsExactly(
            berlin("2026-11-26T17:59:00"),
            berlin("2026-11-26T18:07:00"),
            berlin("2026-11-26T18:17:00"));
    assertThat(timetable.activeEntry(berlin("2026-11-26T09:00:00"))).hasValue(0);
    assertThat(timetable.activeEntry(berlin("2026-11-28T09:00:00"))).hasValue(1);
  }

  @Test
  void noOpenFrameIsAsleep() {
    Timetable timetable = Schedule.of(every("1m", "business-hours")).timetable(FRAMES, ANCHOR, 1);
    assertThat(timetable.next(berlin("2026-11-27T17:59:00")))
        .contains(berlin("2026-11-30T08:00:00"));
    assertThat(timetable.activeEntry(berlin("2026-11-28T09:00:00"))).isEmpty();
  }

  @Test
  void cronOutsideItsFrameIsNotPlanned() {
    Timetable timetable =
        Schedule.of(ScheduleEntry.cron("0 9 1 * *", BERLIN).during(During.parse("business-hours")))
            .timetable(FRAMES, ANCHOR, 1);
    // 2027: 1 January is a Friday, the first of May and August are on a weekend.
    assertThat(timetable.nextInstants(berlin("2026-12-31T00:00:00"), 6))
        .extracting(instant -> instant.atZone(BERLIN).getMonthValue())
        .containsExactly(1, 2, 3, 4, 6, 7);
  }

  @Test
  void everyCountsFromItsAnchorWithoutDrift() {
    Timetable timetable = Schedule.of(every("7m", "")).timetable(FRAMES, ANCHOR, 1);
    assertThat(timetable.next(ANCHOR.minusSeconds(3600))).contains(ANCHOR);
    assertThat(timetable.next(ANCHOR)).contains(ANCHOR.plusSeconds(420));
    assertThat(timetable.next(ANCHOR.plusMillis(419_999))).contains(ANCHOR.plusSeconds(420));
    assertThat(timetable.next(ANCHOR.plusSeconds(420_000_000)))
        .contains(ANCHOR.plusSeconds(420_000_420));
  }

  @Test
  void anAnchorFromADatabaseWithCoarserTimePlansTheSame() {
    Schedule schedule = Schedule.of(ScheduleEntry.every(Duration.ofMinutes(1)));
    Instant precise = Instant.parse("2026-11-25T03:17:00.123456789Z");
    Instant stored = Instant.parse("2026-11-25T03:17:00.123456Z");
    assertThat(schedule.timetable(FRAMES, precise, 5).nextInstants(precise, 3))
        .isEqualTo(schedule.timetable(FRAMES, stored, 5).nextInstants(precise, 3));
  }

  @Test
  void manyDaemonsAreSpreadEvenly() {
    Schedule schedule = Schedule.of(ScheduleEntry.every(Duration.ofMinutes(1)));
    Map<Long, Integer> bySecond = new TreeMap<>();
    for (long daemon = 0; daemon < 6000; daemon++) {
      Instant first =
          schedule.timetable(FRAMES, ANCHOR, daemon).next(ANCHOR.minusMillis(1)).orElseThrow();
      bySecond.merge(Duration.between(ANCHOR, first).toSeconds(), 1, Integer::sum);
    }
    assertThat(bySecond).hasSize(60);
    assertThat(bySecond.values()).allMatch(count -> count > 60 && count < 140);
  }

  @Test
  void theSpreadIsBoundedSoThatALongIntervalStartsSoon() {
    Schedule weekly = Schedule.of(ScheduleEntry.every(Duration.ofDays(7)));
    Schedule wide = Schedule.of(ScheduleEntry.every(Duration.ofDays(7)).spread(Jitter.parse("1d")));
    Duration widest = Duration.ZERO;
    for (long daemon = 0; daemon < 500; daemon++) {
      assertThat(weekly.timetable(FRAMES, ANCHOR, daemon).next(ANCHOR.minusMillis(1)))
          .hasValueSatisfying(
              first -> assertThat(first).isBefore(ANCHOR.plus(Duration.ofMinutes(5))));
      Instant first =
          wide.timetable(FRAMES, ANCHOR, daemon).next(ANCHOR.minusMillis(1)).orElseThrow();
      Duration shift = Duration.between(ANCHOR, first);
      widest = shift.compareTo(widest) > 0 ? shift : widest;
    }
    assertThat(widest).isBetween(Duration.ofHours(20), Duration.ofHours(24));
  }

  @Test
  void cronIsExactUnlessJitterIsAskedFor() {
    ScheduleEntry daily = ScheduleEntry.cron("0 7 * * *", ZoneOffset.UTC);
    Instant seven = Instant.parse("2026-11-25T07:00:00Z");
    assertThat(Schedule.of(daily).timetable(FRAMES, ANCHOR, 9).next(ANCHOR)).contains(seven);
    Timetable spread = Schedule.of(daily.spread(Jitter.parse("10m"))).timetable(FRAMES, ANCHOR, 9);
    Instant moved = spread.next(ANCHOR).orElseThrow();
    assertThat(moved).isBetween(seven, seven.plusSeconds(600));
    assertThat(spread.next(moved)).contains(moved.plus(Duration.ofDays(1)));
  }

  @Test
  void aScheduleThatNeverRunsIsEmptyAtOnce() {
    assertThat(
            Schedule.of(ScheduleEntry.cron("0 0 30 2 *", BERLIN))
                .timetable(FRAMES, ANCHOR, 1)
                .next(ANCHOR))
        .isEmpty();
    Schedule never =
        Schedule.of(
            ScheduleEntry.cron("0 12 * * sat", BERLIN).during(During.parse("business-hours")));
    assertThat(never.timetable(FRAMES, ANCHOR, 1).next(ANCHOR)).isEmpty();
  }

  @Test
  void extremeInstantsAreAnswered() {
    Timetable timetable = TWO_SPEEDS.timetable(FRAMES, ANCHOR, 1);
    assertThat(timetable.next(Instant.MIN)).contains(ANCHOR);
    assertThat(timetable.next(Instant.MAX)).isEmpty();
  }

  /** next, count and last against a plain walk over all seconds of the entries' own instants. */
  @Test
  void nextCountAndLastAgreeWithAPlainWalk() {
    Random random = new Random(42);
    List<String> durings = List.of("", "business-hours", "lunch", "weekend", "lunch,weekend");
    List<String> crons = List.of("*/7 * * * *", "0 9-17 * * *", "30 2 * * *", "15 0/3 * * mon");
    for (int round = 0; round < 80; round++) {
      Schedule schedule = randomSchedule(random, durings, crons);
      Timetable timetable = schedule.timetable(FRAMES, ANCHOR, random.nextLong());
      Instant from = aroundAChange(random);
      Instant to = from.plus(Duration.ofMinutes(random.nextInt(3 * 1440)));
      List<Instant> walked = walk(schedule, timetable, from, to);
      List<Instant> found = new ArrayList<>();
      Instant cursor = from;
      while (true) {
        Instant next = timetable.next(cursor).orElse(Instant.MAX);
        if (next.isAfter(to)) {
          break;
        }
        found.add(next);
        cursor = next;
      }
      assertThat(found).as("%s", schedule).isEqualTo(walked);
      assertThat(timetable.count(from, to)).as("%s", schedule).isEqualTo(walked.size());
      assertThat(timetable.last(from, to).stream().toList())
          .isEqualTo(walked.isEmpty() ? List.of() : List.of(walked.getLast()));
    }
  }

  private static Instant aroundAChange(Random random) {
    Instant change =
        random.nextBoolean()
            ? Instant.parse("2027-03-28T01:00:00Z")
            : Instant.parse("2027-10-31T01:00:00Z");
    return change.minusSeconds(random.nextInt(2 * 86_400));
  }

  private static Schedule randomSchedule(Random random, List<String> durings, List<String> crons) {
    List<ScheduleEntry> entries = new ArrayList<>();
    boolean named = false;
    for (int i = random.nextInt(3); i >= 0; i--) {
      String during = durings.get(random.nextInt(i == 0 ? 5 : 4) + (i == 0 ? 0 : 1));
      named |= !during.isEmpty();
      ScheduleEntry entry =
          random.nextBoolean()
              ? ScheduleEntry.every(Duration.ofSeconds(60 + random.nextInt(4000)))
              : ScheduleEntry.cron(crons.get(random.nextInt(crons.size())), BERLIN);
      During when = during.isEmpty() ? During.always() : During.parse(during);
      entries.add(
          entry.during(i == 0 && named && random.nextBoolean() ? During.otherwise() : when));
    }
    boolean onlyOtherwise = entries.stream().allMatch(e -> e.during().frameNames().isEmpty());
    return onlyOtherwise
        ? Schedule.of(entries.getLast().during(During.always()))
        : new Schedule(entries);
  }

  /** Each entry's own instants, those kept at which it is the entry that applies. */
  private static List<Instant> walk(
      Schedule schedule, Timetable timetable, Instant from, Instant to) {
    List<Instant> kept = new ArrayList<>();
    for (int i = 0; i < schedule.entries().size(); i++) {
      Recurrence own = timetable.recurrence(i);
      Instant cursor = own.next(from);
      while (cursor != null && !cursor.isAfter(to)) {
        if (timetable.activeEntry(cursor).orElse(-1) == i) {
          kept.add(cursor);
        }
        cursor = own.next(cursor);
      }
    }
    return kept.stream().sorted().toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "every minute in business-hours, every 10 minutes otherwise | 0",
        "at 07:00 on the 1st of every month, Europe/Berlin | 1",
        "at 08:00 and 12:30 on Monday to Friday, UTC | 2",
        "every minute in business-hours or weekend | 3",
        "at 07:00 every day, UTC in lunch; every hour otherwise | 4"
      })
  void saysInWordsWhenItRuns(String expected, int index) {
    List<Schedule> schedules =
        List.of(
            TWO_SPEEDS,
            Schedule.of(ScheduleEntry.cron("0 7 1 * *", BERLIN)),
            Schedule.of(
                ScheduleEntry.at(
                    List.of(TimeOfDay.parse("12:30"), TimeOfDay.parse("08:00")),
                    Days.parse("mon-fri"),
                    ZoneOffset.UTC)),
            Schedule.of(every("1m", "business-hours,weekend")),
            Schedule.of(
                ScheduleEntry.cron("0 7 * * *", ZoneId.of("UTC")).during(During.parse("lunch")),
                every("1h", "otherwise")));
    assertThat(schedules.get(index).explain()).isEqualTo(expected);
  }

  @Test
  void keysThatDoNotFitTogetherAreRefused() {
    assertThatThrownBy(
            () -> new ScheduleEntry(null, null, List.of(), null, null, During.always(), null))
        .hasMessage("a schedule entry has exactly one of every, cron and at; this one has 0");
    assertThatThrownBy(() ->
            new ScheduleEntry(
                Duration.ofMinutes(1),
                Cron.parse("* * * * *"),
                List.of(),
                null,
                null,
                During.always(),
                null))
        .hasMessageContaining("this one has 2");
    assertThatThrownBy(() -> ScheduleEntry.every(Duration.ZERO))
        .hasMessageContaining("every 0s is not in 10ms to 3660d");
    assertThatThrownBy(() -> ScheduleEntry.every(Duration.ofMinutes(1)).spread(Jitter.parse("2m")))
        .hasMessageContaining("jitter 2m is longer than every 1m");
    assertThatThrownBy(() ->
            new ScheduleEntry(
                Duration.ofMinutes(1), null, List.of(), null, BERLIN, During.always(), null))
        .hasMessageContaining("every is elapsed time and has no zone");
    assertThatThrownBy(() -> new Schedule(List.of()))
        .hasMessageContaining("the schedule has no entries");
    assertThatThrownBy(() -> Schedule.of(every("1m", ""), every("10m", "lunch")))
        .hasMessageContaining("schedule entry 1 is always active");
    assertThatThrownBy(() -> Schedule.of(every("1m", "lunhc")).timetable(FRAMES, ANCHOR, 1))
        .hasMessageContaining("there is no time frame 'lunhc'; did you mean 'lunch'?");
  }
}
