package org.tomte.api.listen;

import java.time.Duration;
import org.tomte.api.ConnectorFault;

/**
 * A source that pushes. It owns its sockets and threads, keeps nothing for later and judges
 * nothing: what arrives goes to the sink at once. The engine starts it, starts it anew with growing
 * pauses after a fault, and ends it; one object is started once.
 */
public interface Listener extends AutoCloseable {

  /**
   * Begins to receive and returns as soon as senders can reach it. What makes it unable to go on
   * later is told by {@link ListenerSink#failed}.
   *
   * @throws ConnectorFault when it cannot listen, for example because the port is taken; nothing is
   *     left open then
   * @throws InterruptedException when it was told to stop meanwhile
   */
  void start(ListenerSink sink) throws ConnectorFault, InterruptedException;

  /**
   * Takes in no new senders and hands over what has arrived already, for so long at most. The sink
   * takes everything until this returns.
   *
   * @throws InterruptedException when there is no time left for it
   */
  void drain(Duration longest) throws InterruptedException;

  /** Ends everything at once. Does nothing the second time. */
  @Override
  void close();
}
