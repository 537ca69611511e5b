package org.tomte.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.FaultKind;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.Alarm;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.connection.CurrentPauses;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.outbox.OutboxEntry.State;
import org.tomte.engine.outbox.OutboxStore.Filter;
import org.tomte.engine.pointer.KeyHash;
import org.tomte.engine.simulation.InMemoryCommit;
import org.tomte.engine.simulation.MemoryAlarms;

/** What becomes of a delivery by what its receiver says. */
class SendingTest {
  private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

  private Instant now = START;
  private final InstantSource clock = () -> now;
  private final InMemoryCommit memory = new InMemoryCommit(CaseworkContext.plain(clock));
  private final OutboxStore store = memory.outbox();
  private final CurrentPauses pauses = new CurrentPauses(memory.pauses(), clock);
  private final MemoryAlarms alarms = new MemoryAlarms();
  private final AlarmBook book = new AlarmBook(alarms, clock, text -> text);

  /** What the receiver does. */
  private interface Receiver {
    DeliveryOutcome take() throws ConnectorFault, InterruptedException;
  }

  private void store(String id, String orderKey) {
    NewDelivery delivery =
        new NewDelivery(
            KeyHash.of(id),
            orderKey,
            new Origin(
                new DaemonId(1), "mails", "soc", new Origin.Step("rule", "send", START, 1), null),
            new NewDelivery.Route("send-email", "out"),
            "{}",
            List.of(),
            null,
            now);
    memory
        .store()
        .transaction(transaction -> {
          transaction.deliver(List.of(delivery));
          return true;
        });
  }

  private int turn(Receiver receiver) {
    Outlets outlets =
        _ ->
            new Outlets.Outlet() {
              @Override
              public String host() {
                return "receiver.example";
              }

              @Override
              public int perMinute() {
                return 3;
              }

              @Override
              public DeliveryOutcome deliver() throws ConnectorFault, InterruptedException {
                return receiver.take();
              }

              @Override
              public void close() {}
            };
    Sending sending =
        new Sending(store, outlets, book, clock, text -> text.replace("s3cret", "***"), pauses);
    try (OutboxWorker worker = new OutboxWorker(store, sending, clock, () -> 0L, Runnable::run)) {
      return worker.turn();
    }
  }

  private OutboxEntry only() {
    return store.list(Filter.ALL, 10).getFirst();
  }

  private static DeliveryOutcome taken() {
    return new DeliveryOutcome.Delivered("taken by s3cret", Map.of("id", "s3cret-7"));
  }

  @Test
  void whatIsTakenIsDoneAndKeepsNoSecret() {
    store("a", "incident/1");
    assertThat(turn(SendingTest::taken)).isEqualTo(1);
    assertThat(only().state()).isEqualTo(State.DONE);
    assertThat(only().ending()).extracting("words").isEqualTo("taken by ***");
    assertThat(store.answer(only().number())).hasValue("{\"id\":\"***-7\"}");
  }

