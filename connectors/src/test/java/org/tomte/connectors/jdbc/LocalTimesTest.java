package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LocalTimesTest {
  private static final LocalTimes BERLIN = new LocalTimes(ZoneId.of("Europe/Berlin"));

  @Test
  void theRepeatedHourStandsAtItsBeginning() {
    Instant beginning = Instant.parse("2026-10-25T00:00:00Z");
    assertThat(BERLIN.position(LocalDateTime.parse("2026-10-25T02:00"))).isEqualTo(beginning);
    assertThat(BERLIN.position(LocalDateTime.parse("2026-10-25T02:59:59.9"))).isEqualTo(beginning);
    assertThat(BERLIN.position(LocalDateTime.parse("2026-10-25T01:59")))
        .isEqualTo("2026-10-24T23:59:00Z");
    assertThat(BERLIN.position(LocalDateTime.parse("2026-10-25T03:00")))
        .isEqualTo("2026-10-25T02:00:00Z");
    assertThat(BERLIN.time(LocalDateTime.parse("2026-10-25T02:30")))
        .isEqualTo("2026-10-25T00:30:00Z");
    assertThat(BERLIN.lower(beginning)).isEqualTo("2026-10-25T02:00");
    assertThat(BERLIN.upper(beginning)).isEqualTo("2026-10-25T02:59:59.999999999");
  }

  @Test
  void timesInTheGapStandAtTheChange() {
    Instant change = Instant.parse("2026-03-29T01:00:00Z");
    assertThat(BERLIN.position(LocalDateTime.parse("2026-03-29T02:30"))).isEqualTo(change);
    assertThat(BERLIN.position(LocalDateTime.parse("2026-03-29T03:00"))).isEqualTo(change);
    assertThat(BERLIN.lower(change)).isEqualTo("2026-03-29T02:00");
  }

  @Test
  void placesGrowWithTheWallClockAndBoundsCutWhereTheyDo() {
    Random random = new Random(7);
    for (String zone : List.of("Europe/Berlin", "Australia/Lord_Howe", "America/New_York", "UTC")) {
      LocalTimes times = new LocalTimes(ZoneId.of(zone));
      for (int round = 0; round < 20_000; round++) {
        LocalDateTime one =
            LocalDateTime.parse("2026-01-01T00:00").plusMinutes(random.nextInt(366 * 1_440));
        LocalDateTime other = one.plusMinutes(random.nextInt(240));
        assertThat(times.position(other)).isAfterOrEqualTo(times.position(one));
        Instant bound = times.position(one);
        assertThat(times.lower(bound)).as(zone).isBeforeOrEqualTo(one);
        assertThat(times.upper(bound)).as(zone).isAfterOrEqualTo(one);
        Instant any = bound.plusSeconds(random.nextInt(10_000) - 5_000L);
        assertThat(!times.position(one).isBefore(any))
            .as("%s %s from %s", zone, one, any)
            .isEqualTo(!one.isBefore(times.lower(any)));
      }
    }
  }
}
