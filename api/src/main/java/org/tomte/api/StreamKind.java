package org.tomte.api;

import java.time.Duration;

/** How the events of a stream are ordered; the engine does the pointer's arithmetic from it. */
public sealed interface StreamKind {

  /**
   * Every event has a number that grows in the order of creation. The poller returns ids greater
   * than {@link PollRequest#from()}, ascending.
   *
   * @param gaps whether a smaller id may become visible after a larger one (a database sequence
   *     whose transactions commit in another order)
   * @param guarded whether numbers that start anew come under another stream name (a file's
   *     identity) or above all that were before (a folder's UIDVALIDITY); of other sources the
   *     engine looks at the beginning of a silent stream now and then, because such events would
   *     never be read
   * @param renumbers whether events that were seen may come again with larger ids and the same key;
   *     what was there before the stream began is then remembered by its key
   */
  record OrderedIds(boolean gaps, boolean guarded, boolean renumbers) implements StreamKind {

    /** Ids of a source that may count anew without telling. */
    public OrderedIds(boolean gaps) {
      this(gaps, false);
    }

    /** Ids that an event keeps for good. */
    public OrderedIds(boolean gaps, boolean guarded) {
      this(gaps, guarded, false);
    }
  }

  /**
   * Every event has a time, and ties are possible. The poller returns events at or after {@link
   * PollRequest#from()} (inclusive), ascending by time and tie.
   *
   * @param precision the step of the source's times, for example one second; never zero
   */
  record Watermark(Duration precision) implements StreamKind {}

  /** The source hands out an opaque text that says where to go on ({@link Page#token()}). */
  record Token() implements StreamKind {}

  /**
   * The poller returns the whole set each time; the engine finds what appeared, changed and is
   * gone. Items are {@link Listed} or {@link Event} with a {@code version}.
   *
   * @param gone whether an item that is no longer there becomes an event of its own
   * @param episodes whether an item that comes back is another event and not the one it was; its
   *     key is then followed by {@code @} and the number of the listing in which it appeared
   */
  record Snapshot(boolean gone, boolean episodes) implements StreamKind {

    /** Items that are the same event whenever they are there. */
    public Snapshot(boolean gone) {
      this(gone, false);
    }
  }
}
