package org.tomte.casework.entity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.tomte.casework.change.ObjectRef;

/** Stored entities and the objects that hold them. */
public interface Entities {

  /**
   * Makes entities that are new, marks all as seen and ties them to objects; what is tied already
   * stays.
   */
  void link(Collection<EntityLink> links, Instant seen);

  /** The entities of an object in order of type and value. */
  List<Entity> of(ObjectRef object);
}
