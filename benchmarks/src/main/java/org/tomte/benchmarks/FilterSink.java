package org.tomte.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FieldType;
import org.tomte.api.listen.Arrival;
import org.tomte.api.listen.ListenerSink;
import org.tomte.api.listen.Receipt;
import org.tomte.connectors.syslog.SyslogConnector;
import org.tomte.connectors.syslog.SyslogSettings;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compilation;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.expression.ExpressionCompiler;
import org.tomte.engine.expression.Verdict;
import org.tomte.engine.expression.function.FunctionLibrary;

/** Judges what arrives by a filter of five terms, of which the last is false, and counts it. */
final class FilterSink implements ListenerSink {
  private static final String FILTER =
      "event.severity_code >= 0 && event.host.startsWith('host-') && event.application != 'sshd'"
          + " && event.message.contains('policy') && event.facility == 'none'";

  private final Declarations declarations =
      Declarations.none()
          .with(
              "event",
              new SyslogConnector().events(SyslogSettings.of(List.of("udp://127.0.0.1:1"))));
  private final Compiled filter = compiled();
  private final AtomicLong received = new AtomicLong();
  private final AtomicLong lost = new AtomicLong();
  private final CountDownLatch enough = new CountDownLatch(1);
  private volatile long wanted = Long.MAX_VALUE;

  private Compiled compiled() {
    Compilation compilation =
        new ExpressionCompiler(FunctionLibrary.plain())
            .compile(FILTER, declarations, FieldType.BOOL);
    if (!(compilation instanceof Compiled compiled)) {
      throw new IllegalStateException("the filter does not compile: " + compilation);
    }
    return compiled;
  }

  void await(long messages) throws InterruptedException {
    wanted = messages;
    check();
    if (!enough.await(120, TimeUnit.SECONDS)) {
      throw new IllegalStateException("received " + received + " of " + messages);
    }
  }

  long received() {
    return received.get();
  }

  long lost() {
    return lost.get();
  }

  private void check() {
    if (received.get() >= wanted) {
      enough.countDown();
    }
  }

  private void judge(Arrival arrival) {
    Bindings bindings = Bindings.of(declarations, Map.of("event", arrival.fields()));
    if (filter.test(bindings) instanceof Verdict.True) {
      throw new IllegalStateException("the filter matches nothing");
    }
  }

  @Override
  public void put(Arrival arrival) {
    put(List.of(arrival));
  }

  @Override
  public void put(List<? extends Arrival> arrivals) {
    arrivals.forEach(this::judge);
    received.addAndGet(arrivals.size());
    check();
  }

  @Override
  public int offer(List<? extends Arrival> arrivals) {
    put(arrivals);
    return arrivals.size();
  }

  @Override
  public Receipt confirm(List<? extends Arrival> arrivals) {
    return new Receipt.Busy(Duration.ofSeconds(1));
  }

  @Override
  public void dropped(long messages) {
    lost.addAndGet(messages);
  }

  @Override
  public void refused(long messages, String reason) {
    throw new IllegalStateException(reason);
  }

  @Override
  public void failed(ConnectorFault fault) {
    throw new IllegalStateException(fault);
  }
}
