package org.tomte.engine.commit;

import java.util.List;
import org.tomte.casework.change.ObjectRef;
import org.tomte.engine.decision.PlannedEffect;

/** What became of one event of a committed batch. */
public sealed interface EventOutcome {

  /**
   * It made the objects; those it changed besides are among them. Empty when all it does is to send
   * something outside.
   */
  record Created(List<ObjectRef> objects) implements EventOutcome {}

  /** It changed objects that were there before, or joined the incident of its group. */
  record Merged(List<ObjectRef> objects) implements EventOutcome {}

  /**
   * It was committed before, in this or a newer version, and its merge rule asks for nothing.
   *
   * @param objects what it made then; empty when it made nothing or waits in quarantine
   */
  record Known(List<ObjectRef> objects) implements EventOutcome {}

  /** It was there before its stream began; only its key is stored. */
  record LeftOut() implements EventOutcome {}

  /** A rule kept it out on purpose. */
  record Discarded(String reason) implements EventOutcome {}

  /** No rule matched, and such events make nothing. */
  record Unmatched() implements EventOutcome {}

  /** Every effect was held back by its condition; the words say which and how far it is. */
  record Suppressed(String words) implements EventOutcome {}

  /** The daemon only observes; these effects would have happened. */
  record Observed(List<PlannedEffect> effects) implements EventOutcome {}

  /**
   * It waits for a person.
   *
   * @param entry the number of its quarantine entry
   * @param stage {@code read}, {@code rule}, {@code mapping} or {@code commit}
   * @param reason what is wrong, with which value, and what would be valid
   */
  record Quarantined(long entry, String stage, String reason) implements EventOutcome {}
}
