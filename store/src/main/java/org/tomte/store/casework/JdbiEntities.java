package org.tomte.store.casework;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entities;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityLink;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.entity.EntityType;
import org.tomte.store.sql.MultiRow;

/** Entities in the database. */
final class JdbiEntities implements Entities {

  private static final MultiRow<Seen> INSERT =
      new MultiRow<>(
          "INSERT INTO entity (digest, type, value, first_seen, last_seen) VALUES",
          "(?, ?, ?, ?, ?)",
          """
          ON CONFLICT (digest) DO UPDATE SET
            first_seen = least(entity.first_seen, excluded.first_seen),
            last_seen = greatest(entity.last_seen, excluded.last_seen)\
          """,
          (row, seen) ->
              row.bytes(seen.digest())
                  .text(seen.name().type().word())
                  .text(seen.name().value())
                  .time(seen.at())
                  .time(seen.at()));

  private static final String LINK =
      """
      INSERT INTO entity_link (object_kind, object_id, entity)
      SELECT ?, ?, id FROM entity WHERE digest = ?
      ON CONFLICT DO NOTHING
      """;

  /** An entity in a batch; equal digests are told apart by the map they are in. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Seen(byte[] digest, EntityName name, Instant at) {}

  private final Handle handle;

  JdbiEntities(Handle handle) {
    this.handle = handle;
  }

  @Override
  public void link(Collection<EntityLink> links, Instant seen) {
    Map<byte[], Seen> entities = new TreeMap<>(Arrays::compareUnsigned); // locked in this order
    for (EntityLink link : links) {
      Seen entity = new Seen(digest(link.name()), link.name(), seen);
      entities.put(entity.digest(), entity);
    }
    Batch.insert(handle, "new entities", INSERT, entities.values());
    Batch.execute(
        handle,
        "links of entities",
        LINK,
        links,
        (row, link) ->
            row.integer(link.object().kind().code())
                .number(link.object().id())
                .bytes(digest(link.name())));
  }

  @Override
  public List<Entity> of(ObjectRef object) {
    return read(
        handle,
        new Conditions()
            .and("object_kind = :kind", "kind", object.kind().code())
            .and("object_id = :id", "id", object.id()));
  }

  /** The entities of the links that meet conditions. */
  static List<Entity> read(Handle handle, Conditions conditions) {
    String sql =
        "SELECT entity.* FROM entity_link JOIN entity ON entity.id = entity_link.entity WHERE %s"
            .formatted(conditions.text());
    return conditions
        .bind(handle.createQuery(sql))
        .map((row, context) ->
            new Entity(
                row.getLong("id"),
                new EntityName(
                    EntityType.of(Columns.present(row, "type")), Columns.present(row, "value")),
                Columns.presentTime(row, "first_seen"),
                Columns.presentTime(row, "last_seen")))
        .stream()
        .sorted(java.util.Comparator.comparing(Entity::name))
        .toList();
  }

  private static byte[] digest(EntityName name) {
    return Digest.of(name.toString());
  }
}
