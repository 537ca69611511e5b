package org.tomte.store.commit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between a program and its server. Once armed, it passes the next COMMIT on and ends the
 * connection without passing on the answer: the transaction stands and the program cannot know.
 */
final class CutConnection implements AutoCloseable {
  private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket entrance;
  private final int server;
  private final AtomicBoolean armed = new AtomicBoolean();
  private final AtomicInteger cuts = new AtomicInteger();

  CutConnection(int server) {
    this.server = server;
    try {
      this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return entrance.getLocalPort();
  }

  void arm() {
    armed.set(true);
  }

  int cuts() {
    return cuts.get();
  }

  private void accept() {
    while (!entrance.isClosed()) {
      try {
        Socket client = entrance.accept();
        Socket behind = new Socket(InetAddress.getLoopbackAddress(), server);
        AtomicBoolean silent = new AtomicBoolean();
        Thread.ofVirtual().start(() -> forward(client, behind, silent));
        Thread.ofVirtual().start(() -> backward(behind, client, silent));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void forward(Socket client, Socket behind, AtomicBoolean silent) {
    byte[] buffer = new byte[65_536];
    try (client;
        behind) {
      InputStream in = client.getInputStream();
      OutputStream out = behind.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        boolean cut = holdsCommit(buffer, read) && armed.compareAndSet(true, false);
        if (cut) {
          silent.set(true);
        }
        out.write(buffer, 0, read);
        out.flush();
        if (cut) {
          awaitAnswer(behind);
          cuts.incrementAndGet();
          return;
        }
      }
    } catch (IOException ended) {
      // either side went away; both are closed
    }
  }

  /** The server answers when the transaction stands; the other thread swallows the answer. */
  private static void awaitAnswer(Socket behind) throws IOException {
    synchronized (behind) {
      try {
        behind.wait(5_000);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }
  }

  private static void backward(Socket behind, Socket client, AtomicBoolean silent) {
    byte[] buffer = new byte[65_536];
    try {
      InputStream in = behind.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        if (silent.get()) {
          synchronized (behind) {
            behind.notifyAll();
          }
          return;
        }
        out.write(buffer, 0, read);
        out.flush();
      }
    } catch (IOException ended) {
      // the other thread closes both
    }
  }

  private static boolean holdsCommit(byte[] buffer, int length) {
    for (int at = 0; at + COMMIT.length <= length; at++) {
      int same = 0;
      while (same < COMMIT.length && buffer[at + same] == COMMIT[same]) {
        same++;
      }
      if (same == COMMIT.length) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() throws IOException {
    entrance.close();
  }
}
