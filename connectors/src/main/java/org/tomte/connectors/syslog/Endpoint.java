package org.tomte.connectors.syslog;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Locale;

/**
 * Where a listener listens.
 *
 * @param transport how messages come
 * @param address an address of this machine, or the wildcard
 * @param port from 0 (any that is free) to 65535
 */
record Endpoint(Transport transport, InetAddress address, int port) {

  /** How messages come. */
  enum Transport {
    UDP,
    TCP,
    TLS;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Reads {@code udp://0.0.0.0:514}, {@code tls://[::]:6514}.
   *
   * @throws IllegalArgumentException when it is not an end point; the message says what is valid
   */
  static Endpoint of(String text) {
    int slashes = text.indexOf("://");
    int colon = text.lastIndexOf(':');
    try {
      if (slashes > 0 && colon > slashes) {
        Transport transport =
            Transport.valueOf(text.substring(0, slashes).toUpperCase(Locale.ROOT));
        String address = text.substring(slashes + 3, colon).replaceAll("^\\[(.*)]$", "$1");
        int port = Integer.parseInt(text.substring(colon + 1));
        if (port >= 0 && port <= 65_535) {
          return new Endpoint(transport, InetAddress.ofLiteral(address), port);
        }
      }
    } catch (IllegalArgumentException wrong) {
      // Told below, with what is valid.
    }
    throw new IllegalArgumentException(
        "listen: '"
            + text
            + "' is not an end point; valid are for example udp://0.0.0.0:514,"
            + " tcp://127.0.0.1:601, tls://[::]:6514");
  }

  InetSocketAddress socketAddress() {
    return new InetSocketAddress(address, port);
  }

  @Override
  public String toString() {
    return transport.word() + " port " + port;
  }
}
