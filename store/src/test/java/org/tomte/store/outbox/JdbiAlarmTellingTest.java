package org.tomte.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.outbox.NewDelivery;
import org.tomte.engine.outbox.Origin;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.store.alarm.JdbiAlarms;
import org.tomte.store.testing.OnEveryPostgreSql;

@OnEveryPostgreSql
class JdbiAlarmTellingTest {
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");
  private static final AlarmCause CAUSE = AlarmCause.connection("mailbox", "credentials");

  private final JdbiAlarms alarms;
  private final JdbiAlarmTelling telling;
  private final JdbiOutbox outbox;

  JdbiAlarmTellingTest(DataSource database) {
    Jdbi jdbi = Jdbi.create(database);
    alarms = new JdbiAlarms(jdbi);
    telling = new JdbiAlarmTelling(jdbi);
    outbox = new JdbiOutbox(jdbi);
  }

  private static NewDelivery notice(Alarm alarm) {
    String what = alarm.id() + (alarm.ended() == null ? " began" : " ended");
    return new NewDelivery(
        KeyHash.of(what),
        "alarm/" + alarm.id(),
        new Origin(null, "alarm", alarm.owner(), new Origin.Step(what, "tell", AT, 0), null),
        new NewDelivery.Route("send-email", "out"),
        "{}",
        List.of(),
        null,
        AT);
  }

  @Test
  void oneAlarmIsToldOnceWhenItBeginsAndOnceWhenItHasEnded() {
    List<Alarm> told = new ArrayList<>();
    telling.tell(_ -> List.of());
    alarms.raise(CAUSE, "soc", "refused", "one", AT);
    alarms.raise(CAUSE, "soc", "refused again", "two", AT.plusSeconds(5));
    telling.tell(alarm -> told(told, alarm));
    telling.tell(alarm -> told(told, alarm));
    assertThat(told).singleElement().satisfies(alarm -> assertThat(alarm.ended()).isNull());
    alarms.raise(CAUSE, "soc", "refused again", "two", AT.plusSeconds(9));
    assertThat(telling.tell(alarm -> told(told, alarm))).isZero();
    alarms.end(CAUSE, AT.plusSeconds(60));
    telling.tell(alarm -> told(told, alarm));
    telling.tell(alarm -> told(told, alarm));
    assertThat(told).hasSize(2);
    assertThat(told.getLast().ended()).isEqualTo(AT.plusSeconds(60));
    String key = "alarm/" + told.getFirst().id();
    assertThat(
            outbox.list(OutboxStore.Filter.ALL, 1_000).stream()
                .filter(each -> each.delivery().orderKey().equals(key))
                .map(OutboxEntry::state))
        .containsExactly(OutboxEntry.State.OPEN, OutboxEntry.State.OPEN);
  }

  @Test
  void anAlarmThatEndedBeforeAnybodyWasToldIsPassedOver() {
    AlarmCause brief = AlarmCause.daemon("brief", "deadline");
    alarms.raise(brief, "soc", "slow", "brief", AT);
    alarms.end(brief, AT.plusSeconds(1));
    List<Alarm> told = new ArrayList<>();
    telling.tell(alarm -> told(told, alarm));
    assertThat(told).noneMatch(alarm -> alarm.cause().equals(brief));
  }

  private static List<NewDelivery> told(List<Alarm> told, Alarm alarm) {
    told.add(alarm);
    return List.of(notice(alarm));
  }
}
