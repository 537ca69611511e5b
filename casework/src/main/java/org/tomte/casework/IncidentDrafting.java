package org.tomte.casework;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.HeldEntity;
import org.tomte.casework.field.Checked;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.field.Nearest;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.template.IncidentTemplate;
import org.tomte.casework.template.TemplateContent;
import org.tomte.casework.workflow.Workflow;

/** Checks what is asked for and makes of it what an incident begins with. */
final class IncidentDrafting {
  private final Session session;
  private final Cause commandCause;
  private final Workflow workflow;
  private final Titles titles;
  private final ClosingRules closing;

  IncidentDrafting(Session session, Cause commandCause) {
    this.session = session;
    this.commandCause = commandCause;
    this.workflow = session.settings().workflow();
    this.titles = new Titles(session);
    this.closing = new ClosingRules(session, List.of());
  }

  /**
   * What is known of an incident before it has a number and label.
   *
   * @param content what is made with it
   * @param responsible why it has its team; null when somebody named one, or there is none
   */
  record Draft(
      IncidentTemplate template,
      FieldValues fields,
      Set<String> setByPerson,
      List<HeldEntity> entities,
      TemplateContent content,
      @Nullable Responsible responsible,
      Cause cause) {}

  Outcome<Draft> draft(NewIncident wanted, @Nullable IncidentTemplate stored) {
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
    TemplateContent content = wanted.copy() ? TemplateContent.NONE : template.content();
    faults.addAll(faults(content, template.name()));
    if (faults.isEmpty()) {
      FieldValues fields = first(base.values(), over, template);
      Optional<Responsible> responsible = responsible(fields, template);
      if (responsible.isPresent()) {
        fields = fields.with(FieldNames.TEAM, responsible.get().team());
      }
      Titles.Answer title = titles.free(fields.text(FieldNames.TITLE), 0);
      fields = fields.with(FieldNames.TITLE, title.title());
      faults.addAll(faults(fields, title, over.values().get(FieldNames.PARENT), cause));
      if (faults.isEmpty()) {
        Set<String> marks =
            cause instanceof Cause.Person ? chosen(fields, responsible.orElse(null)) : Set.of();
        List<HeldEntity> entities = session.held(ObjectKind.INCIDENT, wanted.observables(), fields);
        return Outcome.done(
            new Draft(template, fields, marks, entities, content, responsible.orElse(null), cause));
      }
    }
    return Outcome.refused(
        Outcome.Refusal.BAD_VALUE, "A new incident: " + String.join("; ", faults));
  }

  private List<String> faults(
      FieldValues fields, Titles.Answer title, @Nullable Object parent, Cause cause) {
    List<@Nullable String> faults = new ArrayList<>();
    faults.add(title.fault());
    faults.add(missing(fields, cause).orElse(null));
    faults.add(Investigators.fault(fields));
    if (parent instanceof Long number && !session.isThere(number, cause)) {
      faults.add("field 'parent': there is no incident with the number " + number);
    }
    if (workflow.closes(String.valueOf(fields.get(FieldNames.STATUS)))) {
      String phase = String.valueOf(fields.get(FieldNames.PHASE));
      ClosingRules.Fault words = closing.words(null, null);
      ClosingRules.Fault work = closing.work(0, Set.of(phase), cause, false);
      faults.add(words == null ? null : words.reason());
      faults.add(work == null ? null : work.reason());
    }
    return faults.stream().filter(Objects::nonNull).map(String::valueOf).toList();
  }

  /** A template was checked when it was saved, but the fields may have changed since. */
  private List<String> faults(TemplateContent content, String template) {
    List<String> faults = new ArrayList<>();
    for (int i = 0; i < content.tasks().size(); i++) {
      Checked task = session.catalogue().check(ObjectKind.TASK, content.tasks().get(i).fields());
      String place = "template '%s', task %d: ".formatted(template, i + 1);
      task.faults().forEach(fault -> faults.add(place + fault));
    }
    return faults;
  }

  private Optional<Responsible> responsible(FieldValues fields, IncidentTemplate template) {
    return fields.get(FieldNames.TEAM) != null
        ? Optional.empty()
        : Responsible.of(session.settings().teams().values(), fields, template.name());
  }

  private FieldValues first(FieldValues base, Checked over, IncidentTemplate template) {
    FieldValues fields = base;
    for (String name : over.cleared()) {
      fields = fields.with(name, null);
    }
    fields = fields.overlaid(over.values()).with(FieldNames.TEMPLATE, template.name());
    if (fields.get(FieldNames.PHASE) == null) {
      fields = fields.with(FieldNames.PHASE, workflow.firstPhase());
    }
    if (fields.get(FieldNames.STATUS) == null) {
      String ofPhase = workflow.statusOfPhase(String.valueOf(fields.get(FieldNames.PHASE)));
      fields =
          fields.with(
              FieldNames.STATUS, Objects.requireNonNullElse(ofPhase, workflow.firstStatus()));
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
        : Optional.of("it needs " + String.join(", ", missing));
  }

  /** What a person who opens an incident decides: everything but where every incident begins. */
  private Set<String> chosen(FieldValues fields, @Nullable Responsible responsible) {
    Set<String> names = new TreeSet<>(fields.names());
    names.remove(FieldNames.TEMPLATE);
    names.removeAll(responsible == null ? Set.of() : Set.of(FieldNames.TEAM));
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
}
