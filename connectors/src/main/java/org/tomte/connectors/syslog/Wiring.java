package org.tomte.connectors.syslog;

import java.net.InetAddress;
import java.time.InstantSource;
import org.tomte.api.listen.ListenerSink;
import org.tomte.connectors.text.Parsers;

/**
 * What all ports of one listener share.
 *
 * @param settings of the source
 * @param senders what the settings say about addresses
 * @param parsers made once
 * @param sink where messages go
 * @param clock tells when they were received
 */
record Wiring(
    SyslogSettings settings,
    Senders senders,
    Parsers parsers,
    ListenerSink sink,
    InstantSource clock) {

  /** Counts a sender that may not send. */
  void refuse(InetAddress address) {
    sink.refused(1, "the address " + address.getHostAddress() + " is not allowed");
  }
}
