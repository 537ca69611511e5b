package org.tomte.casework.change;

/**
 * Names one object of the data layer.
 *
 * @param kind what it is
 * @param id the number of an incident or task, or the id of another object; positive
 */
public record ObjectRef(ObjectKind kind, long id) {

  /** Rejects what is never given out. */
  public ObjectRef {
    if (id <= 0) {
      throw new IllegalArgumentException("the id of an object is positive, not " + id);
    }
  }

  /** The incident of this number. */
  public static ObjectRef incident(long number) {
    return new ObjectRef(ObjectKind.INCIDENT, number);
  }

  /** The triage event of this id. */
  public static ObjectRef triageEvent(long id) {
    return new ObjectRef(ObjectKind.TRIAGE_EVENT, id);
  }

  /** The task of this number. */
  public static ObjectRef task(long number) {
    return new ObjectRef(ObjectKind.TASK, number);
  }

  /** The indicator of this id. */
  public static ObjectRef indicator(long id) {
    return new ObjectRef(ObjectKind.INDICATOR, id);
  }

  /** The note of this id. */
  public static ObjectRef note(long id) {
    return new ObjectRef(ObjectKind.NOTE, id);
  }

  /** The entity of this id. */
  public static ObjectRef entity(long id) {
    return new ObjectRef(ObjectKind.ENTITY, id);
  }

  /** For example {@code incident 17}. */
  @Override
  public String toString() {
    return kind.word() + " " + id;
  }
}
