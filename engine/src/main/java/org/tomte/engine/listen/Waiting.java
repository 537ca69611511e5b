package org.tomte.engine.listen;

import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.Arrival;
import org.tomte.engine.commit.Judged;

/**
 * An arrival of which something is to be written.
 *
 * @param arrival what arrived
 * @param judged what the rules made of it
 * @param by who judged it; another revision judges again
 * @param ticket who waits for its commit; null when nobody does
 * @param index which arrival of the ticket it is
 */
record Waiting(
    Arrival arrival, Judged judged, ArrivalJudging by, @Nullable Ticket ticket, int index) {

  /** Bytes that it holds; never less than an object takes. */
  long size() {
    return Math.max(arrival.size(), 64);
  }
}
