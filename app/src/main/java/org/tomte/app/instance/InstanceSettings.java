package org.tomte.app.instance;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an instance is opened.
 *
 * @param home where everything of it lives
 * @param databaseUrl a JDBC URL of an external PostgreSQL with user and password in the environment
 *     variables TOMTE_DB_USER and TOMTE_DB_PASSWORD; null for the embedded one
 * @param environment the process's environment variables
 * @param clock the clock
 */
public record InstanceSettings(
    Path home, @Nullable String databaseUrl, Map<String, String> environment, InstantSource clock) {

  /** The variable that names an external database. */
  public static final String DATABASE_URL = "TOMTE_DATABASE_URL";

  /** The variable that names this node where definitions choose nodes; the host's name if unset. */
  public static final String NODE = "TOMTE_NODE";

  /** What the environment says; the home is ~/.tomte where it says nothing. */
  public static InstanceSettings of(Map<String, String> environment, InstantSource clock) {
    Path home =
        org.tomte.store.postgres.InstanceHome.of(
                environment, Path.of(System.getProperty("user.home")))
            .root();
    return new InstanceSettings(home, environment.get(DATABASE_URL), environment, clock);
  }

  /** The same with another database; null keeps the one that is there. */
  public InstanceSettings withDatabase(@Nullable String url) {
    return url == null ? this : new InstanceSettings(home, url, environment, clock);
  }
}
