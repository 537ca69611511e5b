package org.tomte.casework.search;

import java.time.Instant;
import org.tomte.casework.change.ChangePosition;

/**
 * An object with the last change that counts for whoever looks.
 *
 * @param object as it stands
 * @param last where that change stands in the feed
 * @param at when it was made
 * @param depth how many daemons led to it one after the other
 * @param <T> the type of the object
 */
public record Seen<T>(T object, ChangePosition last, Instant at, int depth) {}
