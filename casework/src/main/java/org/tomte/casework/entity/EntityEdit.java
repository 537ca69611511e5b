package org.tomte.casework.entity;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.change.Cause;

/**
 * Something to be done with an existing entity.
 *
 * @param name the entity
 * @param action what to do
 * @param cause why; null when it is that of the command
 */
public record EntityEdit(EntityName name, Action action, @Nullable Cause cause) {

  /** An edit for the command's own cause. */
  public static EntityEdit of(EntityName name, Action action) {
    return new EntityEdit(name, action, null);
  }

  /** What can be done with an entity. */
  public sealed interface Action {

    /**
     * Sets fields; a daemon cannot while it is locked.
     *
     * @param fields field names and plain JSON values; null empties a field
     */
    record Set(Map<String, @Nullable Object> fields) implements Action {}

    /**
     * Adds and takes off tags; a daemon cannot while it is locked.
     *
     * @param add tags it gets
     * @param remove tags it loses
     */
    record Tag(java.util.Set<String> add, java.util.Set<String> remove) implements Action {
      /** Copies the sets. */
      public Tag {
        add = java.util.Set.copyOf(add);
        remove = java.util.Set.copyOf(remove);
      }
    }

    /**
     * Locks it; one that is locked stays as it is.
     *
     * @param why may be null
     */
    record Lock(@Nullable String why) implements Action {}

    /** Unlocks it; only people do. */
    record Unlock() implements Action {}

    /** Deletes it with all its links; refused while it is locked. */
    record Delete() implements Action {}
  }
}
