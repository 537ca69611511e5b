package org.tomte.casework;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.EditedEntity;
import org.tomte.casework.entity.EntityEdit;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.EditedIncident;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.indicator.IndicatorEdit;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.indicator.SeenIndicator;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.NoteEdit;
import org.tomte.casework.task.EditedTask;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.MadeTask;
import org.tomte.casework.task.NewEffort;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.triage.EditedTriageEvent;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;

/**
 * The commands of the data layer, within one transaction that somebody else commits. Every command
 * checks what it is given, writes who changed what from what to what, and answers for each element
 * of a batch on its own: a refused one costs nothing but itself. Batches of edits lock their
 * objects in ascending order before they change any.
 *
 * <p>Whoever commands needs what {@link CaseworkCommand} says of the command. What is restricted
 * and does not name them is refused in the words for what does not exist.
 */
public final class Casework {
  private final Session session;
  private final Cause cause;

  /**
   * Commands for one transaction.
   *
   * @param cause why, unless a command says otherwise
   */
  public Casework(CaseworkTransaction transaction, Cause cause, CaseworkContext context) {
    this(new Session(transaction, context), cause);
  }

  private Casework(Session session, Cause cause) {
    this.session = session;
    this.cause = cause;
  }

  /** The same commands for another cause. */
  public Casework as(Cause other) {
    return new Casework(session, other);
  }

  /** Adds triage events; gives their ids. One row each. */
  public List<Outcome<Long>> addToTriage(List<NewTriageEvent> events) {
    return each(
        CaseworkCommand.ADD_TO_TRIAGE,
        events,
        () -> new TriageCommands(session, cause).add(events));
  }

  /** Edits triage events in the order given. */
  public List<Outcome<EditedTriageEvent>> editTriage(List<TriageEdit> edits) {
    return each(
        CaseworkCommand.EDIT_TRIAGE, edits, () -> new TriageCommands(session, cause).apply(edits));
  }

  /**
   * Makes triage events part of an incident that is there: with their notes, files and entities,
   * but without their fields.
   *
   * @return their ids
   */
  public List<Outcome<Long>> attachTriage(List<Long> ids, long incident) {
    return each(
        CaseworkCommand.ATTACH_TRIAGE,
        ids,
        () -> new TriageJoining(session, cause).attach(ids, incident));
  }

  /**
   * Makes an incident of a triage event, with its fields, observables, notes and files.
   *
   * @param id the triage event
   * @param template the name of the template the incident is opened from
   * @param fields what goes over the event's fields, for example the owner
   */
  public Outcome<Incident> convert(long id, String template, Map<String, @Nullable Object> fields) {
    return one(CaseworkCommand.CONVERT, () -> converted(id, template, fields));
  }

