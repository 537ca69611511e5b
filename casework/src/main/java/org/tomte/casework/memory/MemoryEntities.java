package org.tomte.casework.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entities;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.EntityName;

/** Entities in memory. */
final class MemoryEntities implements Entities {
  private final MemoryTables tables;

  MemoryEntities(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void link(Collection<EntityLink> links, Instant seen) {
    for (EntityLink link : links) {
      tables.entities.put(link.name(), seen(link.name(), seen));
      tables.links.put(new MemoryTables.LinkKey(link.object(), link.name()), link.name());
    }
  }

  private Entity seen(EntityName name, Instant at) {
    Entity known = tables.entities.get(name);
    if (known == null) {
      return new Entity(tables.entities.rows().size() + 1L, name, at, at);
    }
    Instant first = at.isBefore(known.firstSeen()) ? at : known.firstSeen();
    Instant last = at.isAfter(known.lastSeen()) ? at : known.lastSeen();
    return new Entity(known.id(), name, first, last);
  }

  @Override
  public List<Entity> of(ObjectRef object) {
    return tables.links.rows().keySet().stream()
        .filter(key -> key.object().equals(object))
        .map(key -> Objects.requireNonNull(tables.entities.get(key.name())))
        .toList();
  }
}
