package org.tomte.casework;

import org.tomte.casework.change.ObjectKind;

/**
 * How many objects a daemon created.
 *
 * @param daemon the daemon's identity
 * @param kind what kind of object
 * @param count at least 1
 */
public record CreatedCount(int daemon, ObjectKind kind, long count) {}
