package org.tomte.engine.timeframe;

import java.time.Instant;

/**
 * A span of time in which a frame is open.
 *
 * @param from the first instant that is open
 * @param to the first instant after it that is not, or where the question ended
 */
public record OpenInterval(Instant from, Instant to) {}
