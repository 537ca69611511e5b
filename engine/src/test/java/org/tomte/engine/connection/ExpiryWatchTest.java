package org.tomte.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.FaultKind;
import org.tomte.api.probe.Expiry;
import org.tomte.api.probe.ProbeFault;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.StubConnectors;
import org.tomte.engine.simulation.MemoryAlarms;

/** A clock that is moved by hand walks towards, past and back from ends. */
class ExpiryWatchTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final AlarmBook book = new AlarmBook(alarms, clock, text -> text);
  private String extra = "";
  private int asked;
  private @Nullable Expiry certificate;
  private final List<String> paused = new ArrayList<>();
  private final ExpiryWatch watch =
      new ExpiryWatch(this::definitions, this::ask, new Some(), book, clock);

  private final class Some implements Pauses {
    @Override
    public @Nullable Instant until(String connection) {
      return paused.contains(connection) ? Instant.MAX : null;
    }

    @Override
    public Instant missedSince(String connection, Instant settled) {
      return settled;
    }

    @Override
    public long version() {
      return paused.size();
    }
  }

  private CompiledSet definitions() {
    String text =
        """
        connection: mailbox
        type: imap
        host: mail.example.com
        %s
        ---
        connection: out
        type: smtp
        host: mail.example.com
        ---
        team: soc
        ---
        team: leads
        addresses: [leads@example.com]
        ---
        daemon: one
        owner: soc
        source: {type: imap, connection: mailbox}
        schedule: [{every: 1m}]
        unmatched: discard
        ---
        daemon: two
        owner: leads
        source: {type: imap, connection: mailbox}
        schedule: [{every: 1m}]
        unmatched: {do: send-email, to: owner, subject: hello}
        """
            .formatted(extra);
    var validation =
        new DefinitionValidator(StubConnectors.installed())
            .validate(DefinitionSet.read("x.yaml", text));
    assertThat(validation.faults()).isEmpty();
    return validation.compiled();
  }

  private List<Expiry> ask(ConnectionDefinition connection) throws ProbeFault {
    asked++;
    if (certificate == null) {
      throw new ProbeFault(FaultKind.UNAVAILABLE, "away", "wait", null);
    }
    return connection.name().equals("out") ? List.of(certificate) : List.of();
  }

  private List<String> open() {
    watch.look();
    return alarms.open().stream().map(alarm -> alarm.cause().key()).toList();
  }

  @Test
  void thirtyDaysBeforeTheEndOneAlarmNamesTheDaemonsOfTheConnection() {
    extra = "expires: 2027-03-01";
    Instant end = Instant.parse("2027-03-01T00:00:00Z");
    now = end.minus(Duration.ofDays(30)).minusSeconds(1);
    assertThat(open()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(open()).containsExactly("connection/mailbox/runs-out");
    Alarm alarm = alarms.open().getFirst();
    assertThat(alarm.daemons()).containsExactly("one", "two");
    assertThat(alarm.owner()).isIn("soc", "leads");
    assertThat(alarm.text()).contains("mailbox runs out on 2027-03-01T00:00:00Z");
    long count = alarm.count();
    now = now.plus(Duration.ofDays(1));
    watch.look();
    assertThat(alarms.open().getFirst().count()).isEqualTo(count);
  }

  @Test
  void onceItIsPastAnotherAlarmTakesThePlaceOfTheWarning() {
    extra = "expires: 2026-11-26";
    assertThat(open()).containsExactly("connection/mailbox/runs-out");
    now = Instant.parse("2026-11-26T00:00:00Z");
    assertThat(open()).containsExactly("connection/mailbox/ran-out");
    assertThat(alarms.open().getFirst().text()).contains("ran out on 2026-11-26");
  }

  @Test
  void theAlarmEndsByItselfWhenTheDateIsMoved() {
    extra = "expires: 2026-11-20";
    assertThat(open()).containsExactly("connection/mailbox/ran-out");
    extra = "expires: 2027-11-20";
    assertThat(open()).isEmpty();
  }

  @Test
  void howLongBeforeIsUpToTheConnectionAndSoIsTheOwner() {
    extra = "expires: 2026-12-20\nwarn-before: 7d\nowner: keepers";
    assertThat(open()).isEmpty();
    now = Instant.parse("2026-12-13T00:00:00Z");
    assertThat(open()).containsExactly("connection/mailbox/runs-out");
    assertThat(alarms.open().getFirst().owner()).isEqualTo("keepers");
  }

  @Test
  void certificatesAreWatchedTheSameWayAndAskedForNowAndThen() {
    certificate = new Expiry("certificate of mail:465", START.plus(Duration.ofDays(40)));
    watch.ask();
    assertThat(open()).isEmpty();
    assertThat(asked).isEqualTo(2);
    watch.ask();
    assertThat(asked).isEqualTo(2);
    now = START.plus(Duration.ofDays(11));
    watch.ask();
    assertThat(open()).containsExactly("connection/out/runs-out");
    assertThat(alarms.open().getFirst().daemons()).containsExactly("two");
    certificate = new Expiry("certificate of mail:465", START.plus(Duration.ofDays(400)));
    now = now.plus(Duration.ofHours(1));
    watch.ask();
    assertThat(open()).isEmpty();
  }

  @Test
  void whoCannotBeAskedKeepsWhatWasSeenAndWhoIsPausedIsNotAsked() {
    certificate = new Expiry("certificate of mail:465", START.plus(Duration.ofDays(10)));
    watch.ask();
    assertThat(open()).containsExactly("connection/out/runs-out");
    certificate = null;
    now = now.plus(Duration.ofHours(7));
    watch.ask();
    assertThat(open()).containsExactly("connection/out/runs-out");
    int before = asked;
    paused.addAll(List.of("out", "mailbox"));
    now = now.plus(Duration.ofDays(1));
    watch.ask();
    assertThat(asked).isEqualTo(before);
  }
}
