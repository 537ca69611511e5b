package org.tomte.casework.entity;

import java.time.Instant;

/**
 * Something that incidents have in common.
 *
 * @param id positive
 * @param name what it is known by
 * @param firstSeen when an incident first held it
 * @param lastSeen when an incident last came to hold it
 */
public record Entity(long id, EntityName name, Instant firstSeen, Instant lastSeen) {}
