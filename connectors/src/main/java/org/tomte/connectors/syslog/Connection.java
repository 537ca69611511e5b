package org.tomte.connectors.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.Arrival;
import org.tomte.connectors.network.ProxyHeader;

/** One connection from its first byte to its last. */
final class Connection implements Runnable {
  private static final int GREETING_MILLIS = 10_000;
  private static final int SMALLEST = 4 << 10;
  private static final int LARGEST = 128 << 10;
  private static final int HEADER = 16;

  private final Socket socket;
  private final Wiring wiring;
  private final @Nullable SSLContext tls;
  private final Consumer<Connection> ended;
  private final CountDownLatch done = new CountDownLatch(1);
  private final Framing framing;
  private final Intake intake;
  private volatile boolean finishing;
  private volatile boolean waiting;
  private byte[] chunk = new byte[SMALLEST];
  private int from;
  private int to;
  private long resynchronised;

  /** Who sends. */
  private record Peer(InetAddress address, int port, @Nullable String proxy) {}

  Connection(Socket socket, Wiring wiring, @Nullable SSLContext tls, Consumer<Connection> ended) {
    this.socket = socket;
    this.wiring = wiring;
    this.tls = tls;
    this.ended = ended;
    this.framing = new Framing(wiring.settings().maxMessageBytes());
    this.intake = new Intake(wiring.parsers(), new Intake.Last());
  }

  @Override
  public void run() {
    try {
      talk();
    } catch (SSLException refused) {
      wiring
          .sink()
          .refused(
              1, "no TLS with " + socket.getInetAddress().getHostAddress() + ": " + words(refused));
    } catch (IOException gone) {
      // The sender ended the connection, or it was silent for too long; what came is taken.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      close();
      ended.accept(this);
      done.countDown();
    }
  }

  private static String words(SSLException fault) {
    String message = fault.getMessage();
    return message == null ? "the handshake failed" : message;
  }

  private void talk() throws IOException, InterruptedException {
    socket.setKeepAlive(true);
    socket.setSoTimeout(GREETING_MILLIS);
    Peer peer = peer();
    if (peer == null) {
      return;
    }
    if (!wiring.senders().mayUse(peer.address())) {
      wiring.refuse(peer.address());
      return;
    }
    Socket talking = tls == null ? socket : secured(tls);
    socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, wiring.settings().idle().toMillis()));
    Reception reception =
        new Reception(
            wiring.clock().instant(),
            peer.address().getHostAddress(),
            peer.port(),
            peer.proxy(),
            tls == null ? "tcp" : "tls",
            subject(talking),
            wiring.senders().zone(peer.address()));
    read(talking.getInputStream(), reception);
  }

  /** Null when a proxy did not say whom it speaks for as it must. */
  private @Nullable Peer peer() throws IOException {
    InetAddress direct = socket.getInetAddress();
    if (!wiring.senders().isProxy(direct)) {
      return new Peer(direct, socket.getPort(), null);
    }
    try {
      ProxyHeader header = ProxyHeader.read(socket.getInputStream());
      String proxy = direct.getHostAddress();
      InetAddress address = header.address();
      return address == null
          ? new Peer(direct, socket.getPort(), proxy)
          : new Peer(address, header.port(), proxy);
    } catch (SocketTimeoutException slow) {
      wiring.sink().refused(1, "the proxy " + direct.getHostAddress() + " sent no header in time");
    } catch (IOException broken) {
      wiring.sink().refused(1, "the proxy " + direct.getHostAddress() + ": " + broken.getMessage());
    }
    return null;
  }

  private SSLSocket secured(SSLContext context) throws IOException {
    SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(socket, null, true);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    switch (wiring.settings().clientCertificates()) {
      case NONE -> parameters.setNeedClientAuth(false);
      case WANTED -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    secured.setSSLParameters(parameters);
    secured.startHandshake();
    return secured;
  }

  private static @Nullable String subject(Socket talking) {
    if (!(talking instanceof SSLSocket secured)) {
      return null;
    }
    try {
      return secured.getSession().getPeerCertificates()[0] instanceof X509Certificate shown
          ? shown.getSubjectX500Principal().getName()
          : null;
    } catch (SSLPeerUnverifiedException none) {
      return null;
    }
  }

  private void read(InputStream in, Reception first) throws IOException, InterruptedException {
    Reception reception = first;
    try {
      while (!framing.broken()) {
        int count = next(in);
        if (count < 0) {
          break;
        }
        to += count;
        reception = reception.at(wiring.clock().instant());
        take(reception, false);
        makeRoom();
      }
    } finally {
      // A frame that the end of the connection cut is handed over as far as it came.
      take(reception, true);
      tell(reception.peer());
    }
  }

  private int next(InputStream in) throws IOException {
    if (finishing && in.available() == 0) {
      return -1;
    }
    waiting = true;
    try {
      return finishing && in.available() == 0 ? -1 : in.read(chunk, to, chunk.length - to);
    } finally {
      waiting = false;
    }
  }

  private void take(Reception reception, boolean end) throws InterruptedException {
    intake.receiving(reception);
    from = framing.read(chunk, from, to, end, intake);
    List<Arrival> taken = intake.taken();
    try {
      if (!taken.isEmpty()) {
        wiring.sink().put(taken);
      }
    } finally {
      intake.clear();
      wiring.sink().truncated(intake.truncated());
      wiring.sink().resynchronised(framing.resynchronised - resynchronised);
      resynchronised = framing.resynchronised;
    }
  }

  /** Who kept a message has bytes of its own, so the rest moves to the front. */
  private void makeRoom() {
    int rest = to - from;
    byte[] next = chunk;
    if (to == chunk.length) {
      int most = Math.max(LARGEST, 2 * (wiring.settings().maxMessageBytes() + HEADER));
      int wanted = Math.min(most, Math.max(2 * chunk.length, 2 * rest));
      next = wanted > chunk.length ? new byte[wanted] : chunk;
    }
    System.arraycopy(chunk, from, next, 0, rest);
    chunk = next;
    from = 0;
    to = rest;
  }

  private void tell(String peer) {
    if (framing.broken()) {
      wiring.sink().refused(1, peer + " sent bytes in which no message begins; it was closed");
    }
  }

  /** Hands over what has arrived and ends; the latch opens when it is done. */
  CountDownLatch finish() throws InterruptedException {
    finishing = true;
    while (waiting && hasArrived()) {
      // The thread of the connection is about to wake up and read it.
      var _ = done.await(1, TimeUnit.MILLISECONDS);
    }
    if (waiting) {
      close();
    }
    return done;
  }

  private boolean hasArrived() {
    try {
      return socket.getInputStream().available() > 0;
    } catch (IOException closed) {
      return false;
    }
  }

  void close() {
    Closing.quietly(socket);
  }
}
