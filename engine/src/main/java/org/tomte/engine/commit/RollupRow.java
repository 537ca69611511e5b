package org.tomte.engine.commit;

import java.time.Instant;
import org.tomte.engine.DaemonId;
import org.tomte.engine.observe.Counters;

/**
 * What is added to a daemon's minute.
 *
 * @param daemon whose it is
 * @param minute the minute's start
 * @param counters what to add
 */
public record RollupRow(DaemonId daemon, Instant minute, Counters counters) {}
