package org.tomte.engine.definition.revision;

import java.util.List;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.yaml.DefinitionFault;

/** What became of a text that somebody wants to save. */
public sealed interface SaveOutcome {

  /**
   * It is stored.
   *
   * @param version the store's version afterwards
   * @param documents which documents changed, by their names now
   * @param warnings what a person should look at
   * @param advice what the change does not do by itself, in sentences
   */
  record Saved(
      long version,
      List<DocumentName> documents,
      List<DefinitionFault> warnings,
      List<String> advice)
      implements SaveOutcome {}

  /** It has faults; nothing is stored. */
  record Invalid(Validation validation) implements SaveOutcome {}

  /** Somebody else was faster, or what it refers to is not there; nothing is stored. */
  record Refused(String reason) implements SaveOutcome {}
}
