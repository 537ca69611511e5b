package org.tomte.casework.incident;

import java.time.Instant;
import org.tomte.casework.change.ChangePosition;

/**
 * An incident with the last change that counts.
 *
 * @param incident as it stands
 * @param last where that change stands in the feed
 * @param at when it was made
 * @param depth how many daemons led to it one after the other
 */
public record SeenIncident(Incident incident, ChangePosition last, Instant at, int depth) {}
