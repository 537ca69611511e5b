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
import org.tomte.engine.commit.KeyUse;
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
import org.tomte.engine.pointer.SnapshotPointer;

/** Turns an accepted page into a batch: loads what is new and judges it. */
final class PageWork {
  private final PolledDaemon daemon;
  private final RunOrder order;
  private final RunControl control;
  private final RunRef reference;

  PageWork(PolledDaemon daemon, RunServices services, RunOrder order, RunControl control) {
    this.daemon = daemon;
    this.order = order;
    this.control = control;
    this.reference = new RunRef(order.planned(), order.cause(), control.started(), services.node());
  }

  /**
   * What became of a batch.
   *
   * @param outcome how it ended
   * @param counters all that was counted
   * @param handled events that count against the run's limit
   */
  record Committed(BatchOutcome outcome, Counters counters, int handled) {}

  /**
   * A judged page.
   *
   * @param batch null when there is nothing to commit
   * @param counters what was counted in judging
   */
  record Ready(@Nullable Batch batch, Counters counters) {}

  /** Loads and judges what is new of a page; changes nothing anywhere. */
  Ready judge(StreamInfo stream, Accepted accepted) throws ConnectorFault, InterruptedException {
    Counters.Counting counted = new Counters.Counting();
    List<Judged> judged = new ArrayList<>();
    for (org.tomte.engine.pointer.Judged item : accepted.items()) {
      take(stream, item, judged, counted);
    }
    for (Member gone : accepted.gone()) {
      counted.count(Stage.READ);
      judged.add(judge(stream, goneEvent(gone, accepted.state()), KeyUse.ALWAYS));
    }
    boolean moves =
        order.movePointer() && (accepted.stateChanged() || !accepted.members().isEmpty());
    Counters before = counted.done();
    if (judged.isEmpty() && !moves) {
      return new Ready(null, before);
    }
    List<PointerMove> pointers = moves ? List.of(move(stream, accepted)) : List.of();
    return new Ready(batch(judged, pointers, before), before);
  }

  /** What became of a batch. */
  static Committed committed(BatchOutcome outcome) {
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
    switch (item.verdict()) {
      case BEYOND_HOLD_BACK -> {}
      case KNOWN -> counted.count(Stage.READ).count(Stage.KNOWN);
      case OPENING, BEFORE ->
          leaveOut(stream, item, item.item(), judged, counted.count(Stage.READ));
      case FUTURE -> handle(stream, item, judged, counted.count(Stage.READ).count(Stage.FUTURE));
      case NEW, CHANGED, NULL_POSITION -> handle(stream, item, judged, counted.count(Stage.READ));
    }
  }

  private void handle(
      StreamInfo stream,
      org.tomte.engine.pointer.Judged item,
      List<Judged> judged,
      Counters.Counting counted)
      throws ConnectorFault, InterruptedException {
    Item loaded = item.item() instanceof Listed listed ? listed.loader().load() : item.item();
    if (loaded == null) {
      counted.count(Stage.LEFT_OUT);
      return;
    }
    if (control.stopRequested()) {
      throw new InterruptedException(control.stopReason());
    }
    if (loaded instanceof Event event && item.leftOut(event)) {
      leaveOut(stream, item, loaded, judged, counted);
      return;
    }
    KeyUse key = item.keyNeeded() ? KeyUse.ALWAYS : KeyUse.WHEN_MADE;
    judged.add(judge(stream, loaded, key));
  }

  /**
   * Nothing is made of what was there before the stream began. Where the pointer will not show that
   * the next time, its key is stored; the commit then counts it.
   */
  private void leaveOut(
      StreamInfo stream,
      org.tomte.engine.pointer.Judged item,
      Item known,
      List<Judged> judged,
      Counters.Counting counted) {
    if (item.keyNeeded()) {
      judged.add(Judged.leftOut(stream.name(), CleanText.item(unloaded(known)), order.launch()));
    } else {
      counted.count(Stage.LEFT_OUT);
    }
  }

  /** A listed item need not be loaded only to know its key and version. */
  private static Item unloaded(Item item) {
    return item instanceof Listed listed
        ? new Event(
            listed.key(),
            listed.position(),
            listed.time(),
            listed.version(),
            Map.of(),
            List.of(),
            null,
            null)
        : item;
  }

  private Judged judge(StreamInfo stream, Item item, KeyUse key) {
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
        key,
        daemon.writes().depth().applyAsInt(clean));
  }

  /**
   * A member that is no longer listed, as an event of its own: one for each departure, so the
   * listing in which it was missed belongs to its key.
   */
  private static Event goneEvent(Member member, PointerState state) {
    long listing = state instanceof SnapshotPointer snapshot ? snapshot.generation() : 0;
    return new Event(
        "gone:%s:%s:%d".formatted(member.key(), member.version(), listing),
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
