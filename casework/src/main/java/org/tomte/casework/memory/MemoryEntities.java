package org.tomte.casework.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entities;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.memory.MemoryTables.LinkKey;

/** Entities in memory. */
final class MemoryEntities implements Entities {
  private final MemoryTables tables;

  MemoryEntities(MemoryTables tables) {
    this.tables = tables;
  }

  @Override
  public void link(Collection<EntityLink> links, Instant seen) {
    for (EntityLink link : links) {
      see(link.name(), seen);
      LinkKey key = new LinkKey(link.object(), link.name());
      LinkSource known = tables.links.get(key);
      if (known == null || known.code() < link.source().code()) {
        tables.links.put(key, link.source());
      }
    }
  }

  @Override
  public void see(Collection<EntityName> names, Instant seen) {
    names.forEach(name -> see(name, seen));
  }

  private void see(EntityName name, Instant at) {
    Entity known = tables.entities.get(name);
    tables.entities.put(
        name, known == null ? Entity.seen(tables.takeEntityId(), name, at) : known.alsoSeen(at));
  }

  @Override
  public List<Entity> of(ObjectRef object) {
    return tables.links.rows().entrySet().stream()
        .filter(row -> row.getKey().object().equals(object))
        .filter(row -> row.getValue() != LinkSource.REMOVED)
        .map(row -> Objects.requireNonNull(tables.entities.get(row.getKey().name())))
        .toList();
  }

  @Override
  public Map<EntityName, Entity> lock(Collection<EntityName> names) {
    Map<EntityName, Entity> found = new TreeMap<>();
    for (EntityName name : names) {
      Entity entity = tables.entities.get(name);
      if (entity != null) {
        found.put(name, entity);
      }
    }
    return found;
  }

  @Override
  public Map<Long, EntityName> names(Collection<Long> ids) {
    Map<Long, EntityName> found = new TreeMap<>();
    for (Entity entity : tables.entities.rows().values()) {
      if (ids.contains(entity.id())) {
        found.put(entity.id(), entity.name());
      }
    }
    return found;
  }

  @Override
  public void update(Collection<Entity> entities) {
    entities.forEach(entity -> tables.entities.put(entity.name(), entity));
  }

  @Override
  public void delete(Collection<Entity> entities) {
    for (Entity entity : entities) {
      List<LinkKey> links =
          tables.links.rows().keySet().stream()
              .filter(key -> key.name().equals(entity.name()))
              .toList();
      links.forEach(tables.links::remove);
      tables.entities.remove(entity.name());
    }
  }

  @Override
  public void tie(ObjectRef object, EntityName name, Instant seen) {
    see(name, seen);
    tables.links.put(new LinkKey(object, name), LinkSource.PERSON);
  }

  @Override
  public boolean untie(ObjectRef object, EntityName name) {
    LinkKey key = new LinkKey(object, name);
    LinkSource known = tables.links.get(key);
    if (known == null || known == LinkSource.REMOVED) {
      return false;
    }
    tables.links.put(key, LinkSource.REMOVED);
    return true;
  }
}
