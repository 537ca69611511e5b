package org.tomte.casework.memory;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.entity.RelatedEntity;
import org.tomte.casework.memory.MemoryTables.LinkKey;

/** Where entities are seen, as far as somebody may know. */
final class MemorySightings {
  private final MemoryTables tables;
  private final boolean all;
  private final Predicate<ObjectRef> sees;

  /**
   * Sightings for somebody.
   *
   * @param all whether nothing is hidden from them
   * @param sees tells whether an object is not hidden from them
   */
  MemorySightings(MemoryTables tables, boolean all, Predicate<ObjectRef> sees) {
    this.tables = tables;
    this.all = all;
    this.sees = sees;
  }

  /** The ids of the objects of a kind that hold an entity, ascending. */
  LongStream of(EntityName name, ObjectKind kind) {
    if (kind == ObjectKind.TRIAGE_EVENT) {
      return tables.triageEvents.rows().values().stream()
          .filter(row -> row.event().observables().contains(name))
          .filter(row -> sees.test(row.event().ref()))
          .mapToLong(row -> row.event().id());
    }
    return tables.links.rows().entrySet().stream()
        .filter(row -> row.getKey().name().equals(name))
        .filter(row -> row.getValue() != LinkSource.REMOVED)
        .map(row -> row.getKey().object())
        .filter(object -> object.kind() == kind && sees.test(object))
        .mapToLong(ObjectRef::id)
        .sorted();
  }

  SortedMap<ObjectKind, Long> count(EntityName name) {
    SortedMap<ObjectKind, Long> counts = new TreeMap<>();
    for (ObjectKind kind : ObjectKind.values()) {
      long count = of(name, kind).limit(CaseworkReader.MOST_COUNTED).count();
      if (count > 0) {
        counts.put(kind, count);
      }
    }
    return counts;
  }

  /** One that only hidden objects hold is hidden with them. */
  private boolean sees(Entity entity) {
    List<LinkKey> links =
        tables.links.rows().keySet().stream()
            .filter(key -> key.name().equals(entity.name()))
            .toList();
    return all || links.isEmpty() || links.stream().anyMatch(key -> sees.test(key.object()));
  }

  Optional<Entity> entity(EntityName name) {
    return Optional.ofNullable(tables.entities.get(name)).filter(this::sees);
  }

  List<Entity> entities(EntityFilter filter, long after, int limit) {
    return tables.entities.rows().values().stream()
        .filter(entity -> entity.id() > after && filter.matches(entity) && sees(entity))
        .sorted(Comparator.comparingLong(Entity::id))
        .limit(limit)
        .toList();
  }

  List<RelatedEntity> related(EntityName name, int limit) {
    long[] incidents = of(name, ObjectKind.INCIDENT).toArray();
    int first = Math.max(0, incidents.length - CaseworkReader.MOST_COMPARED);
    Map<EntityName, Long> counts = new TreeMap<>();
    for (int i = first; i < incidents.length; i++) {
      for (Entity other : new MemoryEntities(tables).of(ObjectRef.incident(incidents[i]))) {
        if (!other.name().equals(name)) {
          counts.merge(other.name(), 1L, Long::sum);
        }
      }
    }
    Comparator<RelatedEntity> common =
        Comparator.comparingLong(RelatedEntity::incidents).reversed();
    return counts.entrySet().stream()
        .map(each ->
            new RelatedEntity(
                Objects.requireNonNull(tables.entities.get(each.getKey())), each.getValue()))
        .sorted(common.thenComparing(each -> each.entity().name()))
        .limit(limit)
        .toList();
  }
}
