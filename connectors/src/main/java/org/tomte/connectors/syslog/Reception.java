package org.tomte.connectors.syslog;

import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How messages came in: the same for all of one read of a connection.
 *
 * @param received when the bytes were read
 * @param peer address of the sender, as a PROXY protocol header says where there is one
 * @param peerPort port of the sender; 0 when it is not known
 * @param proxy address of the proxy between us and the peer; null when there is none
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 * @param certificate subject of the sender's certificate (RFC 2253); null when it showed none
 * @param zone of times that are written without one
 */
record Reception(
    Instant received,
    String peer,
    int peerPort,
    @Nullable String proxy,
    String transport,
    @Nullable String certificate,
    ZoneId zone) {

  /** The same sender at a later time. */
  Reception at(Instant later) {
    return new Reception(later, peer, peerPort, proxy, transport, certificate, zone);
  }
}
