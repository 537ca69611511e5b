package org.tomte.connectors.syslog;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.tomte.api.http.HttpRoutes;
import org.tomte.api.listen.ListenerContext;
import org.tomte.testkit.ListenerContract;
import org.tomte.testkit.ListenerSample;

/** What every listening connector promises, by both ways in. */
class SyslogContractTest {

  private static ListenerContext context() {
    return new ListenerContext(
        "test", "node-1", InstantSource.fixed(Messages.RECEIVED), Path.of("."), HttpRoutes.none());
  }

  private static byte[] message(int number) {
    return ("<13>Oct  1 10:00:00 host app[7]: number " + number + " CEF:0|v|p|1|c|n|5|a=b\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Nested
  class ByDatagrams extends ListenerContract {
    @Override
    protected ListenerSample<?> sample() throws IOException {
      int port = freePort();
      return new ListenerSample<>(
          new SyslogConnector(),
          SyslogSettings.of(List.of("udp://127.0.0.1:" + port)),
          context(),
          number -> {
            try (DatagramSocket socket = new DatagramSocket()) {
              byte[] bytes = message(number);
              socket.send(
                  new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
            }
          },
          false);
    }
  }

  @Nested
  class ByConnections extends ListenerContract {
    @Override
    protected ListenerSample<?> sample() throws IOException {
      int port = freePort();
      return new ListenerSample<>(
          new SyslogConnector(),
          SyslogSettings.of(List.of("tcp://127.0.0.1:" + port)),
          context(),
          number -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
              socket.getOutputStream().write(message(number));
            }
          },
          true);
    }
  }
}
