package org.tomte.engine.definition.revision;

import java.util.List;
import org.tomte.engine.definition.DefinitionReader;

/**
 * A file of a folder.
 *
 * @param path relative to the folder, with slashes
 * @param content what was read from it
 */
public record DefinitionFile(String path, DefinitionReader.Result content) {

  /** A file of this text. */
  public static DefinitionFile of(String path, String text) {
    return new DefinitionFile(path, new DefinitionReader().read(path, text));
  }

  /** All that was read from some files. */
  static List<DefinitionReader.Result> contents(List<DefinitionFile> files) {
    return files.stream().map(DefinitionFile::content).toList();
  }
}
