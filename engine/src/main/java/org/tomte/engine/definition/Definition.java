package org.tomte.engine.definition;

/** A document of the definition format. */
public sealed interface Definition
    permits DaemonDefinition,
        TimeFrameDefinition,
        IncidentTemplateDefinition,
        TeamDefinition,
        ConnectionDefinition,
        TableDefinition,
        WorkflowDefinition,
        CustomFieldDefinition,
        UserDefinition,
        AssetsDefinition,
        SlaDefinition {

  /** What the document defines. */
  DefinitionKind kind();

  /** Its name, unique among the documents of its kind. */
  String name();
}
