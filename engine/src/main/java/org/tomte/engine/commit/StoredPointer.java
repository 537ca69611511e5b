package org.tomte.engine.commit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stream's pointer as it is stored.
 *
 * @param stream the stream
 * @param kind the word of its kind
 * @param state the pointer as JSON
 * @param words the pointer for a person
 * @param at when it moved last; null when it never did
 */
public record StoredPointer(
    StreamName stream, String kind, String state, String words, @Nullable Instant at) {}