  private Outcome<Incident> converted(
      long id, String template, Map<String, @Nullable Object> fields) {
    TriageEvent event = session.transaction().triageEvents().lock(List.of(id)).get(id);
    if (event == null || new TriageCommands(session, cause).hidden(event)) {
      return TriageCommands.unknown(id);
    }
    if (event.status().done()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_STATE,
          "Triage event %d is %s already.".formatted(id, event.status().word()));
    }
    Map<String, @Nullable Object> carried = new HashMap<>(event.fields().asMap());
    carried.putAll(fields);
    NewIncident wanted = new NewIncident(template, carried, event.observables(), null, cause);
    Outcome<Incident> outcome =
        new IncidentCreation(session, cause).create(List.of(wanted)).getFirst();
    if (outcome instanceof Outcome.Done<Incident> done) {
      new TriageJoining(session, cause).join(event, done.value().ref());
    }
    return outcome;
  }

  /** Opens incidents from templates. */
  public List<Outcome<Incident>> createIncidents(List<NewIncident> incidents) {
    return each(
        CaseworkCommand.CREATE_INCIDENTS,
        incidents,
        () -> new IncidentCreation(session, cause).create(incidents));
  }

  /** Edits incidents in the order given. */
  public List<Outcome<EditedIncident>> editIncidents(List<IncidentEdit> edits) {
    return each(
        CaseworkCommand.EDIT_INCIDENTS,
        edits,
        () -> new IncidentEdits(session, cause).apply(edits));
  }

  /**
   * Sets fields of one incident.
   *
   * @param force whether a daemon overwrites fields that a person set
   */
  public Outcome<EditedIncident> updateIncident(
      long number, Map<String, @Nullable Object> fields, boolean force) {
    return edit(number, new IncidentEdit.Action.Set(fields, force));
  }

  /** Sets the status of one incident; a closed status closes it. */
  public Outcome<EditedIncident> setStatus(long number, String status, boolean force) {
    return updateIncident(number, Map.of(FieldNames.STATUS, status), force);
  }

  /** Sets the phase of one incident. */
  public Outcome<EditedIncident> setPhase(long number, String phase, boolean force) {
    return updateIncident(number, Map.of(FieldNames.PHASE, phase), force);
  }

  /**
   * Closes one incident.
   *
   * @param reason a word or two
   * @param note what remains to be said; may be null
   * @param force whether a daemon closes it although a person set the status
   */
  public Outcome<EditedIncident> close(
      long number, String reason, @Nullable String note, boolean force) {
    return edit(number, new IncidentEdit.Action.Close(reason, note, force));
  }

  /** Opens one incident again. */
  public Outcome<EditedIncident> reopen(long number) {
    return edit(number, new IncidentEdit.Action.Reopen());
  }

  /** Deletes one incident; it is kept and can be restored. */
  public Outcome<EditedIncident> delete(long number) {
    return edit(number, new IncidentEdit.Action.Delete());
  }

  /** Takes it back that one incident was deleted. */
  public Outcome<EditedIncident> restore(long number) {
    return edit(number, new IncidentEdit.Action.Restore());
  }

  /** Says that nothing of one incident may be removed. */
  public Outcome<EditedIncident> hold(long number, String reason) {
    return edit(number, new IncidentEdit.Action.Hold(reason));
  }

  /** Takes the hold on one incident away. */
  public Outcome<EditedIncident> release(long number) {
    return edit(number, new IncidentEdit.Action.Release());
  }

  /** Does the same with several incidents; each answers on its own, in the order given. */
  public List<Outcome<EditedIncident>> editAll(List<Long> numbers, IncidentEdit.Action action) {
    return editIncidents(numbers.stream().map(number -> IncidentEdit.of(number, action)).toList());
  }

  /**
   * Merges incidents into another: they are closed as duplicates, their open tasks and entities go
   * there, and what daemons find for them later goes there too. Each answers on its own.
   *
   * @param note the closing note; null for one that names the other
   */
  public List<Outcome<Incident>> merge(long into, List<Long> others, @Nullable String note) {
    return each(
        CaseworkCommand.MERGE,
        others,
        () -> new MergeCommands(session, cause).merge(into, others, note));
  }

  /**
   * Lets an incident that was merged stand for itself again, with the tasks that came from it; it
   * is opened again if merging closed it. Entities stay with the other too.
   */
  public Outcome<Incident> unmerge(long number) {
    return one(CaseworkCommand.MERGE, () -> new MergeCommands(session, cause).unmerge(number));
  }

  /**
   * Makes a new incident with the settable fields and entities of another, in the first status and
   * phase, without its history.
   *
   * @param withTasks whether its tasks are made anew too, all of them open
   */
  public Outcome<Incident> copy(long number, boolean withTasks) {
    return one(CaseworkCommand.COPY, () -> new CopyCommand(session, cause).copy(number, withTasks));
  }

  /**
   * Removes a deleted incident for good, with its tasks, notes, changes and links; gives the label
   * it had. One that is held, or into which others were merged, is refused.
   */
  public Outcome<String> purge(long number) {
    return one(CaseworkCommand.PURGE, () -> new PurgeCommand(session, cause).purge(number));
  }

  private Outcome<EditedIncident> edit(long number, IncidentEdit.Action action) {
    return editIncidents(List.of(IncidentEdit.of(number, action))).getFirst();
  }

  /** Makes tasks; one whose key is taken is given back as it is. */
  public List<Outcome<MadeTask>> createTasks(List<NewTask> tasks) {
    return each(
        CaseworkCommand.CREATE_TASKS, tasks, () -> new TaskCreation(session, cause).create(tasks));
  }

  /** Edits tasks in the order given. */
  public List<Outcome<EditedTask>> editTasks(List<TaskEdit> edits) {
    return each(
        CaseworkCommand.EDIT_TASKS, edits, () -> new TaskEdits(session, cause).apply(edits));
  }

  /** Writes down what was spent on tasks, in the order given. */
  public List<Outcome<Effort>> addEfforts(List<NewEffort> efforts) {
    return each(
        CaseworkCommand.ADD_EFFORTS,
        efforts,
        () -> new EffortCommands(session, cause).add(efforts));
  }

  /**
   * Says that indicators were seen: makes those that are not there, and merges what is said with
   * what is known of the others.
   */
  public List<Outcome<SeenIndicator>> seeIndicators(List<NewIndicator> indicators) {
    return each(
        CaseworkCommand.SEE_INDICATORS,
        indicators,
        () -> new IndicatorCommands(session, cause).see(indicators));
  }

  /** Sets fields of indicators, in the order given. */
  public List<Outcome<SeenIndicator>> editIndicators(List<IndicatorEdit> edits) {
    return each(
        CaseworkCommand.EDIT_INDICATORS,
        edits,
        () -> new IndicatorCommands(session, cause).apply(edits));
  }

  /** Writes notes; gives their ids. */
  public List<Outcome<Long>> addNotes(List<NewNote> notes) {
    return each(
        CaseworkCommand.ADD_NOTES, notes, () -> new NoteCommands(session, cause).add(notes));
  }

  /** Writes one note; gives its id. */
  public Outcome<Long> addNote(ObjectRef object, String text) {
    return addNotes(List.of(NewNote.of(object, text))).getFirst();
  }

  /** Edits, flags and deletes notes, in the order given; gives what was deleted as it was. */
  public List<Outcome<Note>> editNotes(List<NoteEdit> edits) {
    return each(
        CaseworkCommand.EDIT_NOTES, edits, () -> new NoteCommands(session, cause).edit(edits));
  }

  /** Attaches files. */
  public List<Outcome<Attachment>> attachFiles(List<NewAttachment> files) {
    return each(
        CaseworkCommand.ATTACH_FILES,
        files,
        () -> new AttachmentCommands(session, cause).add(files));
  }

  /** Removes attached files; gives what they were. */
  public List<Outcome<Attachment>> removeFiles(List<Long> ids) {
    return each(
        CaseworkCommand.REMOVE_FILES,
        ids,
        () -> new AttachmentCommands(session, cause).remove(ids));
  }

  /** Edits, locks, unlocks and deletes entities, in the order given. */
  public List<Outcome<EditedEntity>> editEntities(List<EntityEdit> edits) {
    return each(
        CaseworkCommand.EDIT_ENTITIES,
        edits,
        () -> new EntityCommands(session, cause).apply(edits));
  }

  /** Ties an entity to an object; gives false when it was tied already. */
  public Outcome<Boolean> tieEntity(ObjectRef object, EntityName name) {
    return one(
        CaseworkCommand.TIE_ENTITIES, () -> new EntityCommands(session, cause).tie(object, name));
  }

  /** Unties an entity from an object for good; gives false when it was not tied. */
  public Outcome<Boolean> untieEntity(ObjectRef object, EntityName name) {
    return one(
        CaseworkCommand.TIE_ENTITIES, () -> new EntityCommands(session, cause).untie(object, name));
  }

  /** Stores a template in place of the one of its name, if its fields are valid. */
  public Outcome<IncidentTemplate> saveTemplate(IncidentTemplate template) {
    return one(CaseworkCommand.SAVE_TEMPLATE, () -> saved(template));
  }

  private Outcome<IncidentTemplate> saved(IncidentTemplate template) {
    List<String> faults =
        new ArrayList<>(session.catalogue().check(ObjectKind.INCIDENT, template.fields()).faults());
    template
        .content()
        .tasks()
        .forEach(task ->
            faults.addAll(session.catalogue().check(ObjectKind.TASK, task.fields()).faults()));
    if (!faults.isEmpty()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE,
          "Template '%s': %s".formatted(template.name(), String.join("; ", faults)));
    }
    session.transaction().templates().save(template);
    return Outcome.done(template);
  }

  /**
   * Takes back what one transaction did to one object, if nobody changed the same fields since.
   *
   * @param change any change of it; null for the last there was
   */
  public Outcome<Undone> undo(ObjectRef object, @Nullable ChangePosition change) {
    return one(CaseworkCommand.UNDO, () -> new Undoing(session, cause).undo(object, change));
  }

  /**
   * Lets an administrator into a restricted incident that does not name them: adds them to those
   * who see it, says so in a note on it, and in the audit.
   *
   * @param reason why, for the people whom it was kept for; not blank
   */
  public Outcome<EditedIncident> breakGlass(long number, String reason) {
    return one(
        CaseworkCommand.BREAK_GLASS, () -> new BreakGlass(session, cause).into(number, reason));
  }

  /** Does a batch, or refuses each of its elements. */
  private <E, T> List<Outcome<T>> each(
      CaseworkCommand command, List<E> elements, Supplier<List<Outcome<T>>> work) {
    if (elements.isEmpty()) {
      return List.of();
    }
    String reason = session.forbidden(command, cause);
    return reason == null
        ? work.get()
        : Collections.nCopies(elements.size(), Outcome.refused(Outcome.Refusal.FORBIDDEN, reason));
  }

  private <T> Outcome<T> one(CaseworkCommand command, Supplier<Outcome<T>> work) {
    String reason = session.forbidden(command, cause);
    return reason == null ? work.get() : Outcome.refused(Outcome.Refusal.FORBIDDEN, reason);
  }
}
