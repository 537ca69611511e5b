package org.tomte.connectors.reach;

import java.time.Duration;

/**
 * What is to be reached.
 *
 * @param host a name or address
 * @param port from 1 to 65535
 * @param patience how long each step may take
 * @param allowPrivate whether addresses of the own networks may be asked
 * @param hints what the settings call things
 */
public record Target(String host, int port, Duration patience, boolean allowPrivate, Hints hints) {

  /**
   * What the settings call things, for advice.
   *
   * @param trust the setting with trusted authorities, for example {@code ca}; empty for none
   * @param ports the usual ports in words
   * @param plain the setting for servers that begin in the clear; empty when there is none
   * @param tls the setting for servers that begin with TLS; empty when there is none
   */
  public record Hints(String trust, String ports, String plain, String tls) {}

  /** The server in words. */
  String words() {
    return host + ":" + port;
  }

  /** The patience in milliseconds, for sockets. */
  int millis() {
    return (int) Math.min(patience.toMillis(), Integer.MAX_VALUE);
  }
}
