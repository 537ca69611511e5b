package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.Page;
import org.tomte.api.Poller;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.StreamKind;
import org.tomte.api.Watch;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.pointer.Accepted;
import org.tomte.engine.pointer.Members;
import org.tomte.engine.pointer.OrderedIdsPointer;
import org.tomte.engine.pointer.PointerAlgebra;
import org.tomte.engine.pointer.PointerCodec;
import org.tomte.engine.pointer.PointerFault;
import org.tomte.engine.pointer.PointerState;
import org.tomte.engine.pointer.ReadPlan;

/**
 * One run of a polled daemon: pages of all its streams in turn, committed one after the other.
 * While one is committed the next is read and judged, which changes nothing, where it cannot depend
 * on the commit. The run may end after any page; the pointer committed last is where the next run
 * goes on.
 */
public final class PollRun {
  private static final String NOTHING = "0 read, 0 new, 0 created, 0 quarantined";

  private final PolledDaemon daemon;
  private final RunServices services;
  private final RunOrder order;
  private final RunControl control;
  private final PageWork pages;
  private final PointerAlarms pointerAlarms;
  private final RestartWatch watch;
  private final PointerMemory memory;
  private final Deque<StreamWork> waiting = new ArrayDeque<>();
  private final Counters.Counting counted = new Counters.Counting();
  private final Counters.Counting loose = new Counters.Counting();
  private int handled;

  /** A page that was handed over and whose outcome was not looked at. */
  private @Nullable Flying flying;

  private record Flying(CommitGate.Submitted commit, int events) {}

  /** What is known from one run of a daemon to the next. */
  private record Between(RestartWatch watch, PointerMemory memory) {}

  private PollRun(
      PolledDaemon daemon,
      RunServices services,
      Between between,
      RunOrder order,
      RunControl control) {
    this.daemon = daemon;
    this.watch = between.watch();
    this.memory = between.memory();
    this.services = services;
    this.order = order;
    this.control = control;
    this.pages = new PageWork(daemon, services, order, control);
    this.pointerAlarms = new PointerAlarms(services.alarms(), daemon);
  }

  /** What a fleet runs for such a daemon. */
  public static RunBody body(PolledDaemon daemon, RunServices services) {
    Between between = new Between(new RestartWatch(), new PointerMemory(services.pointers()));
    return new RunBody() {
      @Override
      public RunResult run(RunOrder order, RunControl control) throws InterruptedException {
        PollRun run = new PollRun(daemon, services, between, order, control);
        return run.run().withLoose(run.loose.done());
      }

      @Override
      public void awaitNews(Runnable news) throws ConnectorFault, InterruptedException {
        Watch source = daemon.source().watch();
        if (source != null) {
          source.await(news);
        }
      }
    };
  }

  private RunResult run() throws InterruptedException {
    try (Poller poller = daemon.source().open()) {
      tellSource(poller);
      Map<String, StoredPointer> stored = memory.of(daemon.id(), order.epoch());
      for (StreamInfo stream : poller.streams(places(stored))) {
        waiting.add(begin(stream, stored.get(stream.name())));
      }
      return drain(poller);
    } catch (ConnectorFault fault) {
      return RunResult.failed(
          counted.done(), fault.kind(), String.valueOf(fault.getMessage()), fault.retryAfter());
    } catch (PointerFault fault) {
      return RunResult.failed(
          counted.done(), fault.kind(), String.valueOf(fault.getMessage()), null);
    } catch (StoreFault fault) {
      return RunResult.failed(
          counted.done(), FaultKind.UNAVAILABLE, "The database: " + fault.getMessage(), null);
    } catch (InterruptedException stopped) {
      if (control.stopReason() == null) {
        throw stopped;
      }
      return RunResult.stopped(counted.done(), "Stopped: " + control.stopReason() + ".");
    }
  }

