package org.tomte.casework;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.IncidentDrafting.Draft;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.TemplateContent;
import org.tomte.casework.workflow.Workflow;

/** Opens incidents from templates: checks all, takes numbers and labels, writes once. */
final class IncidentCreation {
  private static final int MAX_SUFFIX = 1_000;

  private final Session session;
  private final Cause commandCause;
  private final Workflow workflow;

  IncidentCreation(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.workflow = session.settings().workflow();
  }

  List<Outcome<Incident>> create(List<NewIncident> wanted) {
    Map<String, IncidentTemplate> templates =
        session
            .transaction()
            .templates()
            .find(wanted.stream().map(NewIncident::template).distinct().sorted().toList());
    IncidentDrafting drafting = new IncidentDrafting(session, commandCause);
    List<Outcome<Draft>> drafts =
        wanted.stream().map(each -> drafting.draft(each, templates.get(each.template()))).toList();
    List<Draft> accepted = new ArrayList<>();
    for (Outcome<Draft> outcome : drafts) {
      if (outcome instanceof Outcome.Done<Draft> done) {
        accepted.add(done.value());
      }
    }
    var created = insert(accepted).iterator();
    List<Outcome<Incident>> outcomes = new ArrayList<>();
    for (Outcome<Draft> outcome : drafts) {
      outcomes.add(
          switch (outcome) {
            case Outcome.Done<Draft> _ -> Outcome.done(created.next());
            case Outcome.Refused<Draft> refused -> Outcome.refused(refused.why(), refused.reason());
          });
    }
    return outcomes;
  }

  private List<Incident> insert(List<Draft> drafts) {
    if (drafts.isEmpty()) {
      return List.of();
    }
    Instant now = session.now();
    List<Long> numbers = session.transaction().incidents().takeNumbers(drafts.size());
    List<String> labels = labels(drafts, now);
    List<Incident> incidents = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      incidents.add(incident(numbers.get(i), labels.get(i), drafts.get(i), now));
    }
    List<Incident> inserted = insertUnderFreeLabels(incidents);
    IncidentBatch batch = new IncidentBatch(session, now);
    for (int i = 0; i < drafts.size(); i++) {
      batch.created(inserted.get(i), drafts.get(i).entities());
      Responsible responsible = drafts.get(i).responsible();
      if (responsible != null) {
        batch.tell(
            inserted.get(i), Change.RESPONSIBLE, null, responsible.why(), drafts.get(i).cause());
      }
    }
    batch.write();
    makeContent(inserted, drafts, now);
    return inserted;
  }

  /** Makes the tasks and notes of the templates. */
  private void makeContent(List<Incident> incidents, List<Draft> drafts, Instant now) {
    List<NewTask> tasks = new ArrayList<>();
    List<NewNote> notes = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      long number = incidents.get(i).number();
      for (TemplateContent.Task task : draft.content().tasks()) {
        tasks.add(new NewTask(null, number, fields(task, now), null, draft.cause()));
      }
      for (String note : draft.content().notes()) {
        notes.add(new NewNote(ObjectRef.incident(number), note, draft.cause()));
      }
    }
    if (!tasks.isEmpty()) {
      new TaskCreation(session, commandCause).create(tasks).forEach(Outcome::orThrow);
    }
    if (!notes.isEmpty()) {
      new NoteCommands(session, commandCause).add(notes).forEach(Outcome::orThrow);
    }
  }

  private static Map<String, @Nullable Object> fields(TemplateContent.Task task, Instant now) {
    Duration dueAfter = task.dueAfter();
    if (dueAfter == null) {
      return task.fields();
    }
    Map<String, @Nullable Object> fields = new HashMap<>(task.fields());
    fields.put(FieldNames.DUE, now.plus(dueAfter).toString());
    return fields;
  }

  private Incident incident(long number, String label, Draft draft, Instant now) {
    Lifecycle life = Lifecycle.opened(now);
    if (workflow.closes(String.valueOf(draft.fields().get(FieldNames.STATUS)))) {
      life = life.closed(now);
    }
    return new Incident(number, label, draft.fields(), draft.setByPerson(), life, draft.cause(), 1);
  }

  private List<String> labels(List<Draft> drafts, Instant now) {
    SortedMap<CounterKey, Integer> wanted = new TreeMap<>();
    for (Draft draft : drafts) {
      CounterKey counter = draft.template().label().counter(now);
      if (counter != null) {
        wanted.merge(counter, 1, Integer::sum);
      }
    }
    Map<CounterKey, Long> next =
        new HashMap<>(
            wanted.isEmpty() ? Map.of() : session.transaction().labelCounters().take(wanted));
    RandomGenerator random = RandomGenerator.getDefault();
    List<String> labels = new ArrayList<>();
    for (Draft draft : drafts) {
      CounterKey counter = draft.template().label().counter(now);
      long number = counter == null ? 0 : next.merge(counter, 1L, Long::sum) - 1;
      labels.add(draft.template().label().render(now, number, random));
    }
    return labels;
  }

  /** Inserts all; those whose label is taken are tried again with a suffix. */
  private List<Incident> insertUnderFreeLabels(List<Incident> incidents) {
    Map<Long, Incident> settled = new HashMap<>();
    List<Incident> open = incidents;
    for (int round = 2; !open.isEmpty(); round++) {
      if (round > MAX_SUFFIX) {
        throw new IllegalStateException(
            "no free label such as '%s' was found; its pattern needs a {counter}"
                .formatted(open.getFirst().label()));
      }
      Set<Long> inserted = session.transaction().incidents().insert(open);
      for (Incident incident : open) {
        if (inserted.contains(incident.number())) {
          settled.put(incident.number(), incident);
        }
      }
      String suffix = "-" + round;
      open =
          incidents.stream()
              .filter(incident -> !settled.containsKey(incident.number()))
              .map(incident -> incident.labelled(incident.label() + suffix))
              .toList();
    }
    List<Incident> inOrder = new ArrayList<>();
    incidents.forEach(
        incident -> inOrder.add(Objects.requireNonNull(settled.get(incident.number()))));
    return inOrder;
  }
}
