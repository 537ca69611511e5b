package org.tomte.engine.definition;

import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.Place;
import org.tomte.engine.definition.yaml.YamlMap;

/**
 * One document of a file.
 *
 * @param kind what it defines
 * @param name its name; empty when it has none
 * @param definition the record; null when faults left too little of it. After faults it may be
 *     incomplete and serves further checks only
 * @param root the keys and values with their places
 * @param complete whether it was read without a fault
 * @param text as written, with comments, from its {@code ---} line to before the next one
 */
public record DefinitionDocument(
    DefinitionKind kind,
    String name,
    @Nullable Definition definition,
    YamlMap root,
    boolean complete,
    String text) {

  /** Where the value at this path stands; where its nearest ancestor stands when it is absent. */
  public Place placeOf(DocumentPath path) {
    return root.placeOf(path);
  }

  /** Where the document begins. */
  public Place place() {
    return root.place();
  }
}
