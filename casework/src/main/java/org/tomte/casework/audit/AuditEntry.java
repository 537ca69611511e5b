package org.tomte.casework.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did.
 *
 * @param place where it stands in the audit
 * @param who a person's log-in name, or what was imported
 * @param what a word or two, for example {@code set severity} or {@code definition changed}
 * @param object to what, for example {@code incident 17} or {@code daemon phishing-mailbox}
 * @param before what was before, in words; null when nothing was or it is not told
 * @param after what is now, in words; null when nothing is or it is not told
 * @param why in their words; may be empty
 */
public record AuditEntry(
    AuditPlace place,
    String who,
    String what,
    String object,
    @Nullable String before,
    @Nullable String after,
    String why) {

  /** When it was done. */
  public Instant at() {
    return place.at();
  }
}
