package org.tomte.casework;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.Field;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.indicator.IndicatorEdit;
import org.tomte.casework.task.TaskEdit;
import org.tomte.casework.task.TaskStatus;
import org.tomte.casework.timeline.TimelineEntry;
import org.tomte.casework.triage.TriageStatus;

/**
 * Takes back what one transaction did to one object, where nobody relied on it since: each field
 * still has the value that it got. What it does is an ordinary edit, a change like others, which
 * can be undone in turn.
 */
final class Undoing {

  /** What comes and goes with the status. */
  private static final Set<String> FOLLOWING =
      Set.of(
          FieldNames.STATUS,
          FieldNames.CLOSING_REASON,
          FieldNames.CLOSING_NOTE,
          FieldNames.CLOSED_BY);

  private final Session session;
  private final Cause cause;

  Undoing(Session session, Cause cause) {
    this.session = session;
    this.cause = cause;
  }

  /**
   * From what a field came and to what an entry set it.
   *
   * @param before null when it was empty
   * @param after null when it was emptied
   */
  private record Step(@Nullable Object before, @Nullable Object after) {}

  Outcome<Undone> undo(ObjectRef object, @Nullable ChangePosition which) {
    if (!locked(object)) {
      return Outcome.refused(Outcome.Refusal.UNKNOWN_TARGET, "There is no %s.".formatted(object));
    }
    List<Change> history = session.transaction().changes().of(object);
    List<TimelineEntry> entries = TimelineEntry.of(history, Map.of());
    TimelineEntry entry = find(entries, which);
    if (entry == null) {
      return Outcome.refused(
          Outcome.Refusal.UNKNOWN_TARGET,
          "Nothing was changed on %s at %s.".formatted(object, which));
    }
    Map<String, Step> steps = steps(entry);
    String fault = fault(entry, steps, history);
    return fault == null
        ? back(entry, steps)
        : Outcome.refused(
            Outcome.Refusal.BAD_STATE,
            "What %s did to %s at %s is not undone: %s"
                .formatted(entry.cause().words(), object, entry.at(), fault));
  }

  /** Locks the object; false when it is not there or must not be known of. */
  private boolean locked(ObjectRef object) {
    CaseworkTransaction transaction = session.transaction();
    List<Long> id = List.of(object.id());
    Collection<@Nullable Long> incident =
        switch (object.kind()) {
          case INCIDENT -> List.copyOf(transaction.incidents().lock(id).keySet());
          case TASK ->
              transaction.tasks().lock(id).values().stream().map(each -> each.incident()).toList();
          case TRIAGE_EVENT ->
              transaction.triageEvents().lock(id).values().stream()
                  .map(each -> each.incident())
                  .toList();
          case INDICATOR -> List.copyOf(transaction.indicators().names(id).keySet());
          case NOTE, ENTITY -> List.of();
        };
    return !incident.isEmpty()
        && (object.kind() == ObjectKind.INDICATOR
            || session.restrictedAmong(incident).values().stream()
                .noneMatch(each -> session.hides(each, cause)));
  }

  private static @Nullable TimelineEntry find(
      List<TimelineEntry> entries, @Nullable ChangePosition which) {
    if (which == null) {
      return entries.isEmpty() ? null : entries.getLast();
    }
    return entries.stream()
        .filter(entry -> entry.changes().stream().anyMatch(each -> each.position().equals(which)))
        .findFirst()
        .orElse(null);
  }

  private static Map<String, Step> steps(TimelineEntry entry) {
    Map<String, Step> steps = new LinkedHashMap<>();
    for (Change change : entry.changes()) {
      Step first = steps.get(change.field());
      Object before = first == null ? change.before() : first.before();
      steps.put(change.field(), new Step(before, change.after()));
    }
    return steps;
  }

  private @Nullable String fault(
      TimelineEntry entry, Map<String, Step> steps, List<Change> history) {
    if (steps.containsKey(Change.CREATED)) {
      return "it came to be by it";
    }
    Set<String> others = new TreeSet<>(steps.keySet());
    others.removeIf(name -> comesBack(entry.object().kind(), name));
    if (!others.isEmpty()) {
      return "only fields that can be set are set back, not: " + String.join(", ", others);
    }
    long last = entry.changes().getLast().position().sequence();
    return history.stream()
        .filter(change -> change.position().sequence() > last)
        .filter(change -> steps.containsKey(change.field()))
        .findFirst()
        .map(since ->
            "%s set %s at %s since".formatted(since.cause().words(), since.field(), since.at()))
        .orElse(null);
  }

