package org.tomte.testkit;

import org.tomte.api.ConnectorFault;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerContext;
import org.tomte.api.listen.ListeningConnector;

/**
 * A listener with somebody who sends to it, made anew for each test.
 *
 * @param connector what is tested
 * @param settings settings with an address of its own
 * @param context where it listens
 * @param sender sends to it
 * @param slowsSenders whether senders wait while there is no room; otherwise what finds none is
 *     counted as dropped
 * @param <S> the settings of the connector
 */
public record ListenerSample<S extends Record>(
    ListeningConnector<S> connector,
    S settings,
    ListenerContext context,
    Sender sender,
    boolean slowsSenders) {

  /** Sends messages. */
  @FunctionalInterface
  public interface Sender {

    /** Sends one message that becomes one event; a sender who waits returns when answered. */
    void send(int number) throws Exception;
  }

  /** A new listener, not started. */
  public Listener open() throws ConnectorFault {
    return connector.open(settings, context);
  }
}
