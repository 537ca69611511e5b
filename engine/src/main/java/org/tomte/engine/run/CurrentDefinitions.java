package org.tomte.engine.run;

import org.jspecify.annotations.Nullable;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.Definitions;

/** The stored definitions, compiled once for each version of the store. */
public final class CurrentDefinitions {
  private final DefinitionStore store;
  private final Definitions definitions;
  private long version = -1;
  private volatile @Nullable Validation validation;

  /** The definitions of a store. */
  public CurrentDefinitions(DefinitionStore store, Definitions definitions) {
    this.store = store;
    this.definitions = definitions;
  }

  /** All documents as they are now. */
  public synchronized Validation get() {
    long now = store.version();
    Validation known = validation;
    if (known == null || now != version) {
      // The version is read first: a change in between is seen as one more change next time.
      known = definitions.load();
      validation = known;
      version = now;
    }
    return known;
  }

  /**
   * What the team set for the data layer, as it was when somebody last asked for the documents:
   * running nodes do so each second. It asks the database nothing, so that it can be used in the
   * middle of a transaction.
   */
  public CaseSettings settings() {
    Validation known = validation;
    return (known == null ? get() : known).compiled().settings();
  }
}
