package org.tomte.engine.commit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.keep.Archive;
import org.tomte.engine.keep.BlobStore;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.quarantine.QuarantineEntry;
import org.tomte.engine.quarantine.QuarantineStore;

/**
 * Works on quarantined events again. It never touches a pointer or epoch: the key's state is turned
 * in the transaction of the objects, and only if the event still waits, so two replays at once make
 * nothing twice.
 */
public final class QuarantineReplay {
  private static final int PAGE = 100;

  private final CommitContext context;
  private final QuarantineStore entries;

  /** Replays entries of a store. */
  public QuarantineReplay(
      CommitStore store, QuarantineStore entries, BlobStore blobs, CaseworkContext casework) {
    this.context = new CommitContext(store, new Archive(blobs), casework);
    this.entries = entries;
  }

  /**
   * What the daemon makes of an event now.
   *
   * @param judged decided at {@link QuarantineEntry#instant()}
   * @param keep the daemon's policy
   * @param mode whether effects happen
   */
  public record Judgement(Judged judged, KeepPolicy keep, Batch.Mode mode) {}

  /**
   * Replays one entry.
   *
   * @param decide the daemon's decision code; it may fail the event again
   * @param who the person
   */
  public ReplayOutcome replay(long id, Function<QuarantineEntry, Judgement> decide, String who) {
    Optional<QuarantineEntry> found = entries.find(id);
    if (found.isEmpty() || found.get().state() != QuarantineStore.State.NEW) {
      return new ReplayOutcome.NotOpen();
    }
    QuarantineEntry entry = found.get();
    Judgement judgement = decide.apply(entry);
    try {
      return tryToWork(entry, judgement, who);
    } catch (StoreFault fault) {
      return new ReplayOutcome.Unavailable(fault.words());
    }
  }

  /** Replays all open entries that fit, the oldest last; gives what became of each. */
  public List<ReplayOutcome> replayAll(
      QuarantineStore.Filter filter, Function<QuarantineEntry, Judgement> decide, String who) {
    List<ReplayOutcome> outcomes = new ArrayList<>();
    Long before = filter.before();
    while (true) {
      QuarantineStore.Filter page =
          new QuarantineStore.Filter(
              filter.daemon(),
              filter.stage(),
              QuarantineStore.State.NEW,
              filter.from(),
              filter.until(),
              before);
      List<QuarantineEntry> listed = entries.list(page, PAGE);
      if (listed.isEmpty()) {
        return outcomes;
      }
      listed.forEach(entry -> outcomes.add(replay(entry.id(), decide, who)));
      before = listed.getLast().id();
    }
  }

  private ReplayOutcome tryToWork(QuarantineEntry entry, Judgement judgement, String who) {
    PreparedBatch batch = ReplayTries.batch(context, entry.daemon(), entry.at(), judgement);
    return ReplayTries.of(
        batch.events().getFirst(),
        () -> context.store().transaction(transaction -> work(transaction, entry, batch, who)));
  }

  private Instant now() {
    return context.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  private ReplayOutcome work(
      CommitTransaction transaction, QuarantineEntry entry, PreparedBatch batch, String who) {
    PreparedEvent event = batch.events().getFirst();
    KeyRow key = transaction.lockKeys(List.of(event.name())).get(event.name());
    boolean waits = key != null && key.state() == KeyRow.State.QUARANTINED;
    if (key == null || !waits || !transaction.lockQuarantined(entry.id())) {
      return new ReplayOutcome.NotOpen();
    }
    Instant now = now();
    QuarantineStore.Closing closing = new QuarantineStore.Closing(who, "replayed", now);
    Decision.Failure failure = event.failure();
    if (failure != null) {
      String reason = PreparedEvent.shortened(failure.reason());
      transaction.failAgain(entry.id(), failure.stage(), reason, closing);
      return new ReplayOutcome.FailedAgain(failure.stage(), reason);
    }
    EventWork work = new EventWork(batch, event);
    work.resume(key, MadeEffects.read(key.made()));
    new ReplayWriting(context, transaction, now).write(work);
    transaction.endReplayed(entry.id(), closing);
    return new ReplayOutcome.Replayed(work.result());
  }
}
