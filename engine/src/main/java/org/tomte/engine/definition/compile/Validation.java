package org.tomte.engine.definition.compile;

import java.util.List;
import org.tomte.engine.definition.yaml.DefinitionFault;

/**
 * What checking documents gives.
 *
 * @param faults why some of them cannot be used; by file, line and column
 * @param warnings what a person should look at
 * @param compiled those that can be used
 */
public record Validation(
    List<DefinitionFault> faults, List<DefinitionFault> warnings, CompiledSet compiled) {

  /** Copies the lists. */
  public Validation {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /** True when there is no fault. */
  public boolean valid() {
    return faults.isEmpty();
  }
}
