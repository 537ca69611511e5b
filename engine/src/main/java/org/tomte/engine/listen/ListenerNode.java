package org.tomte.engine.listen;

import java.time.InstantSource;
import org.tomte.api.http.HttpRoutes;
import org.tomte.engine.connection.Pauses;

/**
 * The node on which daemons listen.
 *
 * @param name the name by which definitions choose nodes, stable over restarts
 * @param lane the name of this process among the nodes, never used again
 * @param routes paths under its HTTP port
 * @param clock its clock
 * @param pauses which connections are paused
 */
public record ListenerNode(
    String name, String lane, HttpRoutes routes, InstantSource clock, Pauses pauses) {}
