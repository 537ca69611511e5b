package org.tomte.engine.commit;

import java.util.function.Supplier;
import org.tomte.engine.decision.Decision;

/** Works on one event again until it stands, fails for good, or was tried too often. */
final class ReplayTries {
  private static final int MOST = 8;

  private ReplayTries() {}

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
