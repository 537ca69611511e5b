package org.tomte.casework.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;

/**
 * Reads as one what people did, wherever it is kept: changes of the data layer by people and
 * imports, revisions of definitions, switches, pointers, pauses, and what has no history of its
 * own. What daemons change is left out: it is in the timelines of objects and in decisions.
 */
public interface AuditReader {

  /**
   * The same for somebody: what is about restricted incidents that do not name them is left out.
   */
  AuditReader as(Access access);

  /**
   * Entries, the latest first.
   *
   * @param before the place of the last entry of the page before; null for the first
   * @param limit at least 1
   */
  List<AuditEntry> read(AuditFilter filter, @Nullable AuditPlace before, int limit);
}
