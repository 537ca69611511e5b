package org.tomte.engine.quarantine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.KeptItem;
import org.tomte.engine.keep.StoredDecision;

/**
 * An event in quarantine.
 *
 * @param id the entry's number
 * @param daemon whose event it is
 * @param stream the stream's name
 * @param stage the stage that failed
 * @param reason what is wrong; of the last replay when one failed
 * @param instant the instant at which time frames were judged; a replay judges by it again
 * @param at when it was put here
 * @param depth how many daemons led to the event
 * @param decision what was decided when it failed
 * @param item what a replay works on: edited, or as it came
 * @param original as it came; null when it was not edited
 * @param state where it stands
 * @param replays how often a replay failed
 * @param closing who edited or ended it last; null when nobody did
 */
public record QuarantineEntry(
    long id,
    DaemonId daemon,
    String stream,
    String stage,
    String reason,
    Instant instant,
    Instant at,
    int depth,
    StoredDecision decision,
    KeptItem item,
    @Nullable KeptItem original,
    QuarantineStore.State state,
    int replays,
    QuarantineStore.@Nullable Closing closing) {}
