package org.tomte.engine.pointer;

import org.jspecify.annotations.Nullable;

/**
 * The pointer of a stream that is listed whole each time. The members themselves are a table of
 * their own ({@link Members}).
 *
 * @param generation how many complete listings changed the members
 * @param members how many members there are
 * @param confirmed whether a person said that the next complete listing is right however small
 * @param again whether a person asked that known members count as changed until one complete
 *     listing
 * @param opening see {@link PointerState#opening()}
 */
public record SnapshotPointer(
    long generation, long members, boolean confirmed, boolean again, @Nullable Opening opening)
    implements PointerState {

  static final String KIND = "snapshot";

  @Override
  public String kind() {
    return KIND;
  }

  static SnapshotPointer from(@Nullable Opening opening) {
    return new SnapshotPointer(0, 0, false, false, opening);
  }
}
