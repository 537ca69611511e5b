package org.tomte.app.demo;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A firewall that sends its log by syslog over TCP, one message to a line (RFC 6587, section
 * 3.4.2). It notes how far it is, as senders with a spool do, so nothing is sent twice.
 *
 * @param port where the listener is
 * @param spool the file that says how many messages were sent
 */
record DemoSender(int port, Path spool) {

  /**
   * Sends those of the messages that were not sent before.
   *
   * @return how many
   */
  int send(List<String> messages) {
    int sent = sent();
    if (sent >= messages.size()) {
      return 0;
    }
    List<String> left = messages.subList(sent, messages.size());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        OutputStream out = socket.getOutputStream()) {
      out.write((String.join("\n", left) + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
      Files.writeString(spool, String.valueOf(messages.size()));
    } catch (IOException refused) {
      throw new UncheckedIOException("the firewall of the demo cannot send", refused);
    }
    return left.size();
  }

  private int sent() {
    try {
      return Files.exists(spool) ? Integer.parseInt(Files.readString(spool).strip()) : 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
