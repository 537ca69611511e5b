package org.tomte.connectors.syslog;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/** Accepts connections by TCP or TLS; each has a virtual thread of its own. */
final class StreamReceiver implements Receiver {
  private static final int BACKLOG = 512;

  private static final long LONGEST_RELEASE_MILLIS = 1_000;
  private final Wiring wiring;
  private final ServerSocket server;
  private final @Nullable SSLContext tls;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;
  private volatile boolean ending;

  private StreamReceiver(Wiring wiring, ServerSocket server, @Nullable SSLContext tls) {
    this.wiring = wiring;
    this.server = server;
    this.tls = tls;
    // A port is given back at once only where a platform thread waits for senders.
    this.acceptor =
        Thread.ofPlatform()
            .name("syslog-accept-" + server.getLocalPort())
            .daemon()
            .unstarted(this::accept);
  }

  /**
   * @param tls null for plain TCP
   */
  static StreamReceiver open(Endpoint endpoint, Wiring wiring, @Nullable SSLContext tls)
      throws ConnectorFault {
    ServerSocket server = null;
    try {
      server = new ServerSocket();
      server.setReuseAddress(true);
      server.bind(endpoint.socketAddress(), BACKLOG);
      return new StreamReceiver(wiring, server, tls);
    } catch (IOException fault) {
      Closing.quietly(server);
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "cannot listen on " + endpoint + ": " + fault.getMessage(),
          fault);
    }
  }

  @Override
  public void start() {
    acceptor.start();
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) server.getLocalSocketAddress();
  }

  private void accept() {
    while (!ending) {
      try {
        admit(server.accept());
      } catch (IOException fault) {
        if (!ending) {
          wiring
              .sink()
              .failed(
                  new ConnectorFault(
                      FaultKind.UNAVAILABLE,
                      "connections cannot be accepted: " + fault.getMessage(),
                      fault));
        }
        return;
      }
    }
  }

  private void admit(Socket socket) {
    Senders senders = wiring.senders();
    var address = socket.getInetAddress();
    if (!senders.isProxy(address) && !senders.mayUse(address)) {
      wiring.refuse(address);
      Closing.quietly(socket);
      return;
    }
    if (connections.size() >= wiring.settings().maxConnections()) {
      wiring.sink().refused(1, "there are as many connections as max-connections allows");
      Closing.quietly(socket);
      return;
    }
    Connection connection = new Connection(socket, wiring, tls, connections::remove);
    connections.add(connection);
    Thread.ofVirtual().name("syslog-" + address.getHostAddress()).start(connection);
  }

  @Override
  public void drain(Duration longest) throws InterruptedException {
    ending = true;
    release();
    long until = System.nanoTime() + longest.toNanos();
    for (Connection connection : Set.copyOf(connections)) {
      CountDownLatch ended = connection.finish();
      var _ = ended.await(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    ending = true;
    release();
    connections.forEach(Connection::close);
  }

  /** Until the acceptor is out of its call the system keeps the port for it. */
  private void release() {
    Closing.quietly(server);
    try {
      acceptor.join(LONGEST_RELEASE_MILLIS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
