package org.tomte.engine.decision;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Under which terms something is sent.
 *
 * @param onlyIf what must have become of the event; null for anything
 * @param atMost how many go out in a span; null for any number
 * @param approve whether a person must approve each
 * @param attach which files go with it
 */
public record DeliveryTerms(
    @Nullable OnlyIf onlyIf, @Nullable AtMost atMost, boolean approve, Set<Attach> attach) {

  /** Sent in any case, without files. */
  public static final DeliveryTerms NONE = new DeliveryTerms(null, null, false, Set.of());

  /** Copies the set. */
  public DeliveryTerms {
    attach = Set.copyOf(attach);
  }

  /** What must have become of the event by the effects of all its rules. */
  public enum OnlyIf {
    /** An object was created. */
    CREATED,
    /** An object that was there was changed. */
    MERGED
  }

  /** Files that go with a delivery. */
  public enum Attach {
    /** The files that came with the event. */
    ATTACHMENTS,
    /** The event as it came, for example the mail itself. */
    ORIGINAL
  }
}
