package org.tomte.casework.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;

/**
 * Something that was done, or asked for and refused.
 *
 * @param at when
 * @param who the log-in name of a person, or the name of a daemon
 * @param what a word such as {@link #REFUSED}
 * @param object what it was done to, for example {@code secret imap-password}
 * @param ref the object of the data layer that it is about, whose restriction hides the entry too;
 *     null when it is about none
 * @param before what was before; null when nothing was or nobody may know, as with secrets
 * @param after what is now; null when nothing is or nobody may know
 * @param why in their words, or the reason of a refusal; may be empty
 */
public record NewAuditEntry(
    Instant at,
    String who,
    String what,
    String object,
    @Nullable ObjectRef ref,
    @Nullable String before,
    @Nullable String after,
    String why) {

  /** Somebody asked for what they may not do. */
  public static final String REFUSED = "refused";

  /** An administrator let themselves into a restricted incident. */
  public static final String BREAK_GLASS = "break-glass";

  /** An operator acted as somebody else. */
  public static final String ACTED_AS = "acted-as";

  /** Something without an object of the data layer, and without values. */
  public static NewAuditEntry of(Instant at, String who, String what, String object, String why) {
    return new NewAuditEntry(at, who, what, object, null, null, null, why);
  }
}
