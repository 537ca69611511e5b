package org.tomte.testkit;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.Listener;
import org.tomte.api.listen.ListenerSink;
import org.tomte.engine.listen.ListenerOpener;

/** A source in memory that pushes when a test says so. */
public final class PushSource implements ListenerOpener {
  private final List<ListenerSink> sinks = new CopyOnWriteArrayList<>();
  private final List<Arrival> late = new CopyOnWriteArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private volatile int mostAtOnce;
  private volatile @Nullable ConnectorFault refusal;

  /** Makes every start fail; null lets it succeed again. */
  void refuse(@Nullable ConnectorFault fault) {
    refusal = fault;
  }

  /** Hands these over when the listener is told to drain, as a socket buffer does. */
  void keepForDraining(List<Arrival> arrivals) {
    late.addAll(arrivals);
  }

  /** The sink of the latest start; null before the first. */
  @Nullable ListenerSink sink() {
    return sinks.isEmpty() ? null : sinks.getLast();
  }

  int starts() {
    return sinks.size();
  }

  int openNow() {
    return open.get();
  }

  /** The most listeners that were open at the same time. */
  int mostAtOnce() {
    return mostAtOnce;
  }

  @Override
  public Listener open() {
    return new Listener() {
      private @Nullable ListenerSink mine;

      @Override
      public void start(ListenerSink sink) throws ConnectorFault {
        ConnectorFault fault = refusal;
        if (fault != null) {
          throw fault;
        }
        mostAtOnce = Math.max(mostAtOnce, open.incrementAndGet());
        mine = sink;
        sinks.add(sink);
      }

      @Override
      public void drain(Duration longest) throws InterruptedException {
        ListenerSink sink = mine;
        if (sink != null) {
          List<Arrival> rest = List.copyOf(late);
          late.clear();
          sink.put(rest);
        }
      }

      @Override
      public void close() {
        if (mine != null) {
          mine = null;
          open.decrementAndGet();
        }
      }
    };
  }
}
