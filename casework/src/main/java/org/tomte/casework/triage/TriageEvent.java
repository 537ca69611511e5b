package org.tomte.casework.triage;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/**
 * A triage event as it stands.
 *
 * @param id unique and growing; also its place among the changes of the transaction that made it
 * @param status where it stands
 * @param fields what is set, without the status
 * @param observables the entities it holds, sorted
 * @param setByPerson the names of fields whose value is a person's decision
 * @param created when it was made
 * @param createdBy who or what made it
 */
public record TriageEvent(
    long id,
    TriageStatus status,
    FieldValues fields,
    List<EntityName> observables,
    Set<String> setByPerson,
    Instant created,
    Cause createdBy) {

  /** Copies the list and the set. */
  public TriageEvent {
    observables = List.copyOf(observables);
    setByPerson = Set.copyOf(setByPerson);
  }

  /** The title. */
  public String title() {
    return Objects.requireNonNullElse(fields.text(FieldNames.TITLE), "(no title)");
  }

  /** The number of the incident that was made of it; null when none was. */
  public @Nullable Long incident() {
    return status == TriageStatus.CONVERTED
            && fields.get(FieldNames.INCIDENT) instanceof Long incident
        ? incident
        : null;
  }

  /** Its name in changes. */
  public ObjectRef ref() {
    return ObjectRef.triageEvent(id);
  }

  /** The same with other fields. */
  public TriageEvent with(TriageStatus newStatus, FieldValues newFields, Set<String> newMarks) {
    return new TriageEvent(id, newStatus, newFields, observables, newMarks, created, createdBy);
  }

  /** The same with other observables. */
  public TriageEvent holding(List<EntityName> names) {
    return new TriageEvent(id, status, fields, names, setByPerson, created, createdBy);
  }
}
