package org.tomte.store.casework;

import java.time.Instant;
import java.util.ArrayList;
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
import org.tomte.casework.entity.LinkSource;
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
      INSERT INTO entity_link (object_kind, object_id, source, since, entity)
      SELECT ?, ?, ?, ?, id FROM entity WHERE digest = ?
      ON CONFLICT (object_kind, object_id, entity) DO UPDATE SET source = excluded.source
      WHERE entity_link.source < excluded.source
      """;

  private static final String TIE =
      """
      UPDATE entity_link SET source = ?, since = ?
      WHERE object_kind = ? AND object_id = ?
        AND entity = (SELECT id FROM entity WHERE digest = ?)
      """;

  private static final String UNTIE =
      """
      UPDATE entity_link SET source = :removed
      WHERE object_kind = :kind AND object_id = :id AND source <> :removed
        AND entity = (SELECT id FROM entity WHERE digest = :digest)
      """;

  private static final String UPDATE =
      """
      UPDATE entity SET description = ?, tags = ?, locked_by = ?, locked_at = ?, locked_why = ?
      WHERE id = ?
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
    see(links.stream().map(EntityLink::name).toList(), seen);
    Batch.execute(
        handle,
        "links of entities",
        LINK,
        links,
        (row, link) ->
            row.integer(link.object().kind().code())
                .number(link.object().id())
                .integer(link.source().code())
                .time(seen)
                .bytes(digest(link.name())));
  }

  @Override
  public void see(Collection<EntityName> names, Instant seen) {
    Map<byte[], Seen> entities = new TreeMap<>(Arrays::compareUnsigned); // locked in this order
    for (EntityName name : names) {
      Seen entity = new Seen(digest(name), name, seen);
      entities.put(entity.digest(), entity);
    }
    Batch.insert(handle, "new entities", INSERT, entities.values());
  }

  @Override
  public List<Entity> of(ObjectRef object) {
    return read(
        handle,
        new Conditions()
            .and("object_kind = :kind", "kind", object.kind().code())
            .and("object_id = :id", "id", object.id()));
  }

  /** The entities of the links that meet conditions; what a person untied is left out. */
  static List<Entity> read(Handle handle, Conditions conditions) {
    String sql =
        """
        SELECT entity.* FROM entity_link JOIN entity ON entity.id = entity_link.entity
        WHERE source <> %d AND %s
        """
            .formatted(LinkSource.REMOVED.code(), conditions.text());
    return conditions.bind(handle.createQuery(sql)).map(new EntityRow()).stream()
        .sorted(java.util.Comparator.comparing(Entity::name))
        .toList();
  }

  @Override
  public Map<EntityName, Entity> lock(Collection<EntityName> names) {
    Map<EntityName, Entity> found = new TreeMap<>();
    if (names.isEmpty()) {
      return found;
    }
    List<byte[]> digests = new ArrayList<>();
    names.forEach(name -> digests.add(digest(name)));
    handle
        .createQuery(
            """
            SELECT * FROM entity WHERE digest = ANY (:digests)
            ORDER BY digest FOR NO KEY UPDATE
            """)
        .bind("digests", Digest.array(digests))
        .map(new EntityRow())
        .forEach(entity -> found.put(entity.name(), entity));
    return found;
  }

  @Override
  public Map<Long, EntityName> names(Collection<Long> ids) {
    Map<Long, EntityName> found = new TreeMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    handle
        .createQuery("SELECT id, type, value FROM entity WHERE id = ANY (:ids)")
        .bind("ids", Bound.longs(ids))
        .map((row, context) -> Map.entry(row.getLong("id"), EntityRow.name(row)))
        .forEach(each -> found.put(each.getKey(), each.getValue()));
    return found;
  }

  @Override
  public void update(Collection<Entity> entities) {
    Batch.execute(
        handle,
        "changes of entities",
        UPDATE,
        entities,
        (row, entity) -> {
          Entity.Lock lock = entity.lock();
          row.text(entity.description())
              .texts(entity.tags())
              .text(lock == null ? null : lock.by())
              .time(lock == null ? null : lock.at())
              .text(lock == null ? null : lock.why())
              .number(entity.id());
        });
  }

  @Override
  public void delete(Collection<Entity> entities) {
    for (String sql :
        List.of("DELETE FROM entity_link WHERE entity = ?", "DELETE FROM entity WHERE id = ?")) {
      Batch.execute(
          handle, "deleted entities", sql, entities, (row, entity) -> row.number(entity.id()));
    }
  }

  @Override
  public void tie(ObjectRef object, EntityName name, Instant seen) {
    link(List.of(new EntityLink(object, name, LinkSource.PERSON)), seen);
    Batch.execute(
        handle,
        "entities that people tie",
        TIE,
        List.of(name),
        (row, each) ->
            row.integer(LinkSource.PERSON.code())
                .time(seen)
                .integer(object.kind().code())
                .number(object.id())
                .bytes(digest(each)));
  }

  @Override
  public boolean untie(ObjectRef object, EntityName name) {
    return handle
            .createUpdate(UNTIE)
            .bind("removed", LinkSource.REMOVED.code())
            .bind("kind", object.kind().code())
            .bind("id", object.id())
            .bind("digest", digest(name))
            .execute()
        > 0;
  }

  static byte[] digest(EntityName name) {
    return Digest.of(name.toString());
  }
}
