package org.tomte.casework.task;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;

/**
 * Which tasks are wanted.
 *
 * @param closed true for closed ones, false for the others; null for both
 * @param incident only those of the incident of this number; null for all
 * @param owner only this owner; null for all
 * @param daemon only those made by the daemon of this identity; null for all
 */
public record TaskFilter(
    @Nullable Boolean closed,
    @Nullable Long incident,
    @Nullable String owner,
    @Nullable Integer daemon) {

  /** Every task. */
  public static final TaskFilter ALL = new TaskFilter(null, null, null, null);

  /** Whether a task is wanted. */
  public boolean matches(Task task) {
    return (closed == null || closed == task.closed())
        && (incident == null || incident.equals(task.incident()))
        && (owner == null || owner.equals(task.fields().text(FieldNames.OWNER)))
        && (daemon == null || daemon.equals(task.createdBy().daemonIdentity()));
  }
}
