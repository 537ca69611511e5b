package org.tomte.engine.definition.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.workflow.Workflow;
import org.tomte.engine.definition.CustomFieldDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.IncidentTemplateDefinition;
import org.tomte.engine.definition.IncidentTemplateDefinition.TemplateTaskDefinition;
import org.tomte.engine.definition.SlaDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.WorkflowDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.Suggestion;

/** Checks documents that set how the data layer works against each other. */
final class SettingsDocuments {

  private SettingsDocuments() {}

  /** A formula may name fields that other documents define. */
  static void field(CustomFieldDefinition field, Known known, DocumentFaults faults) {
    String fault = field.formula() == null ? null : known.calculationFault();
    if (fault != null) {
      faults.fault(DocumentPath.ROOT.key("formula"), fault);
    }
  }

  /** Two workflows would leave open which one counts. */
  static void workflow(WorkflowDefinition workflow, Known known, DocumentFaults faults) {
    List<String> names = List.copyOf(known.names(DefinitionKind.WORKFLOW));
    if (names.size() > 1) {
      faults.fault(
          DocumentPath.ROOT.key(DefinitionKind.WORKFLOW.word()),
          "there is more than one workflow (%s); there can be one"
              .formatted(String.join(", ", names)));
    }
  }

  /** What incidents begin with, and the tasks that are made with them. */
  static void template(IncidentTemplateDefinition template, Known known, DocumentFaults faults) {
    TargetCheck targets = new TargetCheck(known, faults);
    targets.checkValues(template.fields(), ObjectKind.INCIDENT, DocumentPath.ROOT.key("fields"));
    for (int i = 0; i < template.tasks().size(); i++) {
      DocumentPath path = DocumentPath.ROOT.key("tasks").index(i);
      TemplateTaskDefinition task = template.tasks().get(i);
      targets.checkValues(task.fields(), ObjectKind.TASK, path.key("fields"));
      named(task.team(), "the team", DefinitionKind.TEAM, path.key("team"), known, faults);
      if (task.phase() != null) {
        faults.known(path.key("phase"), "the phase", task.phase(), known.workflow().phaseNames());
      }
      if (task.priority() != null) {
        faults.known(
            path.key("priority"), "the severity", task.priority(), known.workflow().severities());
      }
    }
  }

  /** The time frame in which it is not disturbed, and what it is responsible for. */
  static void team(TeamDefinition team, Known known, DocumentFaults faults) {
    members(team, known, faults);
    named(
        team.quiet(),
        "the time frame",
        DefinitionKind.TIME_FRAME,
        DocumentPath.ROOT.key("quiet"),
        known,
        faults);
    for (String template : team.responsibleFor().templates()) {
      named(
          template,
          "the template",
          DefinitionKind.TEMPLATE,
          DocumentPath.ROOT.key("responsible-for").key("templates"),
          known,
          faults);
    }
  }

  /** What a service level names must be there. */
  static void sla(SlaDefinition sla, Known known, DocumentFaults faults) {
    DocumentPath root = DocumentPath.ROOT;
    Workflow workflow = known.workflow();
    named(
        sla.during(),
        "the time frame",
        DefinitionKind.TIME_FRAME,
        root.key("during"),
        known,
        faults);
    for (String severity : sla.severities()) {
      faults.known(root.key("severities"), "the severity", severity, workflow.severities());
    }
    for (String status : sla.pausedIn()) {
      faults.known(root.key("paused-in"), "the status", status, workflow.statusNames());
    }
    for (String template : sla.templates()) {
      named(
          template, "the template", DefinitionKind.TEMPLATE, root.key("templates"), known, faults);
    }
    if (!workflow.types().others()) {
      for (String type : sla.types()) {
        faults.known(root.key("types"), "the type", type, workflow.types().offered());
      }
    }
    within(sla.respond(), root.key("respond"), workflow, faults);
    within(sla.resolve(), root.key("resolve"), workflow, faults);
    for (int i = 0; i < sla.clocks().size(); i++) {
      SlaDefinition.ClockDefinition clock = sla.clocks().get(i);
      DocumentPath path = root.key("clocks").index(i);
      moment(clock.from(), path.key("from"), workflow, faults);
      moment(clock.until(), path.key("until"), workflow, faults);
      within(clock.within(), path.key("within"), workflow, faults);
    }
  }

  private static void moment(
      SlaDefinition.MomentDefinition moment,
      DocumentPath path,
      Workflow workflow,
      DocumentFaults faults) {
    if (moment.status() != null) {
      faults.known(path.key("status"), "the status", moment.status(), workflow.statusNames());
    }
    if (moment.phase() != null) {
      faults.known(path.key("phase"), "the phase", moment.phase(), workflow.phaseNames());
    }
  }

  private static void within(
      Map<String, Duration> within, DocumentPath path, Workflow workflow, DocumentFaults faults) {
    List<String> valid = new ArrayList<>(workflow.severities());
    valid.add(SlaDefinition.OTHERWISE);
    for (String severity : within.keySet()) {
      faults.known(path.key(severity), "the severity", severity, valid);
    }
  }

  private static void named(
      @Nullable String name,
      String what,
      DefinitionKind kind,
      DocumentPath path,
      Known known,
      DocumentFaults faults) {
    if (name != null) {
      faults.known(path, what, name, known.names(kind));
    }
  }

  /** Once there are users, whoever is not among them is most likely a typing mistake. */
  private static void members(TeamDefinition team, Known known, DocumentFaults faults) {
    Collection<String> users = known.names(DefinitionKind.USER);
    if (users.isEmpty()) {
      return;
    }
    for (String member : new TreeSet<>(team.members())) {
      if (!users.contains(member)) {
        faults.warning(
            DocumentPath.ROOT.key("members"),
            "there is no user " + member,
            Suggestion.nearest(member, List.copyOf(users)));
      }
    }
  }
}
