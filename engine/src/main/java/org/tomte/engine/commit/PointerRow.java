package org.tomte.engine.commit;

import java.time.Instant;

/**
 * Where a stream goes on.
 *
 * @param stream the stream's number
 * @param move the pointer
 * @param at when it moved
 */
public record PointerRow(int stream, PointerMove move, Instant at) {}
