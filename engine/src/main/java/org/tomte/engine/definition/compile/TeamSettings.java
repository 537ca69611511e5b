package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.field.CustomField;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.observable.IpRange;
import org.tomte.casework.observable.OwnAssets;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.casework.setting.WorkSettings;
import org.tomte.casework.sla.BusinessTime;
import org.tomte.casework.sla.ServiceLevels;
import org.tomte.casework.sla.SlaPolicy;
import org.tomte.casework.workflow.Workflow;
import org.tomte.engine.definition.AssetsDefinition;
import org.tomte.engine.definition.CustomFieldDefinition;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.SlaDefinition;
import org.tomte.engine.definition.TeamDefinition;
import org.tomte.engine.definition.UserDefinition;
import org.tomte.engine.definition.WorkflowDefinition;
import org.tomte.engine.timeframe.CountedTime;

/**
 * The settings of the data layer that documents make together.
 *
 * @param settings calculated fields are left out when they cannot be calculated
 * @param fault why they cannot; null when they can
 */
record TeamSettings(CaseSettings settings, @Nullable String fault) {

  static TeamSettings of(Documents documents) {
    Optional<WorkflowDefinition> document =
        documents.complete(DefinitionKind.WORKFLOW, WorkflowDefinition.class).values().stream()
            .findFirst();
    Workflow workflow = document.map(WorkflowDefinition::toWorkflow).orElse(Workflow.standard());
    WorkSettings work = document.map(WorkflowDefinition::toWork).orElse(WorkSettings.STANDARD);
    List<CustomField> fields =
        documents
            .complete(DefinitionKind.CUSTOM_FIELD, CustomFieldDefinition.class)
            .values()
            .stream()
            .map(CustomFieldDefinition::toField)
            .toList();
    try {
      return new TeamSettings(settings(documents, workflow, work, fields), null);
    } catch (IllegalArgumentException wrong) {
      List<CustomField> plain = fields.stream().filter(field -> !field.calculated()).toList();
      return new TeamSettings(settings(documents, workflow, work, plain), wrong.getMessage());
    }
  }

  private static CaseSettings settings(
      Documents documents, Workflow workflow, WorkSettings work, Collection<CustomField> fields) {
    return CaseSettings.of(
            workflow,
            fields,
            documents.complete(DefinitionKind.USER, UserDefinition.class).values().stream()
                .map(UserDefinition::toPerson)
                .toList(),
            documents.complete(DefinitionKind.TEAM, TeamDefinition.class).values().stream()
                .map(TeamDefinition::toTeam)
                .toList(),
            own(documents.complete(DefinitionKind.ASSETS, AssetsDefinition.class).values()),
            work)
        .promising(serviceLevels(documents));
  }

  private static ServiceLevels serviceLevels(Documents documents) {
    List<SlaPolicy> policies =
        documents.complete(DefinitionKind.SLA, SlaDefinition.class).values().stream()
            .map(SlaDefinition::toPolicy)
            .toList();
    Map<String, BusinessTime> frames = new HashMap<>();
    documents
        .timeFrames()
        .byName()
        .forEach((name, frame) -> frames.put(name, new CountedTime(frame)));
    return new ServiceLevels(policies, frames);
  }

  private static OwnAssets own(Collection<AssetsDefinition> documents) {
    Set<String> domains = new LinkedHashSet<>();
    List<IpRange> networks = new ArrayList<>();
    for (AssetsDefinition document : documents) {
      OwnAssets own = document.toAssets();
      domains.addAll(own.domains());
      networks.addAll(own.networks());
    }
    return new OwnAssets(domains, networks);
  }

  FieldCatalogue fields() {
    return settings.fields();
  }
}
