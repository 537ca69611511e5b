package org.tomte.casework.triage;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;

/**
 * Which triage events are wanted.
 *
 * @param status only this status; null for all
 * @param severity only this severity; null for all
 * @param daemon only those made by the daemon of this identity; null for all
 */
public record TriageFilter(
    @Nullable TriageStatus status, @Nullable String severity, @Nullable Integer daemon) {

  /** Every triage event. */
  public static final TriageFilter ALL = new TriageFilter(null, null, null);

  /** Whether a triage event is wanted. */
  public boolean matches(TriageEvent event) {
    return (status == null || status == event.status())
        && (severity == null || severity.equals(event.fields().text(FieldNames.SEVERITY)))
        && (daemon == null || daemon.equals(event.createdBy().daemonIdentity()));
  }
}
