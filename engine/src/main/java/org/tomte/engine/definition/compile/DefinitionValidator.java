package org.tomte.engine.definition.compile;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.AssetsDefinition;
import org.tomte.engine.definition.ConnectionDefinition;
import org.tomte.engine.definition.CustomFieldDefinition;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.IncidentTemplateDefinition;
import org.tomte.engine.definition.SlaDefinition;
import org.tomte.engine.definition.TableDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.TimeFrameDefinition;
import org.tomte.engine.definition.UserDefinition;
import org.tomte.engine.definition.WorkflowDefinition;
import org.tomte.engine.definition.yaml.FaultList;

/**
 * Checks documents against each other and what is installed. The same code serves save, import, the
 * command line and the browser.
 */
public final class DefinitionValidator {

  private final Installed installed;
  private final SharedTexts shared;

  /** A validator for what is installed. */
  public DefinitionValidator(Installed installed) {
    this.installed = installed;
    this.shared = new SharedTexts(installed.own());
  }

  /** Checks all documents and compiles those without faults. */
  public Validation validate(DefinitionSet set) {
    return new StandingDefinitions(this).validate(set, List.of(), _ -> List.of());
  }

  /** Checks one document against the others and compiles it if it is a daemon. */
  @Nullable CompiledDaemon check(DefinitionDocument document, Known known, FaultList list) {
    DocumentFaults faults = new DocumentFaults(list, document);
    switch (document.definition()) {
      case DaemonDefinition daemon -> {
        return new DaemonCompiler(installed, known, shared, list)
            .compile(document, daemon)
            .orElse(null);
      }
      case ConnectionDefinition connection ->
          SourceCompiler.connection(connection, installed, faults);
      case IncidentTemplateDefinition template ->
          SettingsDocuments.template(template, known, faults);
      case TeamDefinition team -> {
        DeliveryCompiler.team(team, installed, known, faults);
        SettingsDocuments.team(team, known, faults);
      }
      case SlaDefinition sla -> SettingsDocuments.sla(sla, known, faults);
      case CustomFieldDefinition field -> SettingsDocuments.field(field, known, faults);
      case WorkflowDefinition workflow -> SettingsDocuments.workflow(workflow, known, faults);
      case TimeFrameDefinition _, TableDefinition _, UserDefinition _, AssetsDefinition _ -> {}
      case null -> {}
    }
    return null;
  }
}
