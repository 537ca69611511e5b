package org.tomte.engine.pointer;

/**
 * Something about a stream that a person must know.
 *
 * @param cause one alarm per stream and cause
 * @param words what was seen, with numbers, and what can be done
 */
public record PointerAlarm(Cause cause, String words) {

  /** Why the alarm. */
  public enum Cause {
    /** The source counts anew below the pointer; its new events are not read. */
    IDS_RESTARTED(true),
    /** The source repeats itself; the run was ended. */
    NO_PROGRESS(true),
    /** A listing lost too many members at once; nothing counts as gone. */
    SMALL_SNAPSHOT(true),
    /** A run ended without the token that the stream promises. */
    POINTER_NOT_PRODUCED(true),
    /** Missing ids were given up before their time because there are too many. */
    GAPS_FORGOTTEN(true),
    /** Events came out of order; the pointer waits for the end of each run. */
    UNSORTED(true),
    /** Different events share a key or an id. */
    DUPLICATE_KEYS(true),
    /** The paging of one run did not end. */
    PAGE_CAP(true),
    /** The source gave its events new ids and says so; all of them are read again. */
    RENUMBERED(true),
    /** Events claim times in the future. */
    FUTURE_POSITIONS(false),
    /** The source returns what lies before the point that was asked for. */
    FILTER_IGNORED(false);

    private final boolean urgent;

    Cause(boolean urgent) {
      this.urgent = urgent;
    }

    /** False when nothing is wrong for now and it only costs time. */
    public boolean urgent() {
      return urgent;
    }
  }
}
