package org.tomte.casework.entity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.tomte.casework.change.ObjectRef;

/** Stored entities and the objects that hold them. */
public interface Entities {

  /**
   * Makes entities that are new, marks all as seen and ties them to objects; of what is tied
   * already the stronger reason is kept. What a person untied stays untied.
   */
  void link(Collection<EntityLink> links, Instant seen);

  /** Makes entities that are new, and marks all as seen. */
  void see(Collection<EntityName> names, Instant seen);

  /** The entities of an object in order of type and value. */
  List<Entity> of(ObjectRef object);

  /**
   * Reads entities and keeps others from changing them until the transaction ends. Locks are taken
   * in an order that is the same for all transactions.
   *
   * @return by name; unknown names are left out
   */
  Map<EntityName, Entity> lock(Collection<EntityName> names);

  /** The names of the entities with these ids; unknown ids are left out. */
  Map<Long, EntityName> names(Collection<Long> ids);

  /** Writes locked entities back. */
  void update(Collection<Entity> entities);

  /** Deletes locked entities with all their links. */
  void delete(Collection<Entity> entities);

  /** Ties an entity to an object because a person said so, also one that was untied. */
  void tie(ObjectRef object, EntityName name, Instant seen);

  /**
   * Unties an entity from an object for good.
   *
   * @return whether it was tied
   */
  boolean untie(ObjectRef object, EntityName name);
}
