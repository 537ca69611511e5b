package org.tomte.casework.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;

/**
 * Which incidents are wanted.
 *
 * @param closed true for closed ones, false for the others; null for both
 * @param status only this status; null for all
 * @param severity only this severity; null for all
 * @param owner only this owner; null for all
 * @param openedBefore only those opened before; null for all
 * @param changedBefore only those without any change since; null for all
 * @param unattended whether only those without an owner are wanted of which no person changed a
 *     field or wrote a note
 * @param dueBefore only those with a clock that still counts and is due before; null for all
 * @param deleted whether those that were deleted are wanted too
 */
public record IncidentFilter(
    @Nullable Boolean closed,
    @Nullable String status,
    @Nullable String severity,
    @Nullable String owner,
    @Nullable Instant openedBefore,
    @Nullable Instant changedBefore,
    boolean unattended,
    @Nullable Instant dueBefore,
    boolean deleted) {

  /** Every incident. */
  public static final IncidentFilter ALL =
      new IncidentFilter(null, null, null, null, null, null, false);

  /** Without a look at clocks, and without those that were deleted. */
  public IncidentFilter(
      @Nullable Boolean closed,
      @Nullable String status,
      @Nullable String severity,
      @Nullable String owner,
      @Nullable Instant openedBefore,
      @Nullable Instant changedBefore,
      boolean unattended) {
    this(closed, status, severity, owner, openedBefore, changedBefore, unattended, null, false);
  }

  /** The same with those that were deleted. */
  public IncidentFilter withDeleted() {
    return new IncidentFilter(
        closed, status, severity, owner, openedBefore, changedBefore, unattended, dueBefore, true);
  }

  /** The same for those with a clock that is due before an instant. */
  public IncidentFilter dueBefore(Instant instant) {
    return new IncidentFilter(
        closed, status, severity, owner, openedBefore, changedBefore, unattended, instant, deleted);
  }

  /**
   * Whether an incident is wanted.
   *
   * @param attended whether a person changed a field of it or wrote a note
   */
  public boolean matches(Incident incident, boolean attended) {
    return (deleted || !incident.deleted())
        && isDue(incident)
        && (closed == null || closed == incident.closed())
        && (status == null || status.equals(incident.status()))
        && (severity == null || severity.equals(incident.fields().text(FieldNames.SEVERITY)))
        && (owner == null || owner.equals(incident.fields().text(FieldNames.OWNER)))
        && (openedBefore == null || incident.lifecycle().opened().isBefore(openedBefore))
        && (changedBefore == null || incident.lifecycle().changed().isBefore(changedBefore))
        && !(unattended && (attended || incident.fields().get(FieldNames.OWNER) != null));
  }

  private boolean isDue(Incident incident) {
    String due = incident.fields().text(FieldNames.SLA_DUE);
    return dueBefore == null || (due != null && Instant.parse(due).isBefore(dueBefore));
  }
}
