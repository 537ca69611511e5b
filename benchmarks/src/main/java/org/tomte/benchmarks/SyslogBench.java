package org.tomte.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tomte.benchmarks.receiver.SyslogReceiver;

/**
 * Syslog over loopback into daemons of the whole product whose rule, of five terms, wants nothing,
 * beside a loop of the JDK that only reads. Sender and receiver share the machine.
 */
final class SyslogBench {
  private static final int RUNS = 5;
  private static final int POOL = 4_096;
  private static final int BUFFER = 4 << 20;
  private static final String PEER = "JDK loop that only reads";

  /** The last term is false, so that all of them are looked at. */
  private static final String PLAIN =
      "event.severity_code >= 0 && event.host.startsWith('host-') && event.application != 'sshd'"
          + " && event.message.contains('policy') && event.facility == 'none'";

  /** A term that cannot be told from the bytes, so that the expression is evaluated. */
  private static final String EVALUATED = PLAIN.replace("== 'none'", ".upper() == 'NONE'");

  private final List<byte[]> pool = pool();

  /** Prints lines for TCP, for TCP with an evaluated expression, and for UDP. */
  void run(int messages) throws IOException, InterruptedException {
    try (ListeningNode node = new ListeningNode()) {
      tcp(node, "syslog.tcp", PLAIN, messages);
      tcp(node, "syslog.tcp.evaluated", EVALUATED, messages / 4);
      udp(node, messages / 4);
      besideOthers(node, messages / 2);
    }
  }

  /** The receivers of others with the same filter, where they are installed. */
  private void besideOthers(ListeningNode node, int messages)
      throws IOException, InterruptedException {
    Path tree = Path.of(System.getProperty("tomte.root", "."), ".cache", "peers", "syslog-ng");
    try (Scratch scratch = Scratch.open()) {
      List<SyslogReceiver> others = SyslogReceiver.installed(scratch.path(), tree);
      if (others.size() < 2) {
        System.err.println("bench: not installed, so left out: rsyslog or syslog-ng");
      }
      for (SyslogReceiver other : others) {
        try (other) {
          beside(node, other, messages);
        }
      }
    }
  }

  private void beside(ListeningNode node, SyslogReceiver other, int messages)
      throws IOException, InterruptedException {
    int port = freePort();
    node.listen("beside-" + other.name(), "tcp://127.0.0.1:" + port, PLAIN);
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    for (int run = -1; run < RUNS; run++) {
      double peer = other.perSecond(lines(), POOL, messages / POOL);
      double own = ownTcp(node, port, messages);
      if (run >= 0) {
        ours.add(own);
        theirs.add(peer);
      }
    }
    System.out.println(
        new Figure("syslog.tcp.filter", ours, theirs, "messages/s", other.name()).line());
  }

  private static List<byte[]> pool() {
    List<byte[]> pool = new ArrayList<>();
    for (int i = 0; i < POOL; i++) {
      String line =
          "<%d>1 2026-11-25T10:00:%02d.%06dZ host-%d app-%d %d ID%d [origin@32473 ip=\"10.0.%d.%d\"] %s"
              .formatted(
                  8 + i % 180,
                  i % 60,
                  i * 13,
                  i % 50,
                  i % 20,
                  i,
                  i % 9,
                  i % 256,
                  i % 251,
                  "connection accepted by policy from zone inside to zone outside ".repeat(3));
      pool.add(line.substring(0, Math.min(283, line.length())).getBytes(StandardCharsets.US_ASCII));
    }
    return pool;
  }

  private void tcp(ListeningNode node, String name, String filter, int messages)
      throws IOException, InterruptedException {
    int port = freePort();
    node.listen(name.replace('.', '-'), "tcp://127.0.0.1:" + port, filter);
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    List<Double> bytes = new ArrayList<>();
    for (int run = -1; run < RUNS; run++) {
      double bare = bareTcp(messages);
      long before = ListeningNode.allocated();
      double own = ownTcp(node, port, messages);
      double allocated = (double) (ListeningNode.allocated() - before) / messages;
      if (run >= 0) {
        ours.add(own);
        peers.add(bare);
        bytes.add(allocated);
      }
    }
    System.out.println(new Figure(name, ours, peers, "messages/s", PEER).line());
    System.out.println(
        new Figure(name + ".allocated", bytes, List.of(283.0), "bytes/message", "the message")
            .line());
  }

