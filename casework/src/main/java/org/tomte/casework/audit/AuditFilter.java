package org.tomte.casework.audit;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit are wanted.
 *
 * @param since only those at or after; null for all
 * @param who only those by this person; null for all
 * @param what only those whose word begins so; null for all
 * @param object only those whose object has this in its name, in upper or lower case; null for all
 */
public record AuditFilter(
    @Nullable Instant since, @Nullable String who, @Nullable String what, @Nullable String object) {

  /** Every entry. */
  public static final AuditFilter ALL = new AuditFilter(null, null, null, null);

  /** Whether an entry is wanted. */
  public boolean matches(AuditEntry entry) {
    return (since == null || !entry.at().isBefore(since))
        && (who == null || who.equals(entry.who()))
        && (what == null || entry.what().startsWith(what))
        && (object == null
            || entry.object().toLowerCase(Locale.ROOT).contains(object.toLowerCase(Locale.ROOT)));
  }
}
