package org.tomte.casework.task;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/**
 * A task as it stands.
 *
 * @param number unique, growing, never used again
 * @param key the name its maker knows it by; null when it has none
 * @param fields what is set; status and progress always are
 * @param setByPerson the names of fields whose value is a person's decision, also to leave it empty
 * @param times when it was made, closed and changed
 * @param createdBy who or what made it
 * @param version 1 when it is created, one more with every edit
 */
public record Task(
    long number,
    @Nullable TaskKey key,
    FieldValues fields,
    Set<String> setByPerson,
    Times times,
    Cause createdBy,
    long version) {

  /** Copies the set. */
  public Task {
    setByPerson = Set.copyOf(setByPerson);
  }

  /**
   * When something happened to a task.
   *
   * @param created when it was made
   * @param closed when it was last closed; null while it is open
   * @param changed when it last changed in any way
   */
  public record Times(Instant created, @Nullable Instant closed, Instant changed) {

    /** Those of a task that is made now. */
    public static Times created(Instant now) {
      return new Times(now, null, now);
    }

    /** The same after a change; clocks of nodes differ, so it never steps back. */
    public Times changed(Instant now) {
      return new Times(created, closed, changed.isAfter(now) ? changed : now);
    }

    /** The same, closed at an instant, or open again with null. */
    public Times closed(@Nullable Instant at) {
      return new Times(created, at, changed);
    }
  }

  /** The title. */
  public String title() {
    return Objects.requireNonNullElse(fields.text(FieldNames.TITLE), "(no title)");
  }

  /** Where it stands. */
  public TaskStatus status() {
    return TaskStatus.of(String.valueOf(fields.get(FieldNames.STATUS)));
  }

  /** How much is done, from 0 to 100. */
  public long progress() {
    return fields.get(FieldNames.PROGRESS) instanceof Long percent ? percent : 0;
  }

  /** Who must approve it before it can be closed; null when nobody must. */
  public @Nullable String authoriser() {
    return fields.text(FieldNames.AUTHORISER);
  }

  /** Where its approval stands. */
  public Approval approval() {
    return Approval.of(fields);
  }

  /** How long people worked on it, in seconds. */
  public long effort() {
    return fields.get(FieldNames.EFFORT) instanceof Long seconds ? seconds : 0;
  }

  /** Whether it is open although it had to be done before an instant. */
  public boolean overdue(Instant at) {
    return openPast(FieldNames.DUE, at);
  }

  /** Whether it is open and its owner was to be reminded before an instant. */
  public boolean toRemind(Instant at) {
    return openPast(FieldNames.REMINDER, at);
  }

  private boolean openPast(String field, Instant at) {
    String time = fields.text(field);
    return !closed() && time != null && Instant.parse(time).isBefore(at);
  }

  /** The numbers of the tasks that must be closed before it. */
  public List<Long> waitsFor() {
    return fields.texts(FieldNames.WAITS_FOR).stream().map(Long::valueOf).toList();
  }

  /** The number of the incident that it is for; null when it stands alone. */
  public @Nullable Long incident() {
    return fields.get(FieldNames.INCIDENT) instanceof Long incident ? incident : null;
  }

  /** Whether nobody works on it any more. */
  public boolean closed() {
    return status() == TaskStatus.CLOSED;
  }

  /** Its name in changes. */
  public ObjectRef ref() {
    return ObjectRef.task(number);
  }
}
