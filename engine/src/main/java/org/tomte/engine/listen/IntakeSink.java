package org.tomte.engine.listen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.ListenerSink;
import org.tomte.api.listen.Receipt;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/** What a listener of one start hands over to; judges on the thread that brings it. */
final class IntakeSink implements ListenerSink {
  private static final Logger log = LoggerFactory.getLogger(IntakeSink.class);

  /** Most senders give up before; a late commit is known when they repeat. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration WHEN_BUSY = Duration.ofSeconds(1);

  private final Intake intake;
  private final ArrivalJudging judging;
  private final Supplier<String> places;
  private final Consumer<ConnectorFault> onFault;
  private final LongAdder dropped = new LongAdder();
  private volatile boolean ended;

  /**
   * A sink for one start.
   *
   * @param places gives each arrival the key of its place
   */
  IntakeSink(
      Intake intake,
      ArrivalJudging judging,
      Supplier<String> places,
      Consumer<ConnectorFault> onFault) {
    this.intake = intake;
    this.judging = judging;
    this.places = places;
    this.onFault = onFault;
  }

  @Override
  public void put(Arrival arrival) throws InterruptedException {
    put(List.of(arrival));
  }

  @Override
  public void put(List<? extends Arrival> arrivals) throws InterruptedException {
    Counters.Counting misses = new Counters.Counting();
    TextPlace place = new TextPlace();
    int missed = 0;
    int taken = 0;
    try {
      for (Arrival arrival : arrivals) {
        boolean surely = judging.isSurelyMissed(arrival, place);
        Waiting waiting = surely ? null : waiting(arrival.kept(), misses);
        if (ended || (waiting != null && !intake.put(waiting))) {
          throw new InterruptedException("the listener has ended");
        }
        missed += surely ? 1 : 0;
        taken++;
      }
    } finally {
      ArrivalJudging.countMissed(missed, misses);
      intake.count(misses.done());
      dropped(arrivals.size() - taken);
    }
  }

  @Override
  public int offer(List<? extends Arrival> arrivals) {
    Counters.Counting misses = new Counters.Counting();
    TextPlace place = new TextPlace();
    int missed = 0;
    int taken = 0;
    for (Arrival arrival : arrivals) {
      boolean surely = judging.isSurelyMissed(arrival, place);
      Waiting waiting = ended || surely ? null : waiting(arrival.kept(), misses);
      if (!ended && (waiting == null || intake.offer(waiting))) {
        missed += surely ? 1 : 0;
        taken++;
      }
    }
    ArrivalJudging.countMissed(missed, misses);
    intake.count(misses.done());
    dropped(arrivals.size() - taken);
    return taken;
  }

  private @Nullable Waiting waiting(Arrival arrival, Counters.Counting misses) {
    Judged judged = judging.judgeOrCount(arrival, places.get(), misses);
    return judged == null ? null : new Waiting(arrival, judged, judging, null, 0);
  }

  @Override
  public Receipt confirm(List<? extends Arrival> arrivals) throws InterruptedException {
    if (arrivals.isEmpty()) {
      return new Receipt.Committed(List.of());
    }
    if (ended) {
      return new Receipt.Unavailable("The daemon does not listen now.", Ticket.COME_BACK);
    }
    Ticket ticket = new Ticket(arrivals.size());
    List<Waiting> all = new ArrayList<>(arrivals.size());
    for (Arrival each : arrivals) {
      Arrival arrival = each.kept();
      Judged judged = judging.judge(arrival, places.get());
      all.add(new Waiting(arrival, judged, judging, ticket, all.size()));
    }
    return intake.offerAll(all) ? ticket.await(LONGEST_WAIT) : new Receipt.Busy(WHEN_BUSY);
  }

  @Override
  public void dropped(long messages) {
    if (messages > 0) {
      dropped.add(messages);
      intake.count(Stage.DROPPED, messages);
    }
  }

  @Override
  public void refused(long messages, String reason) {
    if (messages > 0) {
      intake.count(Stage.REFUSED, messages);
      log.debug("Refused {}: {}", messages, reason);
    }
  }

  @Override
  public void truncated(long messages) {
    intake.count(Stage.TRUNCATED, messages);
  }

  @Override
  public void resynchronised(long places) {
    intake.count(Stage.RESYNCHRONISED, places);
  }

  @Override
  public void failed(ConnectorFault fault) {
    onFault.accept(fault);
  }

  /** Takes nothing more: the listener was closed. */
  void end() {
    ended = true;
  }

  /** How many were dropped since the start. */
  long dropped() {
    return dropped.sum();
  }
}
