package org.tomte.casework.entity;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which entities are wanted.
 *
 * @param type only this type; null for all
 * @param text only those with this in their value, without regard to case; null for all
 * @param tag only those with this tag; null for all
 * @param locked true for locked ones, false for the others; null for both
 */
public record EntityFilter(
    @Nullable EntityType type,
    @Nullable String text,
    @Nullable String tag,
    @Nullable Boolean locked) {

  /** Every entity. */
  public static final EntityFilter ALL = new EntityFilter(null, null, null, null);

  /** Whether an entity is wanted. */
  public boolean matches(Entity entity) {
    return (type == null || type == entity.name().type())
        && (text == null
            || entity
                .name()
                .value()
                .toLowerCase(Locale.ROOT)
                .contains(text.toLowerCase(Locale.ROOT)))
        && (tag == null || entity.tags().contains(tag))
        && (locked == null || locked == (entity.lock() != null));
  }
}
