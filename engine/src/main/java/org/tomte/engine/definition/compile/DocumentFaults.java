package org.tomte.engine.definition.compile;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Place;
import org.tomte.engine.definition.yaml.Suggestion;

/**
 * Adds faults at paths of one document.
 *
 * @param list where they are added
 * @param document the document
 */
record DocumentFaults(FaultList list, DefinitionDocument document) {

  void fault(DocumentPath path, String message) {
    list.fault(place(path), path, message);
  }

  void warning(DocumentPath path, String message, @Nullable String suggestion) {
    list.warning(place(path), path, message, suggestion);
  }

  Place place(DocumentPath path) {
    return document.placeOf(path);
  }

  /** Where the key of the path stands, for faults in the key itself. */
  Place keyPlace(DocumentPath path) {
    return document.root().keyPlaceOf(path);
  }

  /**
   * Whether a name is known; otherwise adds a fault with the name that was probably meant. An empty
   * name was told as missing before.
   *
   * @param what {@code the time frame}
   */
  boolean known(DocumentPath path, String what, String name, Collection<String> names) {
    return known(place(path), path, what, name, names);
  }

  /** As before, for a name that stands elsewhere than its path. */
  boolean known(
      Place place, DocumentPath path, String what, String name, Collection<String> names) {
    if (name.isEmpty() || names.contains(name)) {
      return !name.isEmpty();
    }
    String valid = names.isEmpty() ? "; none is defined" : Suggestion.valid(names);
    list.fault(
        place,
        path,
        what + " " + Suggestion.quoted(name) + " is not known" + valid,
        Suggestion.nearest(name, names));
    return false;
  }
}
