package org.tomte.app.kill;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.BiConsumer;

/** A mail server that takes every mail and tells its Message-ID and subject before it says so. */
final class MailSink implements AutoCloseable {
  private final ServerSocket socket;
  private final BiConsumer<String, String> taken;

  MailSink(BiConsumer<String, String> taken) {
    this.taken = taken;
    try {
      this.socket = new ServerSocket(0, 200, InetAddress.ofLiteral("127.0.0.1"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  int port() {
    return socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> talk(client));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void talk(Socket client) {
    try (client;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.ISO_8859_1))) {
      say(client, "220 sink");
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String verb = line.toUpperCase(Locale.ROOT);
        if (verb.startsWith("DATA")) {
          say(client, "354 go on");
          read(lines);
        }
        say(client, verb.startsWith("QUIT") ? "221 bye" : "250 ok");
      }
    } catch (IOException killed) {
      // The sender was killed; what it had sent whole was taken.
    }
  }

  private void read(BufferedReader lines) throws IOException {
    String id = "";
    String subject = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals(".")) {
        taken.accept(id, subject);
        return;
      }
      String lower = line.toLowerCase(Locale.ROOT);
      id = lower.startsWith("message-id:") ? line.substring(11).strip() : id;
      subject = lower.startsWith("subject:") ? line.substring(8).strip() : subject;
    }
    throw new IOException("the mail broke off");
  }

  private static void say(Socket client, String line) throws IOException {
    client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    client.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
