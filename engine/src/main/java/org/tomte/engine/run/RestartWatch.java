package org.tomte.engine.run;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When the beginning of a daemon's silent streams was looked at last. A source that counts anew
 * below the pointer is silent for ever, so silence alone cannot be trusted.
 */
final class RestartWatch {
  private static final Duration BETWEEN = Duration.ofHours(1);

  private final Map<String, Instant> looks = new ConcurrentHashMap<>();

  /** Whether it is time to look again. */
  boolean isDue(String stream, Instant now) {
    Instant last = looks.get(stream);
    return last == null || now.isBefore(last) || !now.isBefore(last.plus(BETWEEN));
  }

  /** Notes a look. One that raised an alarm is repeated by every run, so that the alarm stands. */
  void looked(String stream, Instant now, boolean alarmed) {
    if (alarmed) {
      looks.remove(stream);
    } else {
      looks.put(stream, now);
    }
  }
}
