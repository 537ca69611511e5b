package org.tomte.casework.search;

import org.jspecify.annotations.Nullable;

/**
 * Whose look at objects it is.
 *
 * @param daemon the daemon whose changes do not count, and whose objects nobody else touched are
 *     left out; null when all changes count
 * @param unattended whether only objects without an owner are wanted of which no person changed a
 *     field or wrote a note
 */
public record SeenBy(@Nullable Integer daemon, boolean unattended) {}
