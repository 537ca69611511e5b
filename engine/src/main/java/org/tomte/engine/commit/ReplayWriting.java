package org.tomte.engine.commit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/** Works on one event that left quarantine, and writes what came of it. */
final class ReplayWriting {
  private final CommitContext context;
  private final CommitTransaction transaction;
  private final Instant now;

  ReplayWriting(CommitContext context, CommitTransaction transaction, Instant now) {
    this.context = context;
    this.transaction = transaction;
    this.now = now;
  }

  void write(EventWork work) {
    boolean acts = !work.event.effects().isEmpty();
    if (acts && work.batch.batch().keep().matched().isPositive()) {
      long id = transaction.takeIds(1);
      work.kept = new KeptPlace(now.atZone(ZoneOffset.UTC).toLocalDate(), id);
    }
    if (acts) {
      new Effects(context, transaction, now).run(List.of(work));
    } else {
      work.outcome = Attempt.nothingMade(work);
    }
    KeyClaim keys = new KeyClaim(transaction, now);
    transaction.updateKeys(List.of(keys.after(work)));
    new Writing(context, transaction, now).writeEvent(work);
    Counters.Counting counting = new Counters.Counting().count(Stage.REPLAYED);
    long objects =
        work.madeEffects().entries().stream()
            .filter(made -> made.object() != null && !made.joined())
            .count();
    counting.count(Stage.OBJECTS, objects);
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    transaction.count(List.of(new RollupRow(work.batch.batch().daemon(), minute, counting.done())));
  }
}
