package org.tomte.connectors.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Raw;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.ListenerSink;
import org.tomte.api.listen.Receipt;

/** Keeps what arrives; its room can be made small. */
final class Sink implements ListenerSink {
  final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  final LinkedBlockingQueue<String> refusals = new LinkedBlockingQueue<>();
  final AtomicLong dropped = new AtomicLong();
  final AtomicLong offered = new AtomicLong();
  final AtomicLong truncated = new AtomicLong();
  final AtomicLong resynchronised = new AtomicLong();
  final Semaphore room = new Semaphore(Integer.MAX_VALUE);
  volatile @Nullable ConnectorFault fault;

  /** The next one; waits as long as a slow machine may need. */
  Arrival next() throws InterruptedException {
    Arrival arrival = arrivals.poll(20, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new AssertionError("nothing arrived; refused: " + refusals + ", fault: " + fault);
    }
    return arrival;
  }

  /** The bytes as they came. */
  static String raw(Arrival arrival) throws IOException {
    Raw raw = Objects.requireNonNull(arrival.raw());
    try (InputStream bytes = raw.content().open()) {
      return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  List<String> messages(int count) throws InterruptedException {
    List<String> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(String.valueOf(next().fields().get("message")));
    }
    return messages;
  }

  String refusal() throws InterruptedException {
    String refusal = refusals.poll(20, TimeUnit.SECONDS);
    if (refusal == null) {
      throw new AssertionError("nothing was refused");
    }
    return refusal;
  }

  @Override
  public void put(Arrival arrival) throws InterruptedException {
    room.acquire();
    arrivals.add(arrival.kept());
  }

  @Override
  public void put(List<? extends Arrival> all) throws InterruptedException {
    for (Arrival each : all) {
      put(each);
    }
  }

  @Override
  public int offer(List<? extends Arrival> all) {
    int taken = 0;
    offered.addAndGet(all.size());
    for (Arrival each : all) {
      if (!room.tryAcquire()) {
        dropped.addAndGet(all.size() - taken);
        return taken;
      }
      arrivals.add(each.kept());
      taken++;
    }
    return taken;
  }

  @Override
  public Receipt confirm(List<? extends Arrival> all) {
    return new Receipt.Busy(Duration.ofSeconds(1));
  }

  @Override
  public void dropped(long messages) {
    dropped.addAndGet(messages);
  }

  @Override
  public void refused(long messages, String reason) {
    refusals.add(messages + ": " + reason);
  }

  @Override
  public void truncated(long messages) {
    truncated.addAndGet(messages);
  }

  @Override
  public void resynchronised(long places) {
    resynchronised.addAndGet(places);
  }

  @Override
  public void failed(ConnectorFault newFault) {
    fault = newFault;
  }
}
