package org.tomte.casework.transfer;

import java.time.Instant;
import org.tomte.casework.entity.EntityLink;

/**
 * An entity that an object holds.
 *
 * @param at when the object came to hold it
 */
public record SeenLink(EntityLink link, Instant at) {}
