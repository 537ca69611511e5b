package org.tomte.casework;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.Outcome.Refusal;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.NewChange;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.template.IncidentTemplate;

/** Makes an incident like another. */
final class CopyCommand {
  private final Session session;
  private final CaseworkTransaction transaction;
  private final Cause cause;

  CopyCommand(Session session, Cause cause) {
    this.session = session;
    this.transaction = session.transaction();
    this.cause = cause;
  }

  Outcome<Incident> copy(long number, boolean withTasks) {
    Incident source = transaction.incidents().lock(List.of(number)).get(number);
    if (source == null || session.hides(source, cause)) {
      return IncidentEdits.unknown(number);
    }
    if (source.deleted()) {
      return IncidentEdits.refused(source, Refusal.BAD_STATE, "it was deleted; restore it first");
    }
    IncidentTemplate template = template(source);
    Map<String, @Nullable Object> fields = new HashMap<>();
    template.fields().keySet().forEach(name -> fields.put(name, null));
    fields.putAll(settable(ObjectKind.INCIDENT, source.fields()));
    fields.remove(FieldNames.STATUS);
    fields.remove(FieldNames.PHASE);
    List<EntityName> entities =
        transaction.entities().of(source.ref()).stream().map(Entity::name).toList();
    NewIncident wanted = new NewIncident(template.name(), fields, entities, null, null, true);
    Outcome<Incident> outcome =
        new IncidentCreation(session, cause).create(List.of(wanted)).getFirst();
    if (outcome instanceof Outcome.Done<Incident> done) {
      finish(source, done.value(), withTasks);
    }
    return outcome;
  }

  private void finish(Incident source, Incident copy, boolean withTasks) {
    transaction
        .changes()
        .append(
            List.of(
                new NewChange(
                    session.now(), copy.ref(), Change.CLONED, null, source.number(), cause)));
    if (!withTasks) {
      return;
    }
    List<NewTask> tasks = new ArrayList<>();
    for (Task task : transaction.tasks().lock(transaction.tasks().of(source.number())).values()) {
      Map<String, @Nullable Object> fields = settable(ObjectKind.TASK, task.fields());
      fields.remove(FieldNames.PROGRESS);
      tasks.add(new NewTask(null, copy.number(), fields, null, null));
    }
    new TaskCreation(session, cause).create(tasks).forEach(Outcome::orThrow);
  }

  /** The template of the other; when it is gone, the one that is always there. */
  private IncidentTemplate template(Incident source) {
    String name = String.valueOf(source.fields().text(FieldNames.TEMPLATE));
    IncidentTemplate stored = transaction.templates().find(Set.of(name)).get(name);
    return stored == null ? IncidentTemplate.GENERAL : stored;
  }

  private Map<String, @Nullable Object> settable(ObjectKind kind, FieldValues fields) {
    Map<String, @Nullable Object> settable = new TreeMap<>(fields.asMap());
    settable
        .keySet()
        .removeIf(name -> session.catalogue().find(kind, name).filter(Field::settable).isEmpty());
    return settable;
  }
}
