package org.tomte.engine.commit;

import org.tomte.engine.DaemonId;

/**
 * Names a stream of a daemon.
 *
 * @param daemon whose it is
 * @param name as the connector calls it
 */
public record StreamName(DaemonId daemon, String name) {}
