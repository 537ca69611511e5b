package org.tomte.store.postgres;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a running instance tells command-line calls of the same user.
 *
 * @param process the running program
 * @param startedAt when it became ready
 * @param http where local calls reach its HTTP interface, as http://host:port; null without one
 * @param token what a local call shows to be let in; null without an HTTP interface
 * @param database how to reach its database
 */
public record RunningInstance(
    ProcessIdentity process,
    Instant startedAt,
    @Nullable String http,
    @Nullable String token,
    Access database) {

  /**
   * How to reach the database of a running instance.
   *
   * @param url a JDBC URL without a password
   * @param passwordFile the owner-only file with the password; null when the caller's own
   *     configuration has it
   */
  public record Access(String url, String user, @Nullable String passwordFile) {}

  /** Leaves the token out, so that a log line cannot show it. */
  @Override
  public String toString() {
    return "RunningInstance[pid=%d, http=%s, database=%s]"
        .formatted(process.pid(), http, database.url());
  }
}
