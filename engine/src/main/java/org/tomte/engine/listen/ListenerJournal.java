package org.tomte.engine.listen;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.StoreFault;
import org.tomte.engine.observe.RunLog;
import org.tomte.engine.run.RunResult;

/** Keeps how starts ended until it can be written. */
final class ListenerJournal {
  private static final Logger log = LoggerFactory.getLogger(ListenerJournal.class);
  private static final int MOST_KEPT = 10_000;

  private final RunLog runs;
  private final InstantSource clock;
  private List<RunLog.Ended> ended = new ArrayList<>();

  ListenerJournal(RunLog runs, InstantSource clock) {
    this.runs = runs;
    this.clock = clock;
  }

  synchronized void ended(DaemonId daemon, RunRef run, long epoch, RunResult result) {
    Instant now = clock.instant();
    RunLog.RunId id =
        new RunLog.RunId(
            daemon,
            run.node(),
            run.planned(),
            run.cause().name().toLowerCase(Locale.ROOT),
            run.started(),
            run.node());
    ended.add(
        new RunLog.Ended(
            id,
            epoch,
            result.outcome().name().toLowerCase(Locale.ROOT),
            result.words(),
            true,
            now,
            result.all()));
    if (ended.size() > MOST_KEPT) {
      ended.removeFirst();
    }
  }

  /** Writes what was gathered; what cannot be written stays for the next time. */
  synchronized void flush() {
    if (ended.isEmpty()) {
      return;
    }
    try {
      runs.end(List.copyOf(ended));
      ended = new ArrayList<>();
    } catch (StoreFault fault) {
      log.warn("Ends of listeners could not be written and are kept: {}", fault.getMessage());
    }
  }
}
