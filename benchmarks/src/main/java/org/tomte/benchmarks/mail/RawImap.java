package org.tomte.benchmarks.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Commands over a bare socket, whose answers are thrown away: what the server can do at most. */
final class RawImap implements AutoCloseable {
  private static final int TAIL = 4_096;

  private final Socket socket;
  private final byte[] buffer = new byte[256 << 10];
  private int commands;

  private RawImap(Socket socket) {
    this.socket = socket;
  }

  /** A connection after the log-in, with the folder open. */
  static RawImap open(int port, String user) throws IOException {
    RawImap opened = new RawImap(new Socket(InetAddress.getLoopbackAddress(), port));
    int greeting = opened.socket.getInputStream().read(opened.buffer);
    if (greeting <= 0) {
      throw new IOException("dovecot said nothing");
    }
    long _ = opened.run("LOGIN " + user + " secret");
    long _ = opened.run("EXAMINE INBOX");
    return opened;
  }

  /** Runs a command; gives how many bytes the answer had. */
  long run(String command) throws IOException {
    String tag = "b" + commands++ + " ";
    OutputStream out = socket.getOutputStream();
    out.write((tag + command + "\r\n").getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    String tail = "";
    long bytes = 0;
    while (true) {
      int count = in.read(buffer);
      if (count < 0) {
        throw new IOException("dovecot hung up during " + command);
      }
      bytes += count;
      int from = Math.max(0, count - TAIL);
      String last = new String(buffer, from, count - from, StandardCharsets.ISO_8859_1);
      tail = from == 0 ? tail + last : last;
      tail = tail.substring(Math.max(0, tail.length() - TAIL));
      int line = tail.lastIndexOf("\r\n", tail.length() - 3);
      if (tail.endsWith("\r\n") && tail.startsWith(tag, line < 0 ? 0 : line + 2)) {
        if (!tail.startsWith("OK", (line < 0 ? 0 : line + 2) + tag.length())) {
          throw new IOException(command + " gave " + tail.substring(Math.max(0, line)));
        }
        return bytes;
      }
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
