package org.tomte.connectors.syslog;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;
import org.tomte.api.listen.Arrival;

/**
 * Receives datagrams (RFC 5426: one is one message) on one platform thread, which only copies and
 * hands over: what waits in the kernel's buffer is lost when it is full, and counted.
 */
final class UdpReceiver implements Receiver {
  private static final int LARGEST = 65_536;
  private static final int CHUNK = 256 << 10;
  private static final int BATCH = 512;
  private static final int MOST_REMEMBERED = 1_024;
  private static final Duration LOOK_AT_DROPS = Duration.ofSeconds(1);

  private final Wiring wiring;
  private final DatagramChannel channel;
  private final Selector selector;
  private final KernelDrops drops;
  private final Intake intake;
  private final Thread thread;
  private final ByteBuffer incoming = ByteBuffer.allocateDirect(LARGEST);
  private final Map<InetAddress, Sender> senders = new Remembered();
  private byte[] chunk = new byte[CHUNK];
  private int used;
  private @Nullable InetSocketAddress before;
  private @Nullable Sender sender;
  private volatile boolean draining;

  /** What is known of a sender. */
  private record Sender(boolean allowed, Reception reception, Intake.Last last) {}

  private static final class Remembered extends LinkedHashMap<InetAddress, Sender> {
    private static final long serialVersionUID = 1L;

    Remembered() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<InetAddress, Sender> eldest) {
      return size() > MOST_REMEMBERED;
    }
  }

  private UdpReceiver(Wiring wiring, DatagramChannel channel, Selector selector)
      throws IOException {
    this.wiring = wiring;
    this.channel = channel;
    this.selector = selector;
    this.drops = new KernelDrops(local());
    this.intake = new Intake(wiring.parsers(), new Intake.Last());
    this.thread =
        Thread.ofPlatform().name("syslog-udp-" + local().getPort()).daemon().unstarted(this::run);
  }

  static UdpReceiver open(Endpoint endpoint, Wiring wiring) throws ConnectorFault {
    boolean second = endpoint.address().getAddress().length > 4;
    DatagramChannel channel = null;
    try {
      channel =
          DatagramChannel.open(second ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, wiring.settings().receiveBufferBytes());
      channel.bind(endpoint.socketAddress());
      channel.configureBlocking(false);
      Selector selector = Selector.open();
      channel.register(selector, SelectionKey.OP_READ);
      return new UdpReceiver(wiring, channel, selector);
    } catch (IOException fault) {
      Closing.quietly(channel);
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "cannot listen on " + endpoint + ": " + fault.getMessage(),
          fault);
    }
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public InetSocketAddress local() {
    return (InetSocketAddress) channel.socket().getLocalSocketAddress();
  }

  private void run() {
    try {
      Instant looked = wiring.clock().instant();
      boolean last = false;
      while (!last) {
        selector.select(LOOK_AT_DROPS.toMillis());
        selector.selectedKeys().clear();
        last = draining;
        Instant now = wiring.clock().instant();
        receive(now);
        if (last || !now.isBefore(looked.plus(LOOK_AT_DROPS))) {
          wiring.sink().dropped(drops.more());
          looked = now;
        }
      }
    } catch (ClosedChannelException | ClosedSelectorException closed) {
      // Ended by close().
    } catch (IOException fault) {
      wiring
          .sink()
          .failed(
              new ConnectorFault(
                  FaultKind.UNAVAILABLE, "datagrams cannot be received: " + fault.getMessage()));
    }
  }

  /** Takes all that is there, in batches. */
  private void receive(Instant first) throws IOException {
    Instant now = first;
    boolean more = true;
    while (more) {
      more = false;
      for (int i = 0; i < BATCH; i++) {
        incoming.clear();
        InetSocketAddress from = (InetSocketAddress) channel.receive(incoming);
        if (from == null) {
          break;
        }
        more = i == BATCH - 1;
        incoming.flip();
        take(from, now);
      }
      List<Arrival> taken = intake.taken();
      if (!taken.isEmpty()) {
        // What does not fit is counted by the sink.
        var _ = wiring.sink().offer(taken);
      }
      wiring.sink().truncated(intake.truncated());
      intake.clear();
      // Who kept a message has bytes of its own.
      used = 0;
      now = wiring.clock().instant();
    }
  }

  // The channel gives the same object for datagrams that come from one sender in a row.
  @SuppressWarnings("ReferenceEquality")
  private void take(InetSocketAddress from, Instant now) {
    Sender known = sender;
    if (from != before || known == null || known.reception().received() != now) {
      known = known(from, now);
      before = from;
      sender = known;
    }
    if (!known.allowed()) {
      wiring.refuse(from.getAddress());
      return;
    }
    int length = incoming.remaining();
    if (used + length > chunk.length) {
      chunk = new byte[CHUNK];
      used = 0;
    }
    int start = used;
    incoming.get(chunk, start, length);
    int end = start + length;
    used = end;
    while (end > start && isFiller(chunk[end - 1])) {
      end--;
    }
    boolean cut = end - start > wiring.settings().maxMessageBytes();
    end = cut ? start + wiring.settings().maxMessageBytes() : end;
    intake.receiving(known.reception());
    intake.take(chunk, start, end, cut, known.last());
  }

  private static boolean isFiller(byte octet) {
    return octet == '\n' || octet == '\r' || octet == 0;
  }

  private Sender known(InetSocketAddress from, Instant now) {
    InetAddress address = from.getAddress();
    Sender known = senders.get(address);
    if (known == null) {
      Senders rules = wiring.senders();
      Reception reception =
          new Reception(
              now,
              address.getHostAddress(),
              from.getPort(),
              null,
              "udp",
              null,
              rules.zone(address));
      known = new Sender(rules.mayUse(address), reception, new Intake.Last());
    } else {
      Reception reception = known.reception();
      known =
          new Sender(
              known.allowed(),
              new Reception(
                  now, reception.peer(), from.getPort(), null, "udp", null, reception.zone()),
              known.last());
    }
    senders.put(address, known);
    return known;
  }

  @Override
  public void drain(Duration longest) throws InterruptedException {
    draining = true;
    selector.wakeup();
    var _ = thread.join(longest);
  }

  @Override
  public void close() {
    Closing.quietly(channel);
    Closing.quietly(selector);
  }
}
