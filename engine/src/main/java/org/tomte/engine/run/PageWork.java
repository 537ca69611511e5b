package org.tomte.engine.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Position;
import org.tomte.api.StreamInfo;
import org.tomte.api.Unreadable;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.CleanText;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.pointer.Accepted;
import org.tomte.engine.pointer.Member;
import org.tomte.engine.pointer.PointerCodec;
import org.tomte.engine.pointer.PointerState;
import org.tomte.engine.pointer.PointerWords;
import org.tomte.engine.pointer.Verdict;

/** Turns an accepted page into a batch: loads what is new, judges it, commits it. */
final class PageWork {
  private final PolledDaemon daemon;
  private final RunServices services;
  private final RunOrder order;
  private final RunControl control;
  private final RunRef reference;

  PageWork(PolledDaemon daemon, RunServices services, RunOrder order, RunControl control) {
    this.daemon = daemon;
    this.services = services;
    this.order = order;
    this.control = control;
    this.reference = new RunRef(order.planned(), order.cause(), control.started(), services.node());
  }

  /**
   * What became of a page.
   *
   * @param outcome null when there was nothing to commit
   * @param counters all that was counted
   * @param handled events that count against the run's limit
   */
  record Committed(@Nullable BatchOutcome outcome, Counters counters, int handled) {}

  Committed commit(StreamInfo stream, Accepted accepted)
      throws ConnectorFault, InterruptedException {
    Counters.Counting counted = new Counters.Counting();
    List<Judged> judged = new ArrayList<>();
    for (org.tomte.engine.pointer.Judged item : accepted.items()) {
      take(stream, item, judged, counted);
    }
    for (Member gone : accepted.gone()) {
      counted.count(Stage.READ);
      judged.add(judge(stream, goneEvent(gone), true));
    }
    boolean moves =
        order.movePointer() && (accepted.stateChanged() || !accepted.members().isEmpty());
    Counters before = counted.done();
    if (judged.isEmpty() && !moves) {
      return new Committed(null, before, 0);
    }
    List<PointerMove> pointers = moves ? List.of(move(stream, accepted)) : List.of();
    BatchOutcome outcome = services.gate().commit(batch(judged, pointers, before));
    return switch (outcome) {
      case BatchOutcome.Committed done ->
          new Committed(done, done.counters(), handled(done.events()));
      case BatchOutcome.Stale _, BatchOutcome.AlreadyRun _, BatchOutcome.Refused _ ->
          new Committed(outcome, Counters.ZERO, 0);
    };
  }

  private Batch batch(List<Judged> judged, List<PointerMove> pointers, Counters before) {
    return new Batch(
        daemon.id(),
        Batch.WHOLE,
        order.epoch(),
        reference,
        daemon.writes().mode(),
        judged,
        pointers,
        before,
        daemon.writes().keep());
  }

  private void take(
      StreamInfo stream,
      org.tomte.engine.pointer.Judged item,
      List<Judged> judged,
      Counters.Counting counted)
      throws ConnectorFault, InterruptedException {
    if (item.verdict() == Verdict.BEYOND_HOLD_BACK) {
      return;
    }
    counted.count(Stage.READ);
    if (!item.verdict().handled()) {
      counted.count(Stage.KNOWN);
      return;
    }
    if (item.verdict() == Verdict.FUTURE) {
      counted.count(Stage.FUTURE);
    }
    Item loaded = item.item() instanceof Listed listed ? listed.loader().load() : item.item();
    if (control.stopRequested()) {
      throw new InterruptedException(control.stopReason());
    }
    if (loaded instanceof Event event && item.leftOut(event)) {
      counted.count(Stage.KNOWN);
      return;
    }
    judged.add(judge(stream, loaded, item.keyNeeded()));
  }

  private Judged judge(StreamInfo stream, Item item, boolean keyNeeded) {
    Item clean = CleanText.item(item);
    Decision decision =
        switch (clean) {
          case Event event -> daemon.judge().decide(stream.name(), event, order.launch());
          case Unreadable unreadable ->
              new Decision(
                  order.launch(),
                  0,
                  List.of(),
                  List.of(),
                  false,
                  new Decision.Failure("read", unreadable.reason()));
          case Listed listed ->
              throw new IllegalStateException(
                  "the loader of " + listed.key() + " gave another listed item");
        };
    return new Judged(
        stream.name(),
        clean,
        decision,
        daemon.writes().acknowledgements(),
        keyNeeded,
        daemon.writes().depth().applyAsInt(clean));
  }

  /** A member that is no longer listed, as an event of its own. */
  private static Event goneEvent(Member member) {
    return new Event(
        "gone:" + member.key() + ":" + member.version(),
        Position.NONE,
        null,
        null,
        Map.of("gone", true, "key", member.key()),
        List.of(),
        null,
        null);
  }

  private static PointerMove move(StreamInfo stream, Accepted accepted) {
    PointerState state = accepted.state();
    return new PointerMove(
        stream.name(),
        state.kind(),
        PointerCodec.write(state),
        PointerWords.describe(stream.kind(), state, "event"),
        accepted.members());
  }

  /** Neither what the sink knew nor what is in quarantine uses up the run's limit. */
  private static int handled(List<EventOutcome> outcomes) {
    return (int)
        outcomes.stream()
            .filter(outcome ->
                !(outcome instanceof EventOutcome.Known)
                    && !(outcome instanceof EventOutcome.Quarantined))
            .count();
  }
}
