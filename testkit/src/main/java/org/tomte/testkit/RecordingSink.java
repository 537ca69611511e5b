package org.tomte.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.ListenerSink;
import org.tomte.api.listen.Receipt;

/** A sink that remembers; it can be closed for a while, as a store that is away closes one. */
public final class RecordingSink implements ListenerSink {
  private final List<Arrival> arrivals = new ArrayList<>();
  private final AtomicLong dropped = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicReference<@Nullable ConnectorFault> fault = new AtomicReference<>();
  private volatile CountDownLatch gate = new CountDownLatch(0);
  private volatile @Nullable Receipt answer;

  /** Lets nobody in until {@link #open}. */
  public void shut() {
    gate = new CountDownLatch(1);
  }

  /** Lets in who waits and who comes. */
  public void open() {
    gate.countDown();
  }

  /** What senders who wait are told; null for what a store says that takes everything. */
  public void answerWith(@Nullable Receipt receipt) {
    answer = receipt;
  }

  /** What was taken, in order. */
  public synchronized List<Arrival> arrivals() {
    return List.copyOf(arrivals);
  }

  /** How many were dropped. */
  public long dropped() {
    return dropped.get();
  }

  /** How many were refused. */
  public long refused() {
    return refused.get();
  }

  /** The first fault that was told; null when none was. */
  public @Nullable ConnectorFault fault() {
    return fault.get();
  }

  private synchronized void take(List<? extends Arrival> taken) {
    taken.forEach(each -> arrivals.add(each.kept()));
  }

  @Override
  public void put(Arrival arrival) throws InterruptedException {
    put(List.of(arrival));
  }

  @Override
  public void put(List<? extends Arrival> taken) throws InterruptedException {
    try {
      gate.await();
    } catch (InterruptedException ended) {
      dropped(taken.size());
      throw ended;
    }
    take(taken);
  }

  @Override
  public int offer(List<? extends Arrival> offered) {
    if (gate.getCount() > 0) {
      dropped(offered.size());
      return 0;
    }
    take(offered);
    return offered.size();
  }

  @Override
  public Receipt confirm(List<? extends Arrival> confirmed) throws InterruptedException {
    Receipt told = answer;
    if (told != null) {
      return told;
    }
    put(confirmed);
    return new Receipt.Committed(confirmed.stream().map(RecordingSink::stored).toList());
  }

  private static Receipt.Taken stored(Arrival arrival) {
    String key = arrival.key();
    return new Receipt.Taken(
        key == null ? "place" : key, Receipt.Outcome.STORED, List.of("triage 1"));
  }

  @Override
  public void dropped(long messages) {
    dropped.addAndGet(messages);
  }

  @Override
  public void refused(long messages, String reason) {
    refused.addAndGet(messages);
  }

  @Override
  public void failed(ConnectorFault told) {
    fault.compareAndSet(null, told);
  }
}
