package org.tomte.connectors.syslog;

import java.io.IOException;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.tomte.api.http.HttpRoutes;
import org.tomte.api.listen.ListenerContext;

/** A listener on free ports of this machine, with what it was given. */
final class Listening implements AutoCloseable {
  final Sink sink = new Sink();
  final SyslogListener listener;

  Listening(SyslogSettings settings, Path folder) throws Exception {
    ListenerContext context =
        new ListenerContext("test", "node-1", InstantSource.system(), folder, HttpRoutes.none());
    listener = new SyslogListener(settings, context);
    listener.start(sink);
  }

  static Listening on(String... endpoints) throws Exception {
    return new Listening(SyslogSettings.of(List.of(endpoints)), Path.of("."));
  }

  static SyslogSettings settings(
      String endpoint, List<String> allow, List<String> proxies, int longest, int connections) {
    return new SyslogSettings(
        List.of(endpoint),
        allow,
        proxies,
        "UTC",
        Map.of("127.0.0.2", "Europe/Berlin"),
        List.of(),
        null,
        null,
        ClientCertificates.NONE,
        null,
        null,
        longest,
        connections,
        Duration.ofDays(1),
        65_536);
  }

  int port(int index) {
    return listener.bound().get(index).getPort();
  }

  void datagram(String message) throws IOException {
    try (DatagramSocket socket = new DatagramSocket()) {
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      socket.send(
          new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port(0)));
    }
  }

  Socket connect() throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), port(0));
  }

  static void send(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
  }

  @Override
  public void close() {
    listener.close();
  }
}
