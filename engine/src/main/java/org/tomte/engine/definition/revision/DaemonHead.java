package org.tomte.engine.definition.revision;

import java.time.Instant;
import java.util.UUID;
import org.tomte.engine.DaemonId;

/**
 * What is known of a daemon beside its text.
 *
 * @param id its identity in this instance; survives renames
 * @param identity its identity everywhere, for links and exports of data
 * @param name its name now
 * @param enabled whether its schedule counts
 * @param revision the number of its newest revision
 * @param anchor from where {@code every} counts
 * @param created when it was first saved
 */
public record DaemonHead(
    DaemonId id,
    UUID identity,
    String name,
    boolean enabled,
    int revision,
    Instant anchor,
    Instant created) {}