  /** What {@link Poller#streams(Map)} is told. */
  private static Map<String, Position> places(Map<String, StoredPointer> stored) {
    Map<String, Position> places = new HashMap<>();
    stored.forEach((name, pointer) -> {
      boolean ids = pointer.kind().equals(PointerState.kindOf(new StreamKind.OrderedIds(false)));
      PointerState state = ids ? PointerCodec.read(pointer.state()) : null;
      Long edge = state instanceof OrderedIdsPointer ordered ? ordered.edge() : null;
      places.put(name, edge == null ? Position.NONE : new Position.Id(edge));
    });
    return places;
  }

  private StreamWork begin(StreamInfo stream, @Nullable StoredPointer stored) {
    StreamName name = new StreamName(daemon.id(), stream.name());
    PointerState state = stored == null ? null : PointerCodec.read(stored.state(), stream.kind());
    Instant now = services.clock().instant();
    ReadPlan plan = PointerAlgebra.begin(stream.kind(), daemon.pointer(), state, now, null);
    Members members =
        stream.kind() instanceof StreamKind.Snapshot
            ? new StoredMembers(services.pointers(), name)
            : Members.NONE;
    return new StreamWork(stream, members, plan, true);
  }

  private void tellSource(Poller poller) throws ConnectorFault, InterruptedException {
    Acknowledgements wanted = daemon.writes().acknowledgements();
    if (!wanted.done().isEmpty() || !wanted.quarantined().isEmpty()) {
      new AcknowledgementWork(daemon.id(), services.acknowledgements(), poller).finish();
    }
  }

  /** What was handed over is waited for, however the run ends. */
  private RunResult drain(Poller poller) throws ConnectorFault, InterruptedException {
    RunResult ended;
    try {
      ended = pages(poller);
    } catch (ConnectorFault | PointerFault | InterruptedException fault) {
      RunResult landed = Thread.currentThread().isInterrupted() ? null : land(poller);
      if (landed != null) {
        return landed;
      }
      throw fault;
    }
    return ended;
  }

  /** One page of each stream in turn, so that a long one does not starve the others. */
  private RunResult pages(Poller poller) throws ConnectorFault, InterruptedException {
    for (StreamWork next = waiting.poll(); next != null; next = waiting.poll()) {
      RunResult ended = null;
      int allowed = allowance();
      if (allowed <= 0 || control.stopRequested()) {
        ended = land(poller);
        allowed = allowance();
      }
      if (ended == null && control.stopRequested()) {
        ended = RunResult.stopped(counted.done(), "Stopped: " + control.stopReason() + ".");
      }
      if (ended == null) {
        ended = allowed <= 0 ? full() : page(poller, next, allowed);
      }
      if (ended != null) {
        return ended;
      }
    }
    RunResult ended = land(poller);
    if (ended != null) {
      return ended;
    }
    pointerAlarms.endOthers();
    return RunResult.done(counted.done(), words(), false);
  }

  /** How many events the next page may bring; zero when a limit is reached. */
  private int allowance() {
    int counting = handled + (flying == null ? 0 : flying.events());
    int left = Math.min(daemon.limits().page(), daemon.limits().events() - counting);
    RunLimits.Flood flood = daemon.limits().flood();
    if (flood == null) {
      return left;
    }
    Instant now = services.clock().instant();
    long made =
        services
            .rollups()
            .funnel(daemon.id(), now.minus(flood.per()), now.plusSeconds(60), Duration.ZERO)
            .stream()
            .mapToLong(bucket -> bucket.counters().of(Stage.OBJECTS))
            .sum();
    return (int) Math.min(left, flood.objects() - made);
  }

  private RunResult full() {
    if (handled >= daemon.limits().events()) {
      return RunResult.done(counted.done(), words(), daemon.limits().runAgain());
    }
    RunLimits.Flood flood = daemon.limits().flood();
    String bound = flood == null ? "" : flood.objects() + " objects in " + flood.per();
    return RunResult.failed(
        counted.done(),
        FaultKind.RATE_LIMITED,
        "The flood limit of %s is reached; the pointer waits, nothing is lost.".formatted(bound),
        null);
  }

