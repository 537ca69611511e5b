package org.tomte.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks a poller for a page of one stream.
 *
 * @param stream a name from {@link Poller#streams}
 * @param from where to read from: ordered ids are returned after it (exclusive), watermarks at or
 *     after its time (inclusive); null means from the very beginning
 * @param until no event later than this is wanted; null means no bound. Pollers that cannot bound
 *     their reading may return more; the engine leaves the rest for later
 * @param token where to go on in a token stream; null at the first run
 * @param next the {@link Page#next()} of the page before in this run; null for the first page
 * @param maxEvents how many items a page may have, at least 1
 * @param maxBytes how many bytes of raw items a page may hold; one item may be larger
 * @param launch the instant for which this run was planned, or its start when it was started by
 *     hand
 * @param signal when to stop
 */
public record PollRequest(
    String stream,
    @Nullable Position from,
    @Nullable Instant until,
    @Nullable String token,
    @Nullable String next,
    int maxEvents,
    long maxBytes,
    Instant launch,
    RunSignal signal) {}