  private Thread sendTcp(int port, int messages) {
    return Thread.ofPlatform()
        .start(() -> {
          try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            byte[] all = lines();
            OutputStream out = socket.getOutputStream();
            for (int i = 0; i < messages / POOL; i++) {
              out.write(all);
            }
          } catch (IOException fault) {
            throw new IllegalStateException("the sender failed", fault);
          }
        });
  }

  private byte[] lines() {
    ByteBuffer all = ByteBuffer.allocate(pool.stream().mapToInt(each -> each.length + 1).sum());
    pool.forEach(each -> all.put(each).put((byte) '\n'));
    return all.array();
  }

  private double bareTcp(int messages) throws IOException, InterruptedException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread sender = sendTcp(server.getLocalPort(), messages);
      long lines = 0;
      long begun;
      try (Socket socket = server.accept()) {
        begun = System.nanoTime();
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[128 << 10];
        for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
          for (int at = 0; at < count; at++) {
            lines += bytes[at] == '\n' ? 1 : 0;
          }
        }
      }
      double rate = lines / seconds(begun);
      sender.join();
      return rate;
    }
  }

  private double ownTcp(ListeningNode node, int port, int messages) throws InterruptedException {
    long before = node.read();
    long begun = System.nanoTime();
    Thread sender = sendTcp(port, messages);
    node.awaitSettled(before + node.dropped() + (long) messages / POOL * POOL);
    double rate = (node.read() - before) / seconds(begun);
    sender.join();
    return rate;
  }

  private void udp(ListeningNode node, int messages) throws IOException, InterruptedException {
    int port = freePort();
    node.listen("syslog-udp", "udp://127.0.0.1:" + port, PLAIN);
    List<Double> ours = new ArrayList<>();
    List<Double> peers = new ArrayList<>();
    for (int run = -1; run < RUNS; run++) {
      double bare = bareUdp(messages);
      double own = ownUdp(node, port, messages);
      if (run >= 0) {
        ours.add(own);
        peers.add(bare);
      }
    }
    System.out.println(new Figure("syslog.udp", ours, peers, "messages/s received", PEER).line());
  }

  private void sendUdp(int port, int messages) throws IOException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      ByteBuffer out = ByteBuffer.allocateDirect(512);
      for (int i = 0; i < messages; i++) {
        out.clear().put(pool.get(i % POOL)).flip();
        var _ = channel.write(out);
      }
    }
  }

  private double bareUdp(int messages) throws IOException, InterruptedException {
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
      channel.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
      long[] received = new long[1];
      Thread reader =
          Thread.ofPlatform()
              .start(() -> {
                ByteBuffer in = ByteBuffer.allocateDirect(65_536);
                try {
                  while (true) {
                    var _ = channel.receive(in.clear());
                    if (in.position() == 1) {
                      return;
                    }
                    received[0]++;
                  }
                } catch (IOException fault) {
                  throw new IllegalStateException("the receiver failed", fault);
                }
              });
      long begun = System.nanoTime();
      sendUdp(port, messages);
      double seconds = seconds(begun);
      end(port, reader);
      return received[0] / seconds;
    }
  }

  /** A datagram of one byte ends the reader; it may be lost while the buffer is full. */
  private static void end(int port, Thread reader) throws IOException, InterruptedException {
    try (DatagramSocket socket = new DatagramSocket()) {
      var last =
          new java.net.DatagramPacket(new byte[1], 1, InetAddress.getLoopbackAddress(), port);
      do {
        socket.send(last);
      } while (!reader.join(Duration.ofMillis(20)));
    }
  }

  private double ownUdp(ListeningNode node, int port, int messages) throws IOException {
    long read = node.read();
    long dropped = node.dropped();
    long begun = System.nanoTime();
    sendUdp(port, messages);
    double seconds = seconds(begun);
    node.awaitSettled(read + dropped + messages);
    if (node.read() - read + node.dropped() - dropped != messages) {
      throw new IllegalStateException(
          "sent %d, received %d, dropped %d"
              .formatted(messages, node.read() - read, node.dropped() - dropped));
    }
    return (node.read() - read) / seconds;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static double seconds(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }
}
