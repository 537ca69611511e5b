package org.tomte.connectors.syslog;

import java.net.InetSocketAddress;
import java.time.Duration;

/** One open port. */
interface Receiver extends AutoCloseable {

  /** Begins to take messages in. */
  void start();

  /** Where it is bound. */
  InetSocketAddress local();

  /** Takes in no new senders and hands over what has arrived. */
  void drain(Duration longest) throws InterruptedException;

  @Override
  void close();
}
