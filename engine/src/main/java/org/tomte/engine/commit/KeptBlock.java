package org.tomte.engine.commit;

import java.time.Instant;
import java.time.LocalDate;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.StoredBody;

/**
 * The events of one page that made nothing, packed together.
 *
 * @param place where it stands
 * @param daemon whose it is
 * @param stream the stream's number
 * @param at when it was committed
 * @param until the day from which it may be removed
 * @param marks one per event, the first 32 bits of the key's hash, to find an event without
 *     unpacking every block
 * @param body JSON lines of {@code {"event": ..., "decision": ...}}
 */
@SuppressWarnings("ArrayRecordComponent") // rows are written and read, never compared
public record KeptBlock(
    KeptPlace place,
    DaemonId daemon,
    int stream,
    Instant at,
    LocalDate until,
    int[] marks,
    StoredBody body) {}
