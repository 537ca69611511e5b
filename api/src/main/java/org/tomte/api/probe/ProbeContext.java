package org.tomte.api.probe;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.tomte.api.http.HttpRoutes;

/**
 * What a probe is given beside its settings.
 *
 * @param connection the connection's name, for messages
 * @param listening whether a daemon of this connection listens on this node now, so that its
 *     addresses are in use by ourselves
 * @param clock the only clock a connector may read
 * @param folder where relative paths of the definition start
 * @param routes paths under the program's own HTTP port; null where it has none
 */
public record ProbeContext(
    String connection,
    boolean listening,
    InstantSource clock,
    Path folder,
    @Nullable HttpRoutes routes) {}
