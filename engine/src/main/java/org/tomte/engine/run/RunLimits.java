package org.tomte.engine.run;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much a run may do.
 *
 * @param events the most events that are handled; known and unreadable ones do not count
 * @param page the most events of one page and batch
 * @param bytes the most bytes of raw events in a page
 * @param runAgain whether a run that reached its most events is followed by another at once
 * @param flood when so many objects are made that a person must look; null for never
 */
public record RunLimits(int events, int page, long bytes, boolean runAgain, @Nullable Flood flood) {

  /**
   * A bound on what is made; at it the pointer waits, so nothing is lost.
   *
   * @param objects the most objects
   * @param per in such a span
   */
  public record Flood(int objects, Duration per) {}
}
