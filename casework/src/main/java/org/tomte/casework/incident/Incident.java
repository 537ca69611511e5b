package org.tomte.casework.incident;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/**
 * An incident as it stands.
 *
 * @param number unique, growing, never used again
 * @param label what people call it; unique
 * @param fields what is set; status and phase always are
 * @param setByPerson the names of fields whose value is a person's decision, also to leave it empty
 * @param lifecycle times and counts
 * @param createdBy who or what opened it
 * @param version 1 when it is created, one more with every edit
 */
public record Incident(
    long number,
    String label,
    FieldValues fields,
    Set<String> setByPerson,
    Lifecycle lifecycle,
    Cause createdBy,
    long version) {

  /** Copies the set. */
  public Incident {
    setByPerson = Set.copyOf(setByPerson);
  }

  /** The title. */
  public String title() {
    return Objects.requireNonNullElse(fields.text(FieldNames.TITLE), "(no title)");
  }

  /** The status; one of the workflow's. */
  public String status() {
    return Objects.requireNonNull(fields.text(FieldNames.STATUS), label + " has no status");
  }

  /** The phase; one of the workflow's. */
  public String phase() {
    return Objects.requireNonNull(fields.text(FieldNames.PHASE), label + " has no phase");
  }

  /** Whether nobody works on it any more. */
  public boolean closed() {
    return lifecycle.closed() != null;
  }

  /** Whether it is for the people that it names only. */
  public boolean restricted() {
    return Boolean.TRUE.equals(fields.get(FieldNames.RESTRICTED));
  }

  /** Whether it was deleted; it can still be restored. */
  public boolean deleted() {
    return lifecycle.deleted() != null;
  }

  /** Whether nothing of it may be removed. */
  public boolean held() {
    return fields.get(FieldNames.HOLD_REASON) != null;
  }

  /** The number of the incident it was merged into; null when it stands for itself. */
  public @Nullable Long duplicateOf() {
    return fields.get(FieldNames.DUPLICATE_OF) instanceof Long number ? number : null;
  }

  /** The number of the incident it belongs to; null when it belongs to none. */
  public @Nullable Long parent() {
    return fields.get(FieldNames.PARENT) instanceof Long number ? number : null;
  }

  /**
   * Whether somebody may know of it: a restricted one is for the people that it names and for the
   * daemon that opened it.
   */
  public boolean isSeenBy(Access access) {
    return !restricted()
        || access.restricted()
        || switch (access.kind()) {
          case PERSON -> names(access.name());
          case DAEMON ->
              access.daemon() != null && access.daemon().equals(createdBy.daemonIdentity());
          case SYSTEM -> false;
        };
  }

  private boolean names(String person) {
    return person.equals(fields.text(FieldNames.OWNER))
        || fields.texts(FieldNames.INVESTIGATORS).contains(person)
        || fields.texts(FieldNames.VISIBLE_TO).contains(person);
  }

  /** Its name in changes. */
  public ObjectRef ref() {
    return ObjectRef.incident(number);
  }

  /** The next version of it. */
  public Incident edited(FieldValues others, Set<String> marks, Lifecycle past) {
    return new Incident(number, label, others, marks, past, createdBy, version + 1);
  }

  /** The same with another past. */
  public Incident during(Lifecycle other) {
    return new Incident(number, label, fields, setByPerson, other, createdBy, version);
  }

  /** The same under another label. */
  public Incident labelled(String other) {
    return new Incident(number, other, fields, setByPerson, lifecycle, createdBy, version);
  }
}
