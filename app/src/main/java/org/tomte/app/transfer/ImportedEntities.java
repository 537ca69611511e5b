package org.tomte.app.transfer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.Entities;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.transfer.Renumbering;

/** Brings what people know of entities to those that are tied to imported objects. */
final class ImportedEntities {
  private final Entities entities;
  private final Renumbering numbers;
  private final Set<Long> staying = new HashSet<>();

  ImportedEntities(Entities entities, Renumbering numbers) {
    this.entities = entities;
    this.numbers = numbers;
  }

  /** Writes them; those of which something is known already stay as they are. */
  void add(List<Entity> imported) {
    for (Entity entity : imported) {
      entities.see(List.of(entity.name()), entity.firstSeen());
      entities.see(List.of(entity.name()), entity.lastSeen());
    }
    Map<EntityName, Entity> there = entities.lock(imported.stream().map(Entity::name).toList());
    List<Entity> told = new ArrayList<>();
    for (Entity entity : imported) {
      Entity known = there.get(entity.name());
      if (known == null) {
        throw new IllegalStateException("the entity %s was made".formatted(entity.name()));
      }
      numbers.put(ObjectKind.ENTITY, entity.id(), known.id());
      if (known.fields().names().isEmpty() && known.lock() == null) {
        told.add(known.with(entity.fields()).locked(entity.lock()));
      } else {
        staying.add(entity.id());
      }
    }
    entities.update(told);
  }

  /** Whether the entity with this id in the import stays as it was, with its history. */
  boolean stay(long imported) {
    return staying.contains(imported);
  }
}
