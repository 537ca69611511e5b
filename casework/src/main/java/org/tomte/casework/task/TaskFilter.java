package org.tomte.casework.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.FieldNames;

/**
 * Which tasks are wanted.
 *
 * @param closed true for closed ones, false for the others; null for both
 * @param incident only those of the incident of this number; null for all
 * @param owner only this owner; null for all
 * @param daemon only those made by the daemon of this identity; null for all
 * @param authoriser only those that this person must approve; null for all
 * @param approval only those whose approval stands so; null for all
 * @param dueBefore only open ones that had to be done before this instant; null for all
 * @param remindBefore only open ones whose reminder is before this instant; null for all
 */
public record TaskFilter(
    @Nullable Boolean closed,
    @Nullable Long incident,
    @Nullable String owner,
    @Nullable Integer daemon,
    @Nullable String authoriser,
    @Nullable Approval approval,
    @Nullable Instant dueBefore,
    @Nullable Instant remindBefore) {

  /** Every task. */
  public static final TaskFilter ALL = new TaskFilter(null, null, null, null);

  /** Without regard to approval and time. */
  public TaskFilter(
      @Nullable Boolean closed,
      @Nullable Long incident,
      @Nullable String owner,
      @Nullable Integer daemon) {
    this(closed, incident, owner, daemon, null, null, null, null);
  }

  /** Only those that somebody must approve, or whose approval stands so. */
  public TaskFilter approval(@Nullable String by, @Nullable Approval state) {
    return new TaskFilter(closed, incident, owner, daemon, by, state, dueBefore, remindBefore);
  }

  /** Only those that are overdue at an instant. */
  public TaskFilter overdue(@Nullable Instant at) {
    return new TaskFilter(closed, incident, owner, daemon, authoriser, approval, at, remindBefore);
  }

  /** Only those whose owner is to be reminded by an instant. */
  public TaskFilter toRemind(@Nullable Instant at) {
    return new TaskFilter(closed, incident, owner, daemon, authoriser, approval, dueBefore, at);
  }

  /** Whether a task is wanted. */
  public boolean matches(Task task) {
    return (closed == null || closed == task.closed())
        && (incident == null || incident.equals(task.incident()))
        && (owner == null || owner.equals(task.fields().text(FieldNames.OWNER)))
        && (daemon == null || daemon.equals(task.createdBy().daemonIdentity()))
        && (authoriser == null || authoriser.equals(task.authoriser()))
        && (approval == null || approval == task.approval())
        && (dueBefore == null || task.overdue(dueBefore))
        && (remindBefore == null || task.toRemind(remindBefore));
  }
}
