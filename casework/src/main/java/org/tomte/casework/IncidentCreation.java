package org.tomte.casework;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Lifecycle;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.template.CounterKey;
import org.tomte.casework.template.IncidentTemplate;
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

  /** What is known of an incident before it has a number and label. */
  private record Draft(
      IncidentTemplate template,
      FieldValues fields,
      Set<String> setByPerson,
      List<EntityName> entities,
      Cause cause) {}

  List<Outcome<Incident>> create(List<NewIncident> wanted) {
    Map<String, IncidentTemplate> templates =
        session
            .transaction()
            .templates()
            .find(wanted.stream().map(NewIncident::template).distinct().sorted().toList());
    List<Outcome<Draft>> drafts =
        wanted.stream().map(each -> draft(each, templates.get(each.template()))).toList();
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

  private Outcome<Draft> draft(NewIncident wanted, @Nullable IncidentTemplate stored) {
    Cause cause = Objects.requireNonNullElse(wanted.cause(), commandCause);
    Optional<Outcome<Draft>> loop = Session.loop(cause, "A new incident");
    if (loop.isPresent()) {
      return loop.get();
    }
    IncidentTemplate template = stored;
    if (template == null && wanted.template().equals(IncidentTemplate.GENERAL.name())) {
      template = IncidentTemplate.GENERAL;
    }
    if (template == null) {
      return Outcome.refused(Outcome.Refusal.UNKNOWN_TEMPLATE, unknownTemplate(wanted.template()));
    }
    return draft(wanted, template, cause);
  }

  private Outcome<Draft> draft(NewIncident wanted, IncidentTemplate template, Cause cause) {
    Map<String, @Nullable Object> raw =
        SourceLink.into(wanted.fields(), ObjectKind.INCIDENT, wanted.link());
    Checked base = session.catalogue().check(ObjectKind.INCIDENT, template.fields());
    Checked over = session.catalogue().check(ObjectKind.INCIDENT, raw);
    List<String> faults = new ArrayList<>(over.faults());
    base.faults().forEach(fault -> faults.add("template '" + template.name() + "': " + fault));
    Object parent = over.values().get(FieldNames.PARENT);
    if (parent instanceof Long number && !session.isThere(number, cause)) {
      faults.add("field 'parent': there is no incident with the number " + number);
    }
    if (!faults.isEmpty()) {
      return Outcome.refused(
          Outcome.Refusal.BAD_VALUE, "A new incident: " + String.join("; ", faults));
    }
    FieldValues fields = first(base.values(), over, template);
    Optional<String> missing = missing(fields, cause);
    if (missing.isPresent()) {
      return Outcome.refused(Outcome.Refusal.BAD_VALUE, missing.get());
    }
    Set<String> marks = cause instanceof Cause.Person ? chosen(fields) : Set.of();
    List<EntityName> entities = session.entities(wanted.observables(), fields);
    return Outcome.done(new Draft(template, fields, marks, entities, cause));
  }

  private FieldValues first(FieldValues base, Checked over, IncidentTemplate template) {
    FieldValues fields = base;
    for (String name : over.cleared()) {
      fields = fields.with(name, null);
    }
    fields = fields.overlaid(over.values()).with(FieldNames.TEMPLATE, template.name());
    if (fields.get(FieldNames.STATUS) == null) {
      fields = fields.with(FieldNames.STATUS, workflow.firstStatus());
    }
    if (fields.get(FieldNames.PHASE) == null) {
      fields = fields.with(FieldNames.PHASE, workflow.firstPhase());
    }
    return session.catalogue().calculated(ObjectKind.INCIDENT, fields);
  }

  /** What a person must fill in; daemons bring what they have. */
  private Optional<String> missing(FieldValues fields, Cause cause) {
    List<String> missing =
        cause instanceof Cause.Person
            ? session.catalogue().required(ObjectKind.INCIDENT).stream()
                .map(CustomField::fieldName)
                .filter(name -> fields.get(name) == null)
                .toList()
            : List.of();
    return missing.isEmpty()
        ? Optional.empty()
        : Optional.of("A new incident needs " + String.join(", ", missing) + ".");
  }

  /** What a person who opens an incident decides: everything but where every incident begins. */
  private Set<String> chosen(FieldValues fields) {
    Set<String> names = new TreeSet<>(fields.names());
    names.remove(FieldNames.TEMPLATE);
    if (workflow.firstStatus().equals(fields.get(FieldNames.STATUS))) {
      names.remove(FieldNames.STATUS);
    }
    if (workflow.firstPhase().equals(fields.get(FieldNames.PHASE))) {
      names.remove(FieldNames.PHASE);
    }
    return names;
  }

  private String unknownTemplate(String name) {
    Set<String> names = new TreeSet<>(session.transaction().templates().names());
    names.add(IncidentTemplate.GENERAL.name());
    return "There is no incident template '%s'%s (templates: %s)"
        .formatted(name, Nearest.question(name, names), String.join(", ", names));
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
    IncidentBatch batch = new IncidentBatch(session.transaction(), now);
    for (int i = 0; i < drafts.size(); i++) {
      batch.created(inserted.get(i), drafts.get(i).entities());
    }
    batch.write();
    return inserted;
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
