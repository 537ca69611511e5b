package org.tomte.api.listen;

import java.nio.file.Path;
import java.time.InstantSource;
import org.tomte.api.http.HttpRoutes;

/**
 * What a listener is given beside its settings.
 *
 * @param daemon the daemon's name, for messages and paths
 * @param node the name of the node on which it listens
 * @param clock the only clock a connector may read
 * @param folder where relative paths of the definition start
 * @param routes paths under the program's own HTTP port
 */
public record ListenerContext(
    String daemon, String node, InstantSource clock, Path folder, HttpRoutes routes) {}
