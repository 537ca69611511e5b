package org.tomte.engine.commit;

/**
 * An object of the data layer that an event made or changed.
 *
 * @param kind what it is
 * @param id its identity within the kind
 */
public record MadeObject(Kind kind, long id) {

  /** The kinds of objects that events make. */
  public enum Kind {
    /** A triage event. */
    TRIAGE_EVENT,
    /** An incident. */
    INCIDENT
  }
}
