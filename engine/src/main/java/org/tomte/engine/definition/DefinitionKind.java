package org.tomte.engine.definition;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of documents, told by their first key. */
public enum DefinitionKind {
  /** A daemon. */
  DAEMON(DaemonDefinition.class),
  /** Weekly windows, dates and holidays in a zone. */
  TIME_FRAME(TimeFrameDefinition.class),
  /** What incidents are opened from. */
  TEMPLATE(IncidentTemplateDefinition.class),
  /** People who own daemons and incidents. */
  TEAM(TeamDefinition.class),
  /** An account or endpoint that daemons share. */
  CONNECTION(ConnectionDefinition.class),
  /** A look-up table. */
  TABLE(TableDefinition.class),
  /** How incidents are worked on. */
  WORKFLOW(WorkflowDefinition.class),
  /** A field of the team's own. */
  CUSTOM_FIELD(CustomFieldDefinition.class),
  /** Somebody who works here. */
  USER(UserDefinition.class),
  /** What belongs to the team itself. */
  ASSETS(AssetsDefinition.class),
  /** What was promised for incidents. */
  SLA(SlaDefinition.class);

  private final Class<? extends Definition> record;

  DefinitionKind(Class<? extends Definition> record) {
    this.record = record;
  }

  /** The first key of such a document, with the name as its value. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The record of such a document. */
  public Class<? extends Definition> record() {
    return record;
  }

  /** The kind of a first key; empty when it is none. */
  public static Optional<DefinitionKind> of(String word) {
    return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
  }

  /** The first keys of all kinds. */
  public static List<String> words() {
    return Arrays.stream(values()).map(DefinitionKind::word).toList();
  }
}
