package org.tomte.store.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.store.testing.PostgreSql;

@PostgreSql
class JdbiAlarmsTest {
  private static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  private final JdbiAlarms alarms;

  JdbiAlarmsTest(DataSource source) {
    this.alarms = new JdbiAlarms(Jdbi.create(source));
  }

  @Test
  void oneCauseIsOneAlarmThatNamesAllItsDaemonsAndEndsByItself() {
    AlarmCause cause = AlarmCause.connection("soc-mailbox", "credentials");
    alarms.raise(cause, "soc", "refused", "two", AT);
    alarms.raise(cause, "soc", "refused again", "one", AT.plusSeconds(5));
    alarms.raise(AlarmCause.daemon("three", "silence"), "soc", "quiet", "three", AT.plusSeconds(9));
    assertThat(alarms.open()).hasSize(2);
    assertThat(alarms.open().getFirst())
        .satisfies(alarm -> {
          assertThat(alarm.daemons()).containsExactly("one", "two");
          assertThat(alarm.count()).isEqualTo(2);
          assertThat(alarm.since()).isEqualTo(AT);
          assertThat(alarm.text()).isEqualTo("refused again");
        });
    alarms.end(cause, AT.plusSeconds(60));
    alarms.raise(cause, "soc", "refused", "one", AT.plusSeconds(90));
    assertThat(alarms.open()).hasSize(2);
    assertThat(alarms.ended(10))
        .singleElement()
        .satisfies(alarm -> assertThat(alarm.ended()).isEqualTo(AT.plusSeconds(60)));
  }
}
