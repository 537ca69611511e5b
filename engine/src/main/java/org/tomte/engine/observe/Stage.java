package org.tomte.engine.observe;

/** A place of the funnel at which events are counted. */
public enum Stage {
  /** Items that the source returned. */
  READ,
  /** Items that were there before: by the pointer or by their key. */
  KNOWN,
  /** Items that were not there before. */
  NEW,
  /** Items whose position lies in the future beyond the tolerance; counted beside the others. */
  FUTURE,
  /** Events for which at least one rule could not be judged; counted beside the others. */
  NOT_JUDGED,
  /** New events that no rule matched, whatever was made of them; counted beside the others. */
  UNMATCHED,
  /** New events kept out on purpose. */
  DISCARDED,
  /** New events that made an object. */
  CREATED,
  /** Events that changed or joined an object that was there before. */
  MERGED,
  /** New events whose every effect a threshold or first-seen condition held back. */
  SUPPRESSED,
  /** New events of a daemon that only observes: decided and recorded, nothing made. */
  OBSERVED,
  /** Events that failed and wait for a person. */
  QUARANTINED,
  /** Objects made; one event may make several. */
  OBJECTS
}
