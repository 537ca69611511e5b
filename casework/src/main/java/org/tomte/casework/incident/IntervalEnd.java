package org.tomte.casework.incident;

import java.time.Instant;

/**
 * Ends the open interval of an incident.
 *
 * @param incident the incident's number
 * @param track status or phase
 * @param at when it ends; not before it began
 */
public record IntervalEnd(long incident, Track track, Instant at) {}
