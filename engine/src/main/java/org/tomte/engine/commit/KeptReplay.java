package org.tomte.engine.commit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.keep.Archive;
import org.tomte.engine.keep.BlobStore;

/**
 * Makes of kept events what the rules of today ask for and those of their day did not. It never
 * touches a pointer or epoch. What an effect made once is not made again, changed or taken back:
 * the key tells what happened, and it is turned in the transaction of the objects, so two replays
 * at once, or a replay beside a run, make nothing twice.
 */
public final class KeptReplay {
  private final CommitContext context;

  /** Replays kept events of a store. */
  public KeptReplay(CommitStore store, BlobStore blobs, CaseworkContext casework) {
    this.context = new CommitContext(store, new Archive(blobs), casework);
  }

  /**
   * Replays one event.
   *
   * @param daemon whose event it is
   * @param at when it was committed
   * @param judgement decided at the instant of the first time
   * @return {@link ReplayOutcome.NotOpen} when it waits in quarantine, a person discarded it there,
   *     or a newer version came since
   */
  public ReplayOutcome replay(DaemonId daemon, Instant at, QuarantineReplay.Judgement judgement) {
    try {
      PreparedBatch batch = ReplayTries.batch(context, daemon, at, judgement);
      return ReplayTries.of(
          batch.events().getFirst(),
          () -> context.store().transaction(transaction -> work(transaction, batch)));
    } catch (StoreFault fault) {
      return new ReplayOutcome.Unavailable(fault.words());
    }
  }

  private ReplayOutcome work(CommitTransaction transaction, PreparedBatch batch) {
    PreparedEvent event = batch.events().getFirst();
    Decision.Failure failure = event.failure();
    if (failure != null) {
      return new ReplayOutcome.FailedAgain(
          failure.stage(), PreparedEvent.shortened(failure.reason()));
    }
    EventWork work = new EventWork(batch, event);
    new KeyClaim(transaction, now()).claim(List.of(work));
    if (work.inserted == null) {
      KeyRow key = transaction.lockKeys(List.of(event.name())).get(event.name());
      if (key == null || isWithPeople(key.state()) || newer(key, event)) {
        return new ReplayOutcome.NotOpen();
      }
      work = new EventWork(batch, event);
      work.resume(key, MadeEffects.read(key.made()));
      work.onlyAdds();
    }
    new ReplayWriting(context, transaction, now()).write(work);
    return new ReplayOutcome.Replayed(work.result());
  }

  private static boolean isWithPeople(KeyRow.State state) {
    return switch (state) {
      case QUARANTINED, DISCARDED -> true;
      case DONE, LEFT_OUT -> false;
    };
  }

  /** Whether a newer version than the kept one was handled since. */
  private static boolean newer(KeyRow key, PreparedEvent event) {
    return Versions.newer(event.version(), key.version());
  }

  private Instant now() {
    return context.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }
}
