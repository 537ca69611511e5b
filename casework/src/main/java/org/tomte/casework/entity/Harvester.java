package org.tomte.casework.entity;

import java.util.Collection;
import java.util.List;

/** Finds entities in text; leaves out the team's own domains and address ranges. */
@FunctionalInterface
public interface Harvester {

  /** Finds nothing. */
  Harvester NONE = text -> List.of();

  /** The entities in a text, in order of appearance. */
  Collection<EntityName> harvest(String text);
}
