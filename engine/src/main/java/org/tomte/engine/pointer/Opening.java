package org.tomte.engine.pointer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a stream begins: until it has been read to its end once, what is there already counts as
 * known and has no effects. This is how {@code start: now} works without ever making a pointer from
 * a clock.
 *
 * @param cutoff events of this time or later have effects at once, as with {@code start: -24h};
 *     null: none has
 */
public record Opening(@Nullable Instant cutoff) {

  /** Everything that is there already is known. */
  static final Opening ALL_KNOWN = new Opening(null);
}
