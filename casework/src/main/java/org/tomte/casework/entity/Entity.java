package org.tomte.casework.entity;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;

/**
 * Something that incidents have in common.
 *
 * @param id positive
 * @param name what it is known by
 * @param firstSeen when an object first held it
 * @param lastSeen when an object last came to hold it
 * @param description what people know about it; null when nobody said
 * @param tags words to find it by
 * @param lock null when it is not locked
 */
public record Entity(
    long id,
    EntityName name,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable String description,
    List<String> tags,
    @Nullable Lock lock) {

  /** Copies the tags. */
  public Entity {
    tags = List.copyOf(tags);
  }

  /** One that was seen for the first time. */
  public static Entity seen(long id, EntityName name, Instant at) {
    return new Entity(id, name, at, at, null, List.of(), null);
  }

  /**
   * What keeps it from being deleted, and daemons from changing it.
   *
   * @param by who locked it
   * @param at when
   * @param why may be null
   */
  public record Lock(String by, Instant at, @Nullable String why) {}

  /** Its name in changes. */
  public ObjectRef ref() {
    return ObjectRef.entity(id);
  }

  /** The same when it was seen at another time as well. */
  public Entity alsoSeen(Instant at) {
    return new Entity(
        id,
        name,
        at.isBefore(firstSeen) ? at : firstSeen,
        at.isAfter(lastSeen) ? at : lastSeen,
        description,
        tags,
        lock);
  }

  /** The same, locked or not. */
  public Entity locked(@Nullable Lock other) {
    return new Entity(id, name, firstSeen, lastSeen, description, tags, other);
  }

  /** The same with these fields. */
  public Entity with(FieldValues fields) {
    return new Entity(
        id,
        name,
        firstSeen,
        lastSeen,
        fields.text(FieldNames.DESCRIPTION),
        fields.texts(FieldNames.TAGS),
        lock);
  }

  /** Description and tags, as far as there are any. */
  public FieldValues fields() {
    Map<String, Object> values = new TreeMap<>();
    if (description != null) {
      values.put(FieldNames.DESCRIPTION, description);
    }
    if (!tags.isEmpty()) {
      values.put(FieldNames.TAGS, tags);
    }
    return FieldValues.of(values);
  }
}
