package org.tomte.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.CommitSetup.START;
import static org.tomte.testkit.CommitSetup.event;
import static org.tomte.testkit.CommitSetup.judged;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tomte.api.ConnectorFault;
import org.tomte.api.DeliveryOutcome;
import org.tomte.api.FaultKind;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.connection.Pauses;
import org.tomte.engine.decision.DeliveryTerms;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxEntry.State;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.outbox.OutboxStore.Filter;
import org.tomte.engine.outbox.OutboxWorker;
import org.tomte.engine.outbox.Outlets;
import org.tomte.engine.outbox.Sending;
import org.tomte.engine.simulation.MemoryAlarms;

/**
 * Workers that die before, during and after every step: each delivery arrives at least once, always
 * under its id, in the order of its object, and none is lost.
 */
public abstract class OutboxCrashContract {

  /** The store to test; its tables may hold what other tests left. */
  protected abstract StoreUnderTest store(SettableClock clock);

  /** What a receiver got, in order. */
  private record Arrived(String orderKey, long number, String id) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @Tag("crash")
  void everyDeliveryArrivesInOrderWhateverDies(long seed) {
    Random random = new Random(seed);
    SettableClock clock = new SettableClock(START);
    StoreUnderTest store = store(clock);
    CommitSetup setup = new CommitSetup(store, clock);
    DaemonId daemon = setup.daemon();
    long epoch = setup.epoch(daemon);
    List<Judged> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      Effect[] effects = new Effect[2 + random.nextInt(3)];
      effects[0] = CommitSetup.incident("Title " + i);
      for (int j = 1; j < effects.length; j++) {
        effects[j] = OutboxContract.mail(DeliveryTerms.NONE);
      }
      events.add(judged(event("e" + i), effects));
    }
    setup.committed(setup.batch(daemon, epoch, 1, events));
    List<Arrived> arrived = new ArrayList<>();
    Outlets outlets = entry -> new Receiver(entry, arrived, random);
    Filter open = new Filter(daemon, Set.of(State.OPEN), null);
    for (int turn = 0; turn < 2_000 && store.outbox().count(open) > 0; turn++) {
      OutboxStore dying = dying(store.outbox(), random, turn < 300);
      Sending sending =
          new Sending(
              dying,
              outlets,
              new AlarmBook(new MemoryAlarms(), clock, UnaryOperator.identity()),
              clock,
              UnaryOperator.identity(),
              Pauses.NONE);
      try (OutboxWorker worker = new OutboxWorker(dying, sending, clock, () -> 0L, Runnable::run)) {
        worker.turn();
      } catch (StoreFault died) {
        assertThat(died.kind()).isEqualTo(StoreFault.Kind.LOST);
      }
      clock.set(clock.instant().plus(Duration.ofSeconds(random.nextInt(120))));
    }
    assertThat(store.outbox().count(open)).isZero();
    check(store, daemon, arrived);
  }

  private static void check(StoreUnderTest store, DaemonId daemon, List<Arrived> arrived) {
    List<OutboxEntry> all = store.outbox().list(new Filter(daemon, Set.of(), null), 1_000);
    assertThat(all).isNotEmpty().allMatch(each -> each.state() == State.DONE);
    Map<Long, String> ids = new HashMap<>();
    Map<String, List<Long>> firsts = new LinkedHashMap<>();
    for (Arrived each : arrived) {
      assertThat(ids.merge(each.number(), each.id(), (a, b) -> a.equals(b) ? a : "two ids"))
          .isEqualTo(each.id());
      List<Long> order = firsts.computeIfAbsent(each.orderKey(), _ -> new ArrayList<>());
      if (!order.contains(each.number())) {
        order.add(each.number());
      } else {
        // Only the latest of its object comes twice: nothing behind it began before it ended.
        assertThat(order.getLast()).isEqualTo(each.number());
      }
    }
    for (OutboxEntry entry : all) {
      assertThat(ids).containsKey(entry.number());
    }
    firsts.values().forEach(order -> assertThat(order).isSorted());
  }

  /** A receiver that takes, takes without saying so, or does not take. */
  private record Receiver(OutboxEntry entry, List<Arrived> arrived, Random random)
      implements Outlets.Outlet {
    @Override
    public String host() {
      return "receiver.example";
    }

    @Override
    public int perMinute() {
      return 1_000_000;
    }

    @Override
    public DeliveryOutcome deliver() throws ConnectorFault {
      int chance = random.nextInt(10);
      if (chance == 0) {
        throw new ConnectorFault(FaultKind.UNAVAILABLE, "refused");
      }
      arrived.add(
          new Arrived(
              entry.delivery().orderKey(), entry.number(), entry.delivery().id().toString()));
      if (chance == 1) {
        throw new ConnectorFault(FaultKind.UNAVAILABLE, "the answer was lost");
      }
      if (chance == 2) {
        throw new StoreFault(StoreFault.Kind.LOST, "the worker was killed", null);
      }
      return new DeliveryOutcome.Delivered("taken", Map.of());
    }

    @Override
    public void close() {}
  }

  /** A store whose calls fail before or after they stand. */
  private static OutboxStore dying(OutboxStore real, Random random, boolean troubled) {
    return (OutboxStore)
        Proxy.newProxyInstance(
            OutboxStore.class.getClassLoader(),
            new Class<?>[] {OutboxStore.class},
            (_, method, arguments) -> {
              int chance = troubled ? random.nextInt(8) : 9;
              if (chance == 0) {
                throw new StoreFault(StoreFault.Kind.LOST, "killed before " + method, null);
              }
              @Nullable Object result;
              try {
                result = method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getTargetException();
              }
              if (chance == 1) {
                throw new StoreFault(StoreFault.Kind.LOST, "killed after " + method, null);
              }
              return result;
            });
  }
}
