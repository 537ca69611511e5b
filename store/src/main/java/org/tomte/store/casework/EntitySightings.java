package org.tomte.store.casework;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityFilter;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.LinkSource;
import org.tomte.casework.entity.RelatedEntity;

/** Where entities are seen, as far as somebody may know. */
final class EntitySightings {
  private static final String NOT_REMOVED = "link.source <> " + LinkSource.REMOVED.code();

  private final Handle handle;
  private final boolean all;
  private final Conditions visible;
  private final Conditions triage;

  EntitySightings(Handle handle, Visibility visibility) {
    this.handle = handle;
    this.all = visibility.access().restricted();
    this.visible = visibility.objects(new Conditions(), "link.object_kind", "link.object_id");
    this.triage = visibility.of(ObjectKind.TRIAGE_EVENT, new Conditions(), "triage_event");
  }

  private String and() {
    return visible.text().isEmpty() ? "" : " AND " + visible.text();
  }

  Optional<Entity> entity(EntityName name) {
    Query query = handle.createQuery("SELECT * FROM entity WHERE digest = :digest" + known());
    return visible
        .bind(query)
        .bind("digest", JdbiEntities.digest(name))
        .map(new EntityRow())
        .findOne();
  }

  /** One that only hidden objects hold is hidden with them. */
  private String known() {
    return all
        ? ""
        : """
         AND (NOT EXISTS (SELECT FROM entity_link link WHERE link.entity = entity.id)
          OR EXISTS (SELECT FROM entity_link link WHERE link.entity = entity.id%s))\
        """
            .formatted(and());
  }

  List<Entity> entities(EntityFilter filter, long after, int limit) {
    Conditions conditions =
        new Conditions()
            .and("id > :after", "after", after)
            .and("type = :type", "type", filter.type() == null ? null : filter.type().word())
            .and("position(lower(:text) IN lower(value)) > 0", "text", filter.text())
            .and(":tag = ANY (tags)", "tag", filter.tag());
    if (filter.locked() != null) {
      conditions.and(filter.locked() ? "locked_by IS NOT NULL" : "locked_by IS NULL");
    }
    String sql =
        "SELECT * FROM entity WHERE %s%s ORDER BY id LIMIT :limit"
            .formatted(conditions.text(), known());
    return visible
        .bind(conditions.bind(handle.createQuery(sql)))
        .bind("limit", limit)
        .map(new EntityRow())
        .list();
  }

  /** The ids of the objects of a kind that hold an entity, ascending. */
  List<Long> of(EntityName name, ObjectKind kind, long after, int limit) {
    if (kind == ObjectKind.TRIAGE_EVENT) {
      Query query =
          handle.createQuery(
              """
              SELECT id FROM triage_event
              WHERE observables IS NOT NULL AND id > :after
                AND observable_hashes(observables) @> ARRAY[hashtextextended(:name, 0)]
                AND :name = ANY (observables)%s
              ORDER BY id LIMIT :limit
              """
                  .formatted(triage.text().isEmpty() ? "" : " AND " + triage.text()));
      return triage
          .bind(query)
          .bind("name", name.toString())
          .bind("after", after)
          .bind("limit", limit)
          .mapTo(Long.class)
          .list();
    }
    String sql =
        """
        SELECT link.object_id FROM entity JOIN entity_link link ON link.entity = entity.id
        WHERE entity.digest = :digest AND link.object_kind = :kind AND link.object_id > :after
          AND %s%s
        ORDER BY link.object_id LIMIT :limit
        """
            .formatted(NOT_REMOVED, and());
    return visible
        .bind(handle.createQuery(sql))
        .bind("digest", JdbiEntities.digest(name))
        .bind("kind", kind.code())
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  SortedMap<ObjectKind, Long> count(EntityName name) {
    SortedMap<ObjectKind, Long> counts = new TreeMap<>();
    for (ObjectKind kind : ObjectKind.values()) {
      long count = of(name, kind, 0, CaseworkReader.MOST_COUNTED).size();
      if (count > 0) {
        counts.put(kind, count);
      }
    }
    return counts;
  }

  List<RelatedEntity> related(EntityName name, int limit) {
    String sql =
        """
        WITH latest AS (
          SELECT link.object_id, link.entity
          FROM entity JOIN entity_link link ON link.entity = entity.id
          WHERE entity.digest = :digest AND link.object_kind = 1 AND %1$s%2$s
          ORDER BY link.object_id DESC LIMIT :compared)
        SELECT entity.*, counted.incidents FROM (
          SELECT link.entity, count(*) AS incidents
          FROM latest JOIN entity_link link
            ON link.object_kind = 1 AND link.object_id = latest.object_id
          WHERE link.entity <> latest.entity AND %1$s GROUP BY link.entity) counted
        JOIN entity ON entity.id = counted.entity
        ORDER BY counted.incidents DESC, array_position(
          ARRAY['domain', 'email', 'file', 'ip', 'hash', 'url', 'user', 'artifact'],
          entity.type::text), entity.value
        LIMIT :limit
        """
            .formatted(NOT_REMOVED, and());
    return visible
        .bind(handle.createQuery(sql))
        .bind("digest", JdbiEntities.digest(name))
        .bind("compared", CaseworkReader.MOST_COMPARED)
        .bind("limit", limit)
        .map((row, context) ->
            new RelatedEntity(new EntityRow().map(row, context), row.getLong("incidents")))
        .list();
  }
}