  @Test
  void whatIsRefusedIsSetAsideAtOnceAndTheNextGoesOn() {
    store("a", "incident/1");
    store("b", "incident/1");
    List<DeliveryOutcome> answers =
        new ArrayList<>(List.of(new DeliveryOutcome.Refused("no such user s3cret"), taken()));
    turn(answers::removeFirst);
    assertThat(store.list(Filter.ALL, 10))
        .extracting(OutboxEntry::state)
        .containsExactly(State.DONE, State.PARKED);
    new OutboxAlarms(store, book).look();
    assertThat(alarms.open())
        .singleElement()
        .satisfies(alarm -> {
          assertThat(alarm.cause().key()).isEqualTo("daemon/mails/parked-deliveries");
          assertThat(alarm.owner()).isEqualTo("soc");
        });
    OutboxEntry parked = store.list(Filter.ALL, 10).getLast();
    store.act(
        List.of(parked.number()),
        OutboxStore.Act.DISCARD,
        new OutboxEntry.Ending("nobody wants it", "ann", now));
    new OutboxAlarms(store, book).look();
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void aHostThatIsDownIsTriedLessAndLessOftenUntilItIsGivenUp() {
    store("a", "incident/1");
    List<String> met = new ArrayList<>();
    Receiver down =
        () -> {
          met.add("asked");
          throw new ConnectorFault(FaultKind.UNAVAILABLE, "connection refused by s3cret");
        };
    Duration longest = Duration.ZERO;
    while (only().state() == State.OPEN) {
      assertThat(turn(down)).isEqualTo(1);
      Duration wait = Duration.between(now, only().tries().due());
      longest = wait.compareTo(longest) > 0 ? wait : longest;
      now = only().tries().due();
    }
    assertThat(longest).isBetween(Duration.ofMinutes(30), Duration.ofMinutes(36));
    assertThat(met).hasSize(DeliveryReaction.to(FaultKind.UNAVAILABLE).tries());
    assertThat(only().tries().problem()).contains("given up after 30 tries", "***");
    assertThat(Duration.between(START, now)).isBetween(Duration.ofHours(8), Duration.ofHours(16));
    assertThat(alarms.open()).extracting(Alarm::text).containsExactly("connection refused by ***");
    store("b", "incident/2");
    turn(SendingTest::taken);
    assertThat(alarms.open()).isEmpty();
  }

  @Test
  void whatFailsWhileItsConnectionIsPausedIsNoFaultAndWaits() {
    store("a", "incident/1");
    Instant until = START.plus(Duration.ofHours(1));
    turn(() -> {
      memory.pauses().begin("out", until, new Author("ann", "the server moves", now));
      now = now.plusSeconds(2);
      throw new ConnectorFault(FaultKind.CREDENTIALS, "refused");
    });
    assertThat(alarms.open()).isEmpty();
    assertThat(only().state()).isEqualTo(State.OPEN);
    assertThat(only().tries().faults()).isZero();
    assertThat(turn(SendingTest::taken)).isZero();
    now = until;
    assertThat(turn(SendingTest::taken)).isEqualTo(1);
    assertThat(only().state()).isEqualTo(State.DONE);
  }

  @Test
  void whoAsksForTimeGetsItAndNobodyElseAsksMeanwhile() {
    store("a", "incident/1");
    store("b", "incident/2");
    List<String> met = new ArrayList<>();
    turn(() -> {
      met.add("asked");
      throw new ConnectorFault(FaultKind.RATE_LIMITED, "too many", null, Duration.ofMinutes(10));
    });
    assertThat(met).hasSize(1);
    assertThat(store.list(Filter.ALL, 10))
        .allSatisfy(each ->
            assertThat(each.tries().due()).isAfterOrEqualTo(START.plus(Duration.ofMinutes(10))));
    now = START.plus(Duration.ofMinutes(15));
    turn(SendingTest::taken);
    assertThat(store.list(Filter.ALL, 10)).allMatch(each -> each.state() == State.DONE);
  }

  @Test
  void aHostIsNotAskedMoreOftenThanItsBudgetAndNothingCountsAsAFault() {
    for (int i = 0; i < 5; i++) {
      store("m" + i, "incident/" + i);
    }
    List<String> met = new ArrayList<>();
    Receiver receiver =
        () -> {
          met.add("taken");
          return taken();
        };
    turn(receiver);
    assertThat(met).hasSize(3);
    now = START.plusSeconds(60);
    turn(receiver);
    assertThat(met).hasSize(5);
    assertThat(store.list(Filter.ALL, 10)).allMatch(each -> each.tries().faults() == 0);
  }

  @Test
  void aFaultOfOursCountsTooAndDoesNotRepeatForEver() {
    store("a", "incident/1");
    for (int i = 0; i < 5; i++) {
      turn(() -> {
        throw new IllegalStateException("ours");
      });
      now = now.plus(Duration.ofHours(1));
    }
    assertThat(only().state()).isEqualTo(State.PARKED);
  }

  @Test
  void everyKindOfFaultEndsSometimeAndSpreadsWhatFailedTogether() {
    for (FaultKind kind : FaultKind.values()) {
      DeliveryReaction reaction = DeliveryReaction.to(kind);
      assertThat(reaction.tries()).isBetween(3, 60);
      assertThat(reaction.alarmAfter()).isBetween(1, reaction.tries());
    }
    DeliveryReaction reaction = DeliveryReaction.to(FaultKind.UNAVAILABLE);
    assertThat(
            java.util.stream.IntStream.range(0, 50)
                .mapToObj(i -> reaction.backOff(8, KeyHash.of("m" + i), null))
                .distinct()
                .count())
        .isGreaterThan(40);
    assertThat(reaction.backOff(1, KeyHash.of("x"), Duration.ofHours(2)))
        .isGreaterThanOrEqualTo(Duration.ofHours(2));
  }
}