  /** What can be set, what follows from that, and that an incident was deleted. */
  private boolean comesBack(ObjectKind kind, String name) {
    Optional<Field> field = session.catalogue().find(kind, name);
    return switch (kind) {
      case TRIAGE_EVENT -> field.isPresent();
      case INCIDENT ->
          name.equals(Change.DELETED)
              || FOLLOWING.contains(name)
              || field.filter(each -> each.settable() || isOwn(name)).isPresent();
      default ->
          FOLLOWING.contains(name)
              || field.filter(each -> each.settable() || isOwn(name)).isPresent();
    };
  }

  /** Fields of the team's own that cannot be set are calculated anew. */
  private static boolean isOwn(String name) {
    return name.startsWith(FieldNames.CUSTOM_PREFIX);
  }

  private Outcome<Undone> back(TimelineEntry entry, Map<String, Step> steps) {
    long id = entry.object().id();
    Outcome<?> outcome =
        switch (entry.object().kind()) {
          case INCIDENT ->
              new IncidentEdits(session, cause)
                  .apply(List.of(IncidentEdit.of(id, incident(steps))))
                  .getFirst();
          case TASK ->
              new TaskEdits(session, cause).apply(List.of(TaskEdit.of(id, task(steps)))).getFirst();
          case TRIAGE_EVENT -> triage(id, steps);
          case INDICATOR ->
              new IndicatorCommands(session, cause)
                  .apply(List.of(new IndicatorEdit(id, settable(entry, steps), true, null)))
                  .getFirst();
          case NOTE, ENTITY -> Outcome.done(id);
        };
    return switch (outcome) {
      case Outcome.Done<?> _ ->
          Outcome.done(new Undone(entry.object(), entry.position(), steps.keySet()));
      case Outcome.Refused<?> refused -> Outcome.refused(refused.why(), refused.reason());
    };
  }

  /** Closing words go and come with the status. */
  private IncidentEdit.Action incident(Map<String, Step> steps) {
    Step deleted = steps.get(Change.DELETED);
    if (deleted != null) {
      return deleted.before() == null
          ? new IncidentEdit.Action.Restore()
          : new IncidentEdit.Action.Delete();
    }
    Step status = steps.get(FieldNames.STATUS);
    if (status != null
        && session.settings().workflow().closes(String.valueOf(status.before()))
        && !session.settings().workflow().closes(String.valueOf(status.after()))) {
      return new IncidentEdit.Action.Close(
          text(steps, FieldNames.CLOSING_REASON), text(steps, FieldNames.CLOSING_NOTE), true);
    }
    return new IncidentEdit.Action.Set(settable(ObjectKind.INCIDENT, steps), true);
  }

  private TaskEdit.Action task(Map<String, Step> steps) {
    Step status = steps.get(FieldNames.STATUS);
    String closed = TaskStatus.CLOSED.word();
    if (status != null && closed.equals(status.before())) {
      return new TaskEdit.Action.Close(
          text(steps, FieldNames.CLOSING_REASON), text(steps, FieldNames.CLOSING_NOTE), true);
    }
    return status != null && closed.equals(status.after())
        ? new TaskEdit.Action.Reopen()
        : new TaskEdit.Action.Set(settable(ObjectKind.TASK, steps), true);
  }

  private static String text(Map<String, Step> steps, String field) {
    Step step = steps.get(field);
    return step == null ? "" : Objects.toString(step.before(), "");
  }

  private Outcome<?> triage(long id, Map<String, Step> steps) {
    Step status = steps.get(FieldNames.STATUS);
    if (status != null && TriageStatus.CONVERTED.word().equals(status.after())) {
      return Outcome.refused(
          Outcome.Refusal.BAD_STATE,
          "Triage event %d became an incident, which remains.".formatted(id));
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    steps.forEach((name, step) -> fields.put(name, step.before()));
    return new TriageCommands(session, cause).setBack(id, fields);
  }

  private Map<String, @Nullable Object> settable(TimelineEntry entry, Map<String, Step> steps) {
    return settable(entry.object().kind(), steps);
  }

  /** What follows from other fields comes back with them. */
  private Map<String, @Nullable Object> settable(ObjectKind kind, Map<String, Step> steps) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    steps.forEach((name, step) -> {
      if (session.catalogue().find(kind, name).filter(Field::settable).isPresent()) {
        fields.put(name, step.before());
      }
    });
    return fields;
  }
}
