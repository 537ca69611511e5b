package org.tomte.casework.entity;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomte.casework.change.ObjectKind;

/**
 * Where entities are looked for.
 *
 * @param fields by kind of object the fields that are looked through; a kind that is missing has
 *     its usual ones: title, description, the text of notes, and custom fields that hold addresses,
 *     hashes, links and names of files
 * @param users whether custom fields that name a person make entities
 * @param extensions the endings that make a word in a text the name of a file, in lower case; empty
 *     for the built-in ones
 */
public record HarvestSettings(
    Map<ObjectKind, List<String>> fields, boolean users, Set<String> extensions) {

  /** What holds when nobody set anything. */
  public static final HarvestSettings STANDARD = new HarvestSettings(Map.of(), false, Set.of());

  /** Copies the collections. */
  public HarvestSettings {
    Map<ObjectKind, List<String>> copy = new EnumMap<>(ObjectKind.class);
    fields.forEach((kind, names) -> copy.put(kind, List.copyOf(names)));
    fields = Map.copyOf(copy);
    extensions = Set.copyOf(extensions);
  }
}