  /** Reads, judges and hands over one page; not null when the run ends with it. */
  private @Nullable RunResult page(Poller poller, StreamWork work, int allowed)
      throws ConnectorFault, InterruptedException {
    ReadPlan plan = work.plan;
    int asked = plan.pageSize(allowed);
    Page page =
        plan.polls()
            ? poller.poll(
                plan.request(
                    work.stream.name(), allowed, daemon.limits().bytes(), order.launch(), control))
            : Page.last(java.util.List.of());
    Accepted accepted =
        PointerAlgebra.accept(plan, page, asked, services.clock().instant(), work.members);
    pointerAlarms.raise(work.stream.name(), accepted.alarms());
    pointerAlarms.raise(work.stream.name(), control.takeNotice());
    if (plan.looksOnly()) {
      watch.looked(work.stream.name(), services.clock().instant(), !accepted.alarms().isEmpty());
      return null;
    }
    PageWork.Ready ready = pages.judge(work.stream, accepted);
    RunResult ended = land(poller);
    if (ended != null) {
      return ended;
    }
    Batch batch = ready.batch();
    if (batch == null) {
      loose.add(ready.counters());
      control.progress(words());
    } else {
      memory.forget();
      flying = new Flying(services.gate().submit(batch), batch.events().size());
    }
    goOn(work, accepted);
    return mayRunAhead(work.stream.kind()) ? null : land(poller);
  }

  /**
   * Whether the next page may be read before this one is committed: not when members or objects in
   * the store have a say in it, or when what the source is told may change what it gives.
   */
  private boolean mayRunAhead(StreamKind kind) {
    Acknowledgements told = daemon.writes().acknowledgements();
    return !(kind instanceof StreamKind.Snapshot)
        && daemon.limits().flood() == null
        && told.done().isEmpty()
        && told.quarantined().isEmpty();
  }

  /** Waits for the page that was handed over; not null when the run ends with it. */
  private @Nullable RunResult land(Poller poller) throws ConnectorFault, InterruptedException {
    Flying landing = flying;
    if (landing == null) {
      return null;
    }
    flying = null;
    PageWork.Committed committed = PageWork.committed(landing.commit().await());
    counted.add(committed.counters());
    handled += committed.handled();
    control.progress(words());
    RunResult ended = endedBy(committed.outcome());
    if (ended == null) {
      tellSource(poller);
    }
    return ended;
  }

  /** The next page of the stream; after a silent reading now and then a look at its beginning. */
  private void goOn(StreamWork work, Accepted accepted) {
    boolean silent = work.silent && !accepted.progress();
    ReadPlan next = accepted.next();
    if (next == null && silent && watch.isDue(work.stream.name(), services.clock().instant())) {
      next = PointerAlgebra.check(work.stream.kind(), daemon.pointer(), accepted.state());
    }
    if (next != null) {
      waiting.add(new StreamWork(work.stream, work.members, next, silent));
    }
  }

  private @Nullable RunResult endedBy(BatchOutcome outcome) {
    return switch (outcome) {
      case BatchOutcome.Committed _ -> null;
      case BatchOutcome.Stale stale ->
          RunResult.superseded(
              counted.done(), "The daemon was taken over in epoch " + stale.current() + ".");
      case BatchOutcome.AlreadyRun run ->
          RunResult.superseded(
              counted.done(), "Node %s ran %s already.".formatted(run.node(), run.planned()));
      case BatchOutcome.Refused refused ->
          RunResult.failed(counted.done(), refused.kind(), refused.words(), null);
    };
  }

  private String words() {
    Counters so = counted.done().plus(loose.done());
    if (so.isZero()) {
      return NOTHING; // of ten thousand daemons nearly all say this at nearly every run
    }
    return "%,d read, %,d new, %,d created, %,d quarantined"
        .formatted(
            so.of(Stage.READ), so.of(Stage.NEW), so.of(Stage.CREATED), so.of(Stage.QUARANTINED));
  }

  /** A stream with what to ask next, and whether the run has found nothing new in it so far. */
  private record StreamWork(StreamInfo stream, Members members, ReadPlan plan, boolean silent) {}
}
