package org.tomte.engine.commit;

import java.time.Instant;

/**
 * What events of one rule have in common.
 *
 * @param name which events
 * @param state see {@link CorrelationState}
 * @param until from when on it says nothing more and may be removed
 */
public record CorrelationRow(CorrelationName name, String state, Instant until) {}
