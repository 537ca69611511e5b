package org.tomte.engine.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.tomte.engine.DaemonId;

/** Counters of daemons by minute. */
public interface Rollups {

  /** Adds what runs counted that wrote nothing else; many daemons in one transaction. */
  void add(List<Counted> counted);

  /**
   * What a daemon counted, in steps that are aligned to the epoch; steps without anything are left
   * out.
   *
   * @param from the first instant that counts
   * @param until the first instant that does not
   * @param step a whole number of minutes; the whole span when it is zero
   */
  List<Bucket> funnel(DaemonId daemon, Instant from, Instant until, Duration step);

  /** Removes minutes before an instant; gives how many. */
  long forget(Instant before);

  /**
   * What is added to a daemon's minute.
   *
   * @param minute any instant within it
   */
  record Counted(DaemonId daemon, Instant minute, Counters counters) {}

  /**
   * What was counted in a step.
   *
   * @param start when the step begins
   */
  record Bucket(Instant start, Counters counters) {}
}
