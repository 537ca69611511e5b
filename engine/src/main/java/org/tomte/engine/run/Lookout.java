package org.tomte.engine.run;

import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.api.ConnectorFault;

/**
 * Hears of news for one daemon and has its slot run. Its faults make no alarm: the runs by schedule
 * meet the same source and tell them.
 */
final class Lookout {
  private static final Logger log = LoggerFactory.getLogger(Lookout.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Slot slot;
  private final InstantSource clock;

  private Lookout(Slot slot, InstantSource clock) {
    this.slot = slot;
    this.clock = clock;
  }

  /** Begins to wait, on a thread that ends when it is interrupted or the source cannot tell. */
  static Thread start(Slot slot, InstantSource clock) {
    return Thread.ofVirtual()
        .name("lookout-" + slot.member().name())
        .start(new Lookout(slot, clock)::run);
  }

  private void run() {
    try {
      Duration pause = FIRST_PAUSE;
      while (true) {
        if (waited()) {
          return;
        }
        Thread.sleep(pause);
        pause = longer(pause);
      }
    } catch (InterruptedException ended) {
      log.debug("No more waiting for news of {}", slot.member().name());
    }
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
  }

  /** True when the source cannot tell of news. */
  private boolean waited() throws InterruptedException {
    try {
      slot.member().body().awaitNews(() -> slot.news(clock.instant()));
      return true;
    } catch (ConnectorFault fault) {
      log.info("Waiting for news of {} ended: {}", slot.member().name(), fault.getMessage());
      return false;
    }
  }
}
