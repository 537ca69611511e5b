package org.tomte.app.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tomte.app.Assembly;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmCause;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.outbox.AlarmNotices;
import org.tomte.engine.outbox.NewDelivery;

class QuietHoursTest {
  private static final String DOCUMENTS =
      """
      connection: mail
      type: smtp
      host: mail.example.com
      from: tomte@example.com
      ---
      time-frame: nights
      zone: Europe/Berlin
      open: {from: "20:00", to: "07:00"}
      ---
      team: soc
      addresses: [soc@example.com]
      quiet: nights
      """;

  private static List<NewDelivery> told(AlarmCause cause, String now) {
    Validation validation =
        new DefinitionValidator(Assembly.installed())
            .validate(DefinitionSet.read("x.yaml", DOCUMENTS));
    assertThat(validation.faults()).isEmpty();
    CompiledSet set = validation.compiled();
    Instant instant = Instant.parse(now);
    Alarm alarm = new Alarm(1, cause, "soc", "text", List.of(), instant, instant, 1, null);
    List<NewDelivery> told = new ArrayList<>();
    new AlarmNotices(
            notices -> {
              told.addAll(notices.apply(alarm));
              return told.size();
            },
            () -> set,
            Assembly.installed(),
            InstantSource.fixed(instant))
        .tell();
    return told;
  }

  @Test
  void noticesWaitUntilQuietHoursEndUnlessTheyAreAboutANode() {
    AlarmCause daemon = AlarmCause.daemon("mails", "silence");
    assertThat(told(daemon, "2026-11-25T22:00:00Z"))
        .singleElement()
        .satisfies(notice -> {
          assertThat(notice.created()).isEqualTo(Instant.parse("2026-11-25T22:00:00Z"));
          assertThat(notice.due()).isEqualTo(Instant.parse("2026-11-26T06:00:00Z"));
        });
    assertThat(told(daemon, "2026-11-25T12:00:00Z").getFirst().due())
        .isEqualTo(Instant.parse("2026-11-25T12:00:00Z"));
    assertThat(told(AlarmCause.node("n", "disk"), "2026-11-25T22:00:00Z").getFirst().due())
        .isEqualTo(Instant.parse("2026-11-25T22:00:00Z"));
  }
}
