package org.tomte.engine.definition;

import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.YamlMap;

/** Lifts a document from one version of the format to the next. */
public interface FormatMigration {

  /** The version that it lifts from; the result is of the next one. */
  int from();

  /**
   * Lifts a document. Values keep their places, so that later faults point into the file as it is
   * written; what a person should change is said as a warning.
   */
  YamlMap lift(YamlMap document, FaultList faults);
}
