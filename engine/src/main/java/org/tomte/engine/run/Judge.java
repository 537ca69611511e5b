package org.tomte.engine.run;

import java.time.Instant;
import org.tomte.api.Event;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.engine.decision.Decision;

/** Decides about events: rules, mappings and effects of one revision of a daemon. */
@FunctionalInterface
public interface Judge {

  /**
   * Decides about one event; never throws for what the event holds.
   *
   * @param stream the stream it came from
   * @param event cleaned
   * @param launch the instant for which the run was planned
   */
  Decision decide(String stream, Event event, Instant launch);

  /**
   * Whether {@link #decide} is sure to find no rule for an event and to discard it, told without
   * making its fields; false when that is not known.
   *
   * @param place is moved about
   */
  default boolean isSurelyUnwanted(FieldsInPlace event, TextPlace place, Instant launch) {
    return false;
  }
}
