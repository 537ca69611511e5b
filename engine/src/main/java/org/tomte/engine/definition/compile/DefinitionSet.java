package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.List;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.yaml.DefinitionFault;

/**
 * All documents that are checked together: of a file, of a folder, or of an instance.
 *
 * @param documents in the order of files
 * @param faults found in reading
 * @param warnings found in reading
 */
public record DefinitionSet(
    List<DefinitionDocument> documents,
    List<DefinitionFault> faults,
    List<DefinitionFault> warnings) {

  /** Copies the lists. */
  public DefinitionSet {
    documents = List.copyOf(documents);
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
  }

  /** What was read from some files. */
  public static DefinitionSet of(List<DefinitionReader.Result> files) {
    List<DefinitionDocument> documents = new ArrayList<>();
    List<DefinitionFault> faults = new ArrayList<>();
    List<DefinitionFault> warnings = new ArrayList<>();
    for (DefinitionReader.Result file : files) {
      documents.addAll(file.documents());
      faults.addAll(file.faults());
      warnings.addAll(file.warnings());
    }
    return new DefinitionSet(documents, faults, warnings);
  }

  /** The documents of a text. */
  public static DefinitionSet read(String file, String text) {
    return of(List.of(new DefinitionReader().read(file, text)));
  }
}
