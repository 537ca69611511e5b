package org.tomte.connectors.syslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.tomte.api.ConnectorFault;
import org.tomte.api.listen.Arrival;

@Timeout(60)
class ListenerTest {
  private static final String UDP = "udp://127.0.0.1:0";
  private static final String TCP = "tcp://127.0.0.1:0";

  @Test
  void aDatagramIsOneMessageWithPeerAndReceiveTime() throws Exception {
    try (Listening listening = Listening.on(UDP)) {
      listening.datagram("<34>Oct 11 22:14:15 mymachine su: text\nmore\n\0");
      Arrival arrival = listening.sink.next();
      assertThat(arrival.fields())
          .containsEntry("message", "text\nmore")
          .containsEntry("host", "mymachine")
          .containsEntry("transport", "udp")
          .containsEntry("received", arrival.received().toString());
      assertThat(String.valueOf(arrival.fields().get("peer"))).contains("127.0.0.1");
      assertThat(Sink.raw(arrival)).isEqualTo("<34>Oct 11 22:14:15 mymachine su: text\nmore");
    }
  }

  @Test
  void messagesOfAConnectionComeInOrderAndTheLastNeedsNoLineEnd() throws Exception {
    try (Listening listening = Listening.on(TCP)) {
      try (Socket socket = listening.connect()) {
        Listening.send(socket, "<13>a\n<13>b\n<13>c");
      }
      assertThat(listening.sink.messages(3)).containsExactly("a", "b", "c");
    }
  }

