package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.Pointers;
import org.tomte.engine.commit.RunRef.Cause;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.simulation.InMemoryCommit;
import org.tomte.engine.simulation.MemoryAlarms;

/** A daemon that finds nothing does not ask where its streams go on; it never works by the past. */
class PointerMemoryTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final DaemonId DAEMON = new DaemonId(3);
  private static final StreamName STREAM = new StreamName(DAEMON, "numbers");

  private final InstantSource clock = InstantSource.fixed(START);
  private final InMemoryCommit store = new InMemoryCommit(CaseworkContext.plain(clock));
  private final CommitGate gate = new CommitGate(store, 2);
  private final AtomicInteger asked = new AtomicInteger();
  private final TreeMap<Long, Item> items = new TreeMap<>();
  private final RunBody body = PollRun.body(daemon(), services());
  private long epoch = raise();
  private long runs;

  @AfterEach
  void stop() {
    gate.close();
  }

  @Test
  void runsThatFindNothingAskOnce() throws InterruptedException {
    add(1, 2, 3);
    assertThat(run().of(Stage.NEW)).isEqualTo(3);
    asked.set(0);
    for (int i = 0; i < 5; i++) {
      assertThat(run().of(Stage.READ)).isZero();
    }
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatComesAfterSilentRunsIsTakenOnce() throws InterruptedException {
    for (long id = 1; id <= 6; id++) {
      run();
      run();
      add(id);
      assertThat(run().of(Stage.NEW)).isEqualTo(1);
    }
    assertThat(run().of(Stage.READ)).isZero();
  }

  @Test
  void aPointerThatWasMovedBackCountsFromTheNewEpochOn() throws InterruptedException {
    add(1, 2, 3, 4);
    run();
    StoredPointer early = pointer();
    add(5, 6);
    run();
    run();
    run();
    asked.set(0);
    PointerMove back = PointerMove.to(STREAM.name(), early.kind(), early.state(), early.words());
    long moves = store.pointers().moves();
    store.pointers().move(STREAM, back, "ann", "again");
    assertThat(store.pointers().moves())
        .as("what nodes look at each second to hear of it")
        .isGreaterThan(moves);
    epoch = store.epochs().of(Set.of(DAEMON)).values().iterator().next();
    assertThat(run().of(Stage.READ)).isEqualTo(2);
    assertThat(asked.get()).isPositive();
  }

  @Test
  void aRunInAnOldEpochThatRemembersCommitsNothing() throws InterruptedException {
    add(1, 2);
    run();
    run();
    run();
    raise();
    add(3);
    RunResult stale = body.run(order(), control());
    assertThat(stale.outcome()).isEqualTo(RunResult.Outcome.SUPERSEDED);
    epoch = raise();
    assertThat(run().of(Stage.NEW)).isEqualTo(1);
  }

  private StoredPointer pointer() {
    return store.pointers().of(STREAM).orElseThrow();
  }

  private long raise() {
    return store.epochs().raise(DAEMON).values().iterator().next();
  }

  private void add(long... ids) {
    for (long id : ids) {
      items.put(id, Event.of("event-" + id, new Position.Id(id), null, Map.of("id", id)));
    }
  }

  private RunOrder order() {
    return RunOrder.planned(epoch, START.plusSeconds(++runs), Cause.SCHEDULE);
  }

  private static RunControl control() {
    return new RunControl(START, START.plusSeconds(60));
  }

  private org.tomte.engine.observe.Counters run() throws InterruptedException {
    RunResult result = body.run(order(), control());
    assertThat(result.outcome()).as(result.words()).isEqualTo(RunResult.Outcome.DONE);
    return result.all();
  }

  private RunServices services() {
    return new RunServices(
        gate,
        counting(store.pointers()),
        store.acknowledgements(),
        store.rollups(),
        new AlarmBook(new MemoryAlarms(), clock, text -> text),
        new RunServices.Place(clock, "node-1"));
  }

  private Pointers counting(Pointers pointers) {
    return (Pointers)
        Proxy.newProxyInstance(
            Pointers.class.getClassLoader(),
            new Class<?>[] {Pointers.class},
            (_, method, arguments) -> {
              if (method.getName().equals("of")) {
                asked.incrementAndGet();
              }
              try {
                return method.invoke(pointers, arguments);
              } catch (InvocationTargetException thrown) {
                throw thrown.getTargetException();
              }
            });
  }

  private PolledDaemon daemon() {
    return new PolledDaemon(
        DAEMON,
        "numbers",
        "soc",
        () -> new Numbers(),
        (_, _, launch) -> new Decision(launch, 1, List.of(), List.of(), true, null),
        PointerSettings.DEFAULT.withStart(Start.BEGINNING),
        new RunLimits(1_000, 10, 1 << 20, true, null),
        new PolledDaemon.Writes(
            Batch.Mode.LIVE, KeepPolicy.STANDARD, Acknowledgements.NONE, _ -> 0));
  }

  private final class Numbers implements Poller {
    @Override
    public List<StreamInfo> streams() {
      return List.of(new StreamInfo(STREAM.name(), new StreamKind.OrderedIds(false)));
    }

    @Override
    public Page poll(PollRequest request) {
      long from = request.from() instanceof Position.Id(long id) ? id : 0;
      return Page.last(
          items.tailMap(from, false).values().stream().limit(request.maxEvents()).toList());
    }
  }
}
