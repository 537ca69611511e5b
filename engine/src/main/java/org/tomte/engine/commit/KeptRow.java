package org.tomte.engine.commit;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.ArchivedEvent;

/**
 * An event that is kept with its decision.
 *
 * @param place where it stands
 * @param before where the version before it stands; null for the first
 * @param daemon whose it is
 * @param key the event
 * @param at when it was committed
 * @param until the day from which it may be removed
 * @param decision see {@link org.tomte.engine.keep.DecisionJson}
 * @param event what came
 */
public record KeptRow(
    KeptPlace place,
    @Nullable KeptPlace before,
    DaemonId daemon,
    KeyName key,
    Instant at,
    LocalDate until,
    String decision,
    ArchivedEvent event) {}
