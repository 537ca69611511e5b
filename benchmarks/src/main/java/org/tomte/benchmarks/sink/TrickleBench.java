package org.tomte.benchmarks.sink;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.tomte.api.Event;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/**
 * Many daemons with one event each at a time, whose commits share transactions, beside sixteen
 * connections that commit one bare row at a time.
 */
final class TrickleBench {
  private static final int DAEMONS = 1_000;
  private static final int CONNECTIONS = 16;
  private static final int FIRST_DAEMON = 1_000;

  private final Workbench bench;
  private final Product product;
  private final int each;
  private final int rounds;
  private long nextId = 1_000_000_000L;

  TrickleBench(Workbench bench, Product product, int events, int rounds) {
    this.bench = bench;
    this.product = product;
    this.each = Math.max(1, events / DAEMONS);
    this.rounds = rounds;
  }

  void run() {
    Product.Daemon daemon = product.daemon(FIRST_DAEMON, 1, 7);
    List<Long> epochs = new ArrayList<>();
    for (int i = 0; i < DAEMONS; i++) {
      epochs.add(product.epoch(new DaemonId(FIRST_DAEMON + i)));
    }
    SinkBench.Series series = new SinkBench.Series();
    for (int round = -1; round < rounds; round++) {
      long lastKept = Workbench.number(bench.product(), "SELECT max(id) FROM kept_event");
      long lastTriage = Workbench.number(bench.product(), "SELECT max(id) FROM triage_event");
      bench.settle();
      double ours = ours(daemon, epochs);
      Written written = Written.since(bench.product(), lastKept, lastTriage);
      bench.settle();
      double theirs = theirs(written.kept());
      if (round >= 0) {
        series.add(ours, theirs);
      }
    }
    series.print("sink.trickle", "objects/s", "16 connections, one bare row per commit");
  }

  private double ours(Product.Daemon daemon, List<Long> epochs) {
    List<Event> events = SampleEvents.of(nextId, DAEMONS * each);
    nextId += events.size();
    Instant now = Instant.now();
    return perSecond(
        events.size(),
        DAEMONS,
        number -> {
          DaemonId id = new DaemonId(FIRST_DAEMON + number);
          RunRef run = new RunRef(now, RunRef.Cause.SCHEDULE, now, "bench");
          for (int i = 0; i < each; i++) {
            Event event = events.get(i * DAEMONS + number);
            Batch batch = batch(daemon, id, epochs.get(number), run, event);
            if (!(product.gate().commit(batch) instanceof BatchOutcome.Committed)) {
              throw new IllegalStateException("a batch was not committed");
            }
          }
        });
  }

  private static Batch batch(
      Product.Daemon daemon, DaemonId id, long epoch, RunRef run, Event event) {
    Judged judged =
        Judged.of(
            MemorySource.STREAM,
            event,
            daemon.judge().decide(MemorySource.STREAM, event, run.planned()));
    String state = "{\"kind\":\"ids\",\"edge\":\"" + event.key() + "\"}";
    return new Batch(
        id,
        Batch.WHOLE,
        epoch,
        run,
        Batch.Mode.LIVE,
        List.of(judged),
        List.of(PointerMove.to(MemorySource.STREAM, "ids", state, event.key())),
        new Counters.Counting().count(Stage.READ).done(),
        KeepPolicy.STANDARD);
  }

  private double theirs(RecordedTable rows) {
    AtomicInteger next = new AtomicInteger();
    return perSecond(
        rows.size(),
        CONNECTIONS,
        _ -> {
          try (Connection connection = bench.peer().getConnection();
              RecordedTable.Writer writer = rows.new Writer(connection, 1)) {
            for (int i = next.getAndIncrement(); i < rows.size(); i = next.getAndIncrement()) {
              writer.write(i);
            }
          }
        });
  }

  /** Work of one of several threads. */
  private interface Work {
    void run(int number) throws InterruptedException, SQLException;
  }

  private static double perSecond(int objects, int threads, Work work) {
    long begun = System.nanoTime();
    try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int number = i;
        running.add(
            pool.submit(() -> {
              work.run(number);
              return number;
            }));
      }
      for (Future<?> each : running) {
        each.get();
      }
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a writer failed", failed.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the benchmark was stopped", stopped);
    }
    return objects * 1e9 / Duration.ofNanos(System.nanoTime() - begun).toNanos();
  }
}
