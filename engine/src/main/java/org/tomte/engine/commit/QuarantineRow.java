package org.tomte.engine.commit;

import java.time.Instant;
import java.time.LocalDate;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.ArchivedEvent;

/**
 * A failed event as it is put into quarantine.
 *
 * @param id the entry's number
 * @param daemon whose event it is
 * @param key the event
 * @param stage the stage that failed
 * @param reason what is wrong
 * @param instant the instant at which time frames were judged; a replay judges by it again
 * @param at when it was put here
 * @param until the day from which it may be removed
 * @param depth how many daemons led to the event
 * @param decision see {@link org.tomte.engine.keep.DecisionJson}
 * @param event what came
 */
public record QuarantineRow(
    long id,
    DaemonId daemon,
    KeyName key,
    String stage,
    String reason,
    Instant instant,
    Instant at,
    LocalDate until,
    int depth,
    String decision,
    ArchivedEvent event) {}
