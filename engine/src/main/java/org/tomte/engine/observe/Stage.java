package org.tomte.engine.observe;

/**
 * A place of the funnel at which events are counted. What is new is discarded, created, merged,
 * suppressed, observed or quarantined: each new event counts as exactly one of these.
 */
public enum Stage {
  /** Runs that ended. */
  RUNS,
  /** Items that the source returned. */
  READ,
  /** Items older than where the stream begins. */
  LEFT_OUT,
  /** Items that were handled before: by the pointer or by their key. */
  KNOWN,
  /** Items handled now: those of {@code READ} that are neither left out nor known. */
  NEW,
  /** Items whose position lies in the future beyond the tolerance; counted beside the others. */
  FUTURE,
  /** Events for which at least one rule could not be judged; counted beside the others. */
  NOT_JUDGED,
  /** New events that no rule matched, whatever was made of them; counted beside the others. */
  UNMATCHED,
  /** New events of which nothing was made on purpose: by a rule or because none matched. */
  DISCARDED,
  /** New events that made an object. */
  CREATED,
  /** New events, or newer versions, that changed or joined an object that was there before. */
  MERGED,
  /** New events whose every effect a threshold or first-seen condition held back. */
  SUPPRESSED,
  /** New events of a daemon that only observes: decided and recorded, nothing made. */
  OBSERVED,
  /** New events that failed and wait for a person. */
  QUARANTINED,
  /** Events that left quarantine by a replay; counted beside the others. */
  REPLAYED,
  /** Objects made; one event may make several. */
  OBJECTS,
  /** Runs that a fault stopped. */
  FAILED_RUNS,
  /** Planned instants that were left out by rule. */
  SKIPPED_RUNS,
  /**
   * Messages to a listener that were lost before they could be taken, counted exactly: what was
   * sent is read or dropped.
   */
  DROPPED,
  /** Messages that a listener did not take on purpose: not allowed, or no messages at all. */
  REFUSED,
  /** Messages to a listener of which only a part came or was taken; counted beside the others. */
  TRUNCATED,
  /** Places in a stream of bytes at which a listener had to look for the next message. */
  RESYNCHRONISED
}
