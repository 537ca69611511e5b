package org.tomte.engine.alarm;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Raises and ends alarms. Ending a cause that was never raised costs nothing, so callers may say
 * "all is well" after every good run.
 */
public final class AlarmBook {
  private static final Logger log = LoggerFactory.getLogger(AlarmBook.class);

  private final AlarmStore store;
  private final InstantSource clock;
  private final UnaryOperator<String> mask;
  private final Set<String> raised = ConcurrentHashMap.newKeySet();

  /**
   * Reads the open alarms, so that those of an earlier process can be ended by this one.
   *
   * @param mask hides secrets in a text
   */
  public AlarmBook(AlarmStore store, InstantSource clock, UnaryOperator<String> mask) {
    this.store = store;
    this.clock = clock;
    this.mask = mask;
    store.open().forEach(alarm -> raised.add(alarm.cause().key()));
  }

  /** Says that something is wrong; the alarm goes to the owner. */
  public void raise(AlarmCause cause, String owner, String text, String daemon) {
    String masked = mask.apply(text);
    if (raised.add(cause.key())) {
      log.warn("Alarm {}: {}", cause.key(), masked);
    }
    store.raise(cause, owner, masked, daemon, clock.instant());
  }

  /** Says that the cause is gone. */
  public void end(AlarmCause cause) {
    if (!raised.remove(cause.key())) {
      return;
    }
    Instant now = clock.instant();
    store.end(cause, now);
    log.info("Alarm {} has ended", cause.key());
  }

  /** The open alarms, oldest first. */
  public List<Alarm> open() {
    return store.open();
  }
}
