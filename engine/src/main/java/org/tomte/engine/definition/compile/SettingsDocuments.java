package org.tomte.engine.definition.compile;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.tomte.engine.definition.CustomFieldDefinition;
import org.tomte.engine.definition.DefinitionKind;
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

  /** Once there are users, whoever is not among them is most likely a typing mistake. */
  static void team(TeamDefinition team, Known known, DocumentFaults faults) {
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