  @Test
  void manyMessagesKeepTheirBytes() throws Exception {
    try (Listening listening = Listening.on(TCP);
        Socket socket = listening.connect()) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < 20_000; i++) {
        String message = "<13>message " + i + " " + "x".repeat(i % 97);
        all.append(message.length()).append(' ').append(message);
      }
      Listening.send(socket, all.toString());
      for (int i = 0; i < 20_000; i++) {
        assertThat(listening.sink.next().fields().get("message"))
            .isEqualTo(("message " + i + " " + "x".repeat(i % 97)));
      }
    }
  }

  @Test
  void aSenderThatIsNotAllowedIsRefusedAndCounted() throws Exception {
    List<String> allow = List.of("10.0.0.0/8");
    try (Listening udp =
            new Listening(Listening.settings(UDP, allow, List.of(), 65_536, 10), Path.of("."));
        Listening tcp =
            new Listening(Listening.settings(TCP, allow, List.of(), 65_536, 10), Path.of("."))) {
      udp.datagram("<13>no");
      assertThat(udp.sink.refusal()).isEqualTo("1: the address 127.0.0.1 is not allowed");
      try (Socket socket = tcp.connect()) {
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(tcp.sink.refusal()).isEqualTo("1: the address 127.0.0.1 is not allowed");
      assertThat(udp.sink.arrivals).isEmpty();
    }
  }

  @Test
  void aProxySaysWhoSends() throws Exception {
    List<String> allow = List.of("192.0.2.0/24", "2001:db8::/32");
    List<String> proxies = List.of("127.0.0.1");
    try (Listening listening =
        new Listening(Listening.settings(TCP, allow, proxies, 65_536, 10), Path.of("."))) {
      try (Socket socket = listening.connect()) {
        Listening.send(socket, "PROXY TCP4 192.0.2.7 10.0.0.1 4711 601\r\n<13>first\n");
        assertThat(listening.sink.next().fields())
            .containsEntry("message", "first")
            .containsEntry("proxy", "127.0.0.1")
            .containsEntry("host", "192.0.2.7")
            .containsEntry("peer", Map.of("address", "192.0.2.7", "port", 4711L));
      }
      try (Socket socket = listening.connect()) {
        String head = "\r\n\r\n\0\r\nQUIT\n!\21\0\14";
        Listening.send(socket, head + "\u00c0\0\2\10\12\0\0\1\22\147\2\131<13>second\n");
        assertThat(listening.sink.next().fields())
            .containsEntry("message", "second")
            .containsEntry("host", "192.0.2.8");
      }
      try (Socket socket = listening.connect()) {
        Listening.send(socket, "<13>without a header\n");
        assertThat(listening.sink.refusal())
            .contains("the proxy 127.0.0.1")
            .contains("PROXY header");
      }
      try (Socket socket = listening.connect()) {
        Listening.send(socket, "PROXY TCP4 198.51.100.1 10.0.0.1 4711 601\r\n<13>no\n");
        assertThat(listening.sink.refusal()).contains("198.51.100.1 is not allowed");
      }
    }
  }

  @Test
  void aSenderOverTheLimitOfConnectionsIsRefused() throws Exception {
    try (Listening listening =
            new Listening(Listening.settings(TCP, List.of(), List.of(), 65_536, 1), Path.of("."));
        Socket first = listening.connect()) {
      Listening.send(first, "<13>in\n");
      assertThat(listening.sink.messages(1)).containsExactly("in");
      try (Socket second = listening.connect()) {
        assertThat(second.getInputStream().read()).isEqualTo(-1);
      }
      assertThat(listening.sink.refusal()).contains("max-connections");
    }
  }

  @Test
  void aMessageThatIsTooLongIsCutAndMarked() throws Exception {
    try (Listening listening =
            new Listening(Listening.settings(TCP, List.of(), List.of(), 480, 5), Path.of("."));
        Socket socket = listening.connect()) {
      Listening.send(socket, "<13>" + "x".repeat(10_000) + "\n<13>short\n");
      assertThat(listening.sink.next().fields())
          .containsEntry("message", "x".repeat(476))
          .containsEntry("truncated", true);
      assertThat(listening.sink.next().fields())
          .containsEntry("message", "short")
          .containsEntry("truncated", false);
      Listening.send(socket, "<13>end\n");
      assertThat(listening.sink.messages(1)).containsExactly("end");
      assertThat(listening.sink.truncated).hasValue(1);
      assertThat(listening.sink.resynchronised).hasValue(0);
    }
    try (Listening listening =
        new Listening(Listening.settings(UDP, List.of(), List.of(), 480, 5), Path.of("."))) {
      listening.datagram("<13>" + "x".repeat(1_000));
      assertThat(listening.sink.next().fields()).containsEntry("truncated", true);
      listening.listener.drain(Duration.ofSeconds(10));
      assertThat(listening.sink.truncated).hasValue(1);
    }
  }

  @Test
  void aCountThatDoesNotFitIsCountedWhereTheNextMessageWasFound() throws Exception {
    try (Listening listening = Listening.on(TCP)) {
      try (Socket socket = listening.connect()) {
        Listening.send(socket, "9 <13>first99999999 lost\n10 <13>second9 <13>third");
      }
      assertThat(listening.sink.next().fields()).containsEntry("message", "first");
      assertThat(listening.sink.next().fields()).containsEntry("truncated", true);
      assertThat(listening.sink.messages(2)).containsExactly("second", "third");
      listening.listener.drain(Duration.ofSeconds(10));
      assertThat(listening.sink.resynchronised.get()).isPositive();
    }
  }

  @Test
  void aSenderFeelsThatThereIsNoRoom() throws Exception {
    try (Listening listening = Listening.on(TCP);
        Socket socket = listening.connect()) {
      listening.sink.room.drainPermits();
      Thread sender =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  Listening.send(socket, ("<13>" + "x".repeat(1_000) + "\n").repeat(20_000));
                } catch (java.io.IOException closed) {
                  throw new AssertionError(closed);
                }
              });
      assertThat(sender.join(Duration.ofMillis(500))).as("20 MB do not fit anywhere").isFalse();
      listening.sink.room.release(20_000);
      assertThat(sender.join(Duration.ofSeconds(30))).isTrue();
      for (int i = 0; i < 20_000; i++) {
        assertThat(listening.sink.next()).isNotNull();
      }
    }
  }

  @Test
  void whatWasReceivedAndWhatWasDroppedIsWhatWasSent() throws Exception {
    int sent = 60_000;
    try (Listening listening =
            new Listening(Listening.settings(UDP, List.of(), List.of(), 65_536, 1), Path.of("."));
        DatagramSocket socket = new DatagramSocket()) {
      byte[] bytes = ("<13>" + "x".repeat(800)).getBytes(StandardCharsets.US_ASCII);
      DatagramPacket packet =
          new DatagramPacket(
              bytes, bytes.length, InetAddress.getLoopbackAddress(), listening.port(0));
      listening.sink.room.drainPermits();
      listening.sink.room.release(1_000);
      for (int i = 0; i < sent; i++) {
        socket.send(packet);
      }
      listening.listener.drain(Duration.ofSeconds(20));
      assertThat(listening.sink.arrivals.size() + listening.sink.dropped.get()).isEqualTo(sent);
      assertThat(listening.sink.dropped.get()).isPositive();
    }
  }

  @Test
  void draining_handsOverWhatArrived() throws Exception {
    try (Listening listening = Listening.on(TCP);
        Socket busy = listening.connect();
        Socket idle = listening.connect()) {
      Listening.send(busy, "<13>whole\n<13>half");
      Listening.send(idle, "<13>idle\n");
      assertThat(listening.sink.messages(2)).containsExactlyInAnyOrder("whole", "idle");
      listening.listener.drain(Duration.ofSeconds(20));
      assertThat(listening.sink.messages(1)).containsExactly("half");
      assertThatThrownBy(listening::connect).isInstanceOf(java.net.ConnectException.class);
    }
  }

  @Test
  void aPortThatIsTakenIsAFaultThatNamesIt() throws Exception {
    try (Listening listening = Listening.on(TCP)) {
      int port = listening.port(0);
      assertThatThrownBy(() -> Listening.on("tcp://127.0.0.1:" + port).close())
          .isInstanceOf(ConnectorFault.class)
          .hasMessageContaining("tcp port " + port);
    }
  }

  @Test
  void repeatedMessagesCount() throws Exception {
    try (Listening listening = Listening.on(TCP);
        Socket socket = listening.connect()) {
      Listening.send(
          socket,
          """
          <13>Oct  1 10:00:00 h app[1]: disk full
          <13>Oct  1 10:00:09 h last message repeated 3 times
          <13>Oct  1 10:00:10 h app: message repeated 2 times: [ failed password]
          <13>Oct  1 10:00:11 other last message repeated 4 times
          """);
      assertThat(listening.sink.next().fields()).containsEntry("count", 1L);
      assertThat(listening.sink.next().fields())
          .containsEntry("count", 3L)
          .containsEntry("message", "disk full")
          .containsEntry("application", "app")
          .extractingByKey("time")
          .asString()
          .endsWith("10:00:09Z");
      assertThat(listening.sink.next().fields())
          .containsEntry("count", 2L)
          .containsEntry("message", "failed password");
      assertThat(listening.sink.next().fields())
          .containsEntry("count", 4L)
          .containsEntry("host", "other")
          .containsEntry("message", "last message repeated 4 times");
    }
  }

  @Test
  void tlsWithoutAKeyThatCanBeReadIsAFaultThatNamesTheSetting(
      @org.junit.jupiter.api.io.TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("c.pem"), "nothing");
    SyslogSettings plain = SyslogSettings.of(List.of(TCP));
    SyslogSettings settings =
        new SyslogSettings(
            List.of("tls://127.0.0.1:0"),
            plain.allow(),
            plain.proxies(),
            "UTC",
            Map.of(),
            List.of(),
            "c.pem",
            "k.pem",
            ClientCertificates.NONE,
            null,
            null,
            1_000,
            5,
            Duration.ZERO,
            65_536);
    assertThatThrownBy(() -> new Listening(settings, folder).close())
        .isInstanceOf(ConnectorFault.class)
        .hasMessageStartingWith("certificate: 'c.pem'");
  }
}
