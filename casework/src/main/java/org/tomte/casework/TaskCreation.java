package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.task.Approval;
import org.tomte.casework.task.MadeTask;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskKey;
import org.tomte.casework.task.TaskStatus;

/** Makes tasks: locks their incidents first, checks all, takes numbers, writes once. */
final class TaskCreation {
  private final Session session;
  private final Cause commandCause;
  private final Instant now;

  TaskCreation(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.now = session.now();
  }

  /** What is known of a task before it has a number. */
  private record Draft(
      @Nullable TaskKey key, FieldValues fields, Set<String> setByPerson, Cause cause) {}

  List<Outcome<MadeTask>> create(List<NewTask> wanted) {
    TreeSet<Long> numbers = new TreeSet<>();
    wanted.stream().map(NewTask::incident).filter(Objects::nonNull).forEach(numbers::add);
    Map<Long, Incident> incidents =
        numbers.isEmpty() ? Map.of() : session.transaction().incidents().lock(numbers);
    List<Outcome<Draft>> drafts = wanted.stream().map(each -> draft(each, incidents)).toList();
    List<Draft> accepted = new ArrayList<>();
    for (Outcome<Draft> outcome : drafts) {
      if (outcome instanceof Outcome.Done<Draft> done) {
        accepted.add(done.value());
      }
    }
    Iterator<MadeTask> made = make(accepted, incidents).iterator();
    List<Outcome<MadeTask>> outcomes = new ArrayList<>();
    for (Outcome<Draft> outcome : drafts) {
      outcomes.add(
          switch (outcome) {
            case Outcome.Done<Draft> _ -> Outcome.done(made.next());
            case Outcome.Refused<Draft> refused -> Outcome.refused(refused.why(), refused.reason());
          });
    }
    return outcomes;
  }

  private Outcome<Draft> draft(NewTask wanted, Map<Long, Incident> incidents) {
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    Optional<Outcome<Draft>> loop = Session.loop(cause, "A new task");
    if (loop.isPresent()) {
      return loop.get();
    }
    Long incident = wanted.incident();
    Incident place = incident == null ? null : incidents.get(incident);
    if (incident != null && (place == null || session.hides(place, cause))) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "A new task: there is no incident with the number %d.".formatted(incident));
    }
    if (place != null && place.deleted()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_STATE,
          "A new task: incident %d was deleted; restore it first.".formatted(incident));
    }
    Map<String, @Nullable Object> raw =
        SourceLink.into(wanted.fields(), ObjectKind.TASK, wanted.link());
    Checked checked = session.catalogue().check(ObjectKind.TASK, raw);
    String fault =
        checked.valid()
            ? new TaskRules(session).waitingFault(0, incident, checked.values())
            : checked.reason();
    if (fault != null) {
      return Outcome.refused(Outcome.Refusal.BAD_VALUE, "A new task: " + fault);
    }
    Set<String> marks = cause instanceof Cause.Person ? checked.values().names() : Set.of();
    FieldValues fields = first(checked.values(), incident);
    return Outcome.done(new Draft(wanted.key(), fields, marks, cause));
  }

  private static FieldValues first(FieldValues values, @Nullable Long incident) {
    long progress = values.get(FieldNames.PROGRESS) instanceof Long percent ? percent : 0;
    boolean asks = values.get(FieldNames.AUTHORISER) != null;
    return (asks ? Approval.WAITING : Approval.NONE)
        .into(values)
        .with(FieldNames.PROGRESS, progress)
        .with(FieldNames.STATUS, TaskStatus.of(progress).word())
        .with(FieldNames.INCIDENT, incident);
  }

  private List<MadeTask> make(List<Draft> drafts, Map<Long, Incident> incidents) {
    Map<TaskKey, Task> known = known(drafts);
    Set<TaskKey> wanted = new HashSet<>();
    List<Draft> missing = new ArrayList<>();
    for (Draft draft : drafts) {
      TaskKey key = draft.key();
      if (key == null || (wanted.add(key) && !known.containsKey(key))) {
        missing.add(draft);
      }
    }
    List<Task> inserted = insert(missing, incidents);
    Map<TaskKey, Task> own = new HashMap<>();
    inserted.stream().filter(task -> task.key() != null).forEach(task -> own.put(key(task), task));
    // Another node may have taken a key a moment ago; its task is there by now.
    known.putAll(known(missing.stream().filter(each -> isTaken(each.key(), own)).toList()));
    Iterator<Task> keyless = inserted.stream().filter(task -> task.key() == null).iterator();
    List<MadeTask> tasks = new ArrayList<>();
    for (Draft draft : drafts) {
      tasks.add(
          draft.key() == null ? new MadeTask(keyless.next(), true) : made(draft.key(), own, known));
    }
    return tasks;
  }

  private static TaskKey key(Task task) {
    return Objects.requireNonNull(task.key(), "a task with a key");
  }

  private static boolean isTaken(@Nullable TaskKey key, Map<TaskKey, Task> own) {
    return key != null && !own.containsKey(key);
  }

  /** The first that asks for a key that was free has a new task, the others the same. */
  private static MadeTask made(TaskKey key, Map<TaskKey, Task> own, Map<TaskKey, Task> known) {
    Task fresh = own.remove(key);
    if (fresh != null) {
      known.put(key, fresh);
      return new MadeTask(fresh, true);
    }
    return new MadeTask(Objects.requireNonNull(known.get(key), "the task of a key"), false);
  }

  private Map<TaskKey, Task> known(List<Draft> drafts) {
    TreeSet<TaskKey> keys = new TreeSet<>();
    drafts.stream().map(Draft::key).filter(Objects::nonNull).forEach(keys::add);
    Map<TaskKey, Task> known = new TreeMap<>();
    if (keys.isEmpty()) {
      return known;
    }
    Map<TaskKey, Long> numbers = session.transaction().tasks().find(keys);
    Map<Long, Task> tasks = session.transaction().tasks().lock(new TreeSet<>(numbers.values()));
    numbers.forEach((key, number) -> {
      Task task = tasks.get(number);
      if (task != null) {
        known.put(key, task);
      }
    });
    return known;
  }

  /** Inserts tasks; gives those whose keys were free, in order. */
  private List<Task> insert(List<Draft> drafts, Map<Long, Incident> incidents) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    Iterator<Long> numbers = session.transaction().tasks().takeNumbers(drafts.size()).iterator();
    List<Task> tasks = drafts.stream().map(draft -> task(numbers.next(), draft)).toList();
    Set<Long> free = session.transaction().tasks().insert(tasks);
    List<Task> inserted = tasks.stream().filter(task -> free.contains(task.number())).toList();
    TaskBatch batch = new TaskBatch(session.transaction(), now);
    for (Task task : inserted) {
      batch.created(task);
      batch.hold(task, session.held(ObjectKind.TASK, List.of(), task.fields()));
      Incident incident = incidents.get(Objects.requireNonNullElse(task.incident(), 0L));
      if (incident != null) {
        batch.attached(task, incident);
      }
    }
    batch.write();
    return inserted;
  }

  private Task task(long number, Draft draft) {
    return new Task(
        number,
        draft.key(),
        session.catalogue().calculated(ObjectKind.TASK, draft.fields()),
        draft.setByPerson(),
        Task.Times.created(now),
        draft.cause(),
        1);
  }
}
