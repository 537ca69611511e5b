package org.tomte.engine.commit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pointer that a person moved.
 *
 * @param id grows with time
 * @param stream the stream
 * @param at when
 * @param who the person
 * @param why in the person's words
 * @param before the pointer before; null when the stream had none
 * @param after the pointer afterwards; null when the stream begins anew
 */
public record PointerChange(
    long id,
    StreamName stream,
    Instant at,
    String who,
    String why,
    @Nullable StoredPointer before,
    @Nullable StoredPointer after) {}
