package org.tomte.engine.commit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.tomte.engine.DaemonId;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.observe.Counters;

/** Works on one event again until it stands, fails for good, or was tried too often. */
final class ReplayTries {
  private static final int MOST = 8;

  private ReplayTries() {}

  /**
   * The event as a batch of its own, which moves no pointer and holds no epoch.
   *
   * @param at when the event was committed or failed
   */
  static PreparedBatch batch(
      CommitContext context, DaemonId daemon, Instant at, QuarantineReplay.Judgement judgement) {
    Judged judged = judgement.judged();
    StreamName name = new StreamName(daemon, judged.stream());
    Instant now = context.clock().instant().truncatedTo(ChronoUnit.MICROS);
    Integer stream = context.store().prepare(now, Set.of(name)).get(name);
    if (stream == null) {
      throw new IllegalStateException("the stream " + name.name() + " was not prepared");
    }
    Batch batch =
        new Batch(
            daemon,
            Batch.WHOLE,
            0,
            new RunRef(at, RunRef.Cause.MANUAL, now, ""),
            judgement.mode(),
            List.of(judged),
            List.of(),
            Counters.ZERO,
            judgement.keep());
    return new PreparedBatch(
        0, batch, List.of(new PreparedEvent(judged, stream)), Map.of(judged.stream(), stream));
  }

  /**
   * Tries.
   *
   * @param attempt one transaction; it looks at {@link PreparedEvent#failure()} first
   * @throws StoreFault when the store is away, or others were in the way each time
   */
  static ReplayOutcome of(PreparedEvent event, Supplier<ReplayOutcome> attempt) {
    for (int tries = 1; ; tries++) {
      try {
        return attempt.get();
      } catch (RefusedEvents refused) {
        refused.apply();
      } catch (StoreFault fault) {
        switch (fault.kind()) {
          case DATA -> event.fail(new Decision.Failure("commit", fault.words()));
          case CONFLICT, LOST -> {
            if (tries == MOST) {
              throw fault;
            }
          }
          case UNAVAILABLE, BROKEN -> throw fault;
        }
      }
    }
  }
}
