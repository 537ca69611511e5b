package org.tomte.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CronTest {

  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final DateTimeFormatter WITH_WEEKDAY =
      new DateTimeFormatterBuilder()
          .appendPattern("EEE MMM d HH:mm[:ss] yyyy")
          .toFormatter(Locale.ENGLISH);
  private static final DateTimeFormatter WITH_OFFSET =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx", Locale.ENGLISH);

  private static final Instant NOW = Instant.parse("2026-11-25T03:17:00Z");

  private static @Nullable Instant next(String cron, ZoneId zone, Instant after) {
    return new WallClockRecurrence(Cron.parse(cron), zone, Duration.ZERO).next(after);
  }

  /** Rows that differ by our stated rule for daylight saving: text and from, our value, why. */
  private static final Map<String, String> OUR_RULE =
      Map.of(
          // A fixed hour that is skipped runs at the first valid instant, not a year later.
          "0 30 2 11 Mar ? from 2012-03-11T00:00:00-0500", "2012-03-11T03:00:00-0400",
          // A fixed hour that is repeated runs once: 01:30 was over before 01:45.
          "0 30 1 04 Nov ? from 2012-11-04T01:45:00-0400", "2013-11-04T01:30:00-0500");

  @Test
  void agreesWithTheSpecTestsOfRobfigCron() throws IOException {
    JsonNode rows;
    try (InputStream json = CronTest.class.getResourceAsStream("robfig_next.json")) {
      rows = JsonMapper.builder().build().readTree(json).get("rows");
    }
    int differing = 0;
    for (JsonNode row : rows) {
      String spec = row.get("spec").stringValue();
      String from = row.get("from").stringValue();
      @Nullable String expected = row.get("next").isNull() ? null : row.get("next").stringValue();
      @Nullable String ours = OUR_RULE.get(spec + " from " + from);
      if (ours != null) {
        differing++;
        assertThat(ours).isNotEqualTo(expected);
        expected = ours;
      }
      // Their dialect may leave out the day of week, with the second first.
      String six = spec.split(" ", -1).length == 5 ? spec + " *" : spec;
      assertThat(next(six, NEW_YORK, instant(from)))
          .as("%s from %s", spec, from)
          .isEqualTo(expected == null ? null : instant(expected));
    }
    assertThat(rows).hasSize(19);
    assertThat(differing).isEqualTo(OUR_RULE.size());
  }

  private static Instant instant(String text) {
    return Character.isDigit(text.charAt(0))
        ? OffsetDateTime.parse(text, WITH_OFFSET).toInstant()
        : LocalDateTime.parse(text, WITH_WEEKDAY).atZone(NEW_YORK).toInstant();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/5 * * * * | 2026-11-25T03:20:00Z",
        "30 * * * * * | 2026-11-25T03:17:30Z",
        "0 7 1 * * | 2026-12-01T07:00:00Z",
        "0 0 * * 0 | 2026-11-29T00:00:00Z",
        "0 0 * * 7 | 2026-11-29T00:00:00Z",
        "0 0 * * fri-sun | 2026-11-27T00:00:00Z",
        "0 0 * * sun | 2026-11-29T00:00:00Z",
        "0 9 * * Mon-Fri | 2026-11-25T09:00:00Z",
        "0 0 L * * | 2026-11-30T00:00:00Z",
        "0 0 L-2 * * | 2026-11-28T00:00:00Z",
        "0 0 LW 2 * | 2027-02-26T00:00:00Z", // 28 February 2027 is a Sunday
        "0 0 15W 8 * | 2027-08-16T00:00:00Z", // 15 August 2027 is a Sunday
        "0 0 1W 5 * | 2027-05-03T00:00:00Z", // 1 May 2027 is a Saturday, April is another month
        "0 0 31W 10 * | 2027-10-29T00:00:00Z", // 31 October 2027 is a Sunday
        "0 0 ? * fri#2 | 2026-12-11T00:00:00Z",
        "0 0 ? * 5L | 2026-11-27T00:00:00Z",
        "0 0 ? 2 mon#5 | 2044-02-29T00:00:00Z",
        "0 0 29 2 * | 2028-02-29T00:00:00Z",
        "0 0 13 * 5 | 2026-11-27T00:00:00Z", // both restricted: either
        "0 0 13 * ? | 2026-12-13T00:00:00Z",
        "0 0 */13 * 5 | 2026-11-27T00:00:00Z", // begins with *: both; the 27th is a Friday
        "@hourly | 2026-11-25T04:00:00Z",
        "@daily | 2026-11-26T00:00:00Z",
        "@weekly | 2026-11-29T00:00:00Z",
        "@monthly | 2026-12-01T00:00:00Z",
        "@yearly | 2027-01-01T00:00:00Z",
        "@Midnight | 2026-11-26T00:00:00Z",
        "0,30 8-17/4 * jan,jul mon | 2027-01-04T08:00:00Z",
        "59 59 23 31 12 ? | 2026-12-31T23:59:59Z",
        "'  0   7 * *   * ' | 2026-11-25T07:00:00Z"
      })
  void findsTheNextTime(String cron, Instant expected) {
    assertThat(next(cron, ZoneOffset.UTC, NOW)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 0 30 2 * ", "0 0 31 4,6,9,11 ?", "0 0 31W feb *", "0 0 L-30 2 *"})
  void aTimeThatNeverComesIsFoundOut(String cron) {
    assertThat(Cron.parse(cron).everMatches()).isFalse();
    assertThat(next(cron, ZoneId.of("Europe/Berlin"), NOW)).isNull();
    assertThat(Cron.parse("0 0 29 2 *").everMatches()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`` | 1 | it is empty; valid are five",
        "0 7 * * | 7 | it has 4 fields; valid are five",
        "0 0 7 * * * 2027 | 13 | it has 7 fields",
        "0 25 * * * | 3 | hour '25' is not valid; valid is 0-23",
        "60 * * * * | 1 | minute '60' is not valid; valid is 0-59",
        "0 0 0 * * | 5 | day of month '0' is not valid; valid is 1-31",
        "0 0 * fev * | 7 | month 'fev' is not valid; valid is 1-12 and jan-dec",
        "0 0 * * 1,8 | 11 | day of week '8' is not valid; valid is 0-7 and sun-sat",
        "0 0 * * mon-xxx | 13 | day of week 'xxx' is not valid",
        "*/0 * * * * | 3 | step '0' of minute is not in 1-59",
        "0 */24 * * * | 5 | step '24' of hour is not in 1-23",
        "0 22-6 * * * | 3 | the range 22-6 of hour runs backwards; write 22-23,0-6",
        "0 0 * * fri-mon | 9 | the range fri-mon of day of week runs backwards; write 5-6,0-1",
        "1,,2 * * * * | 3 | nothing stands here for minute",
        "? * * * * | 1 | '?' stands only for a day; write * for every minute",
        "0 0 * * L | 9 | 'L' needs a day of week before it",
        "0 0 * * fri#6 | 13 | which of the month is not in 1-5",
        "0 0 L-31 * * | 5 | valid are L and L-1 to L-30",
        "@every 1h | 8 | it has 2 fields",
        "@never | 1 | '@never' is not known; valid are @hourly",
        "TZ=Asia/Tokyo 0 7 * * * | 1 | the zone stands in its own key: zone: Asia/Tokyo"
      })
  void aFaultNamesItsColumnAndWhatWouldBeValid(String text, int column, String expected) {
    CronFault fault = catchThrowableOfType(CronFault.class, () -> Cron.parse(text));
    assertThat(fault).hasMessageContaining("column %d: ".formatted(column));
    assertThat(fault).hasMessageContaining(expected);
    assertThat(fault.column()).isEqualTo(column);
  }

  @Test
  void hugeNumbersAreFaultsToo() {
    assertThatThrownBy(() -> Cron.parse("99999999999999999999 * * * *"))
        .isInstanceOf(CronFault.class)
        .hasMessageContaining("minute '99999999999999999999' is not valid");
  }

  /** Where cron-utils reads the same text, both must find the same times (in UTC). */
  @Test
  void agreesWithCronUtils() {
    Random random = new Random(20261125);
    var parser =
        new com.cronutils.parser.CronParser(
            CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    int compared = 0;
    for (int round = 0; round < 200; round++) {
      String text = randomUnixCron(random);
      ExecutionTime peer = ExecutionTime.forCron(parser.parse(text));
      Instant cursor = NOW.plusSeconds(random.nextLong(100_000_000));
      for (int i = 0; i < 4; i++) {
        @Nullable Instant expected =
            peer.nextExecution(ZonedDateTime.ofInstant(cursor, ZoneOffset.UTC))
                .map(ZonedDateTime::toInstant)
                .orElse(null);
        assertThat(next(text, ZoneOffset.UTC, cursor))
            .as("%s after %s", text, cursor)
            .isEqualTo(expected);
        if (expected == null) {
          break;
        }
        cursor = expected;
        compared++;
      }
    }
    assertThat(compared).isGreaterThan(600);
  }

  /** At most one day field is restricted: for both, cron-utils does not follow Vixie cron. */
  private static String randomUnixCron(Random random) {
    boolean byMonthDay = random.nextBoolean();
    return String.join(
        " ",
        field(random, 0, 59),
        field(random, 0, 23),
        byMonthDay ? field(random, 1, 28) : "*",
        field(random, 1, 12),
        byMonthDay ? "*" : field(random, 0, 6));
  }

  private static String field(Random random, int min, int max) {
    int a = min + random.nextInt(max - min + 1);
    int b = a + random.nextInt(max - a + 1);
    int step = 1 + random.nextInt(max - min - 1);
    return switch (random.nextInt(6)) {
      case 0 -> "*";
      case 1 -> "*/" + step;
      case 2 -> a + "-" + b;
      case 3 -> a + "-" + b + "/" + step;
      case 4 -> a + "," + b;
      default -> Integer.toString(a);
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 7 1 * * | at 07:00 on the 1st of every month",
        "* * * * * | every minute",
        "*/5 * * * * | every 5 minutes",
        "* * * * * * | every second",
        "*/15 * * * * * | every 15 seconds",
        "@hourly | every hour",
        "0 */2 * * * | every 2 hours",
        "5 * * * * | at minute 5 of every hour",
        "10,40 * * * * | at minute 10 and 40 of every hour",
        "0 7 * * * | at 07:00 every day",
        "30 7,19 * * mon-fri | at 07:30 and 19:30 on Monday to Friday",
        "*/10 8-17 * * mon-fri | every 10 minutes from 08:00 to 17:59 on Monday to Friday",
        "0 0 1,15 * * | at 00:00 on the 1st and the 15th of every month",
        "0 0 1 1 * | at 00:00 on the 1st of January",
        "0 0 L * * | at 00:00 on the last day of every month",
        "0 0 L-3 * * | at 00:00 on 3 days before the last day of every month",
        "0 0 LW * * | at 00:00 on the last weekday of every month",
        "0 0 15W * * | at 00:00 on the weekday nearest the 15th of every month",
        "0 9 ? * fri#2 | at 09:00 on the 2nd Friday of the month",
        "0 9 ? * friL | at 09:00 on the last Friday of the month",
        "0 0 13 * 5 | at 00:00 on the 13th of every month or on Friday",
        "0 0 */13 * 5 | at 00:00 on the 1st, the 14th and the 27th of every month if it is Friday",
        "0 0 * 4-10 * | at 00:00 every day in April to October",
        "0 0 * 4,10 sun | at 00:00 on Sunday in April and October",
        "0 1,4,9 * * * | at 01:00, 04:00 and 09:00 every day",
        "*/20 1,4,9 * * * | every 20 minutes in the hours 1, 4 and 9",
        "15 30 6 * * * | at 06:30:15 every day",
        "30 * * * * * | at second 30 of every minute",
        "10,20 5 * * * * | at second 10 and 20 of minute 5 of every hour"
      })
  void saysInWordsWhatItMeans(String cron, String expected) {
    assertThat(Cron.parse(cron).words()).isEqualTo(expected);
  }

  @Test
  void hasWordsForEverything() {
    Random random = new Random(3);
    List<String> words = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      String sentence = Cron.parse(randomUnixCron(random)).words();
      assertThat(sentence).doesNotContain("  ").matches("(at|every) .*\\w");
      words.add(sentence);
    }
    assertThat(words.stream().distinct()).hasSizeGreaterThan(300);
  }
}
