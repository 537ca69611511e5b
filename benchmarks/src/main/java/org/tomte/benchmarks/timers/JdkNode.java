package org.tomte.benchmarks.timers;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The limit: timers of the JDK that start a virtual thread, and nothing else. */
final class JdkNode {
  private JdkNode() {}

  /** The process. */
  public static void main(String[] arguments) {
    Load load = Load.of(arguments, 0);
    Measuring measuring = new Measuring();
    try (ScheduledExecutorService timers = Executors.newScheduledThreadPool(1)) {
      Instant begin = Instant.now().plusSeconds(1);
      for (int i = 0; i < load.daemons(); i++) {
        again(timers, begin.plus(load.offset(i)), load.every());
      }
      measuring.measure(load);
      timers.shutdownNow();
    }
    measuring.print();
  }

  private static void again(ScheduledExecutorService timers, Instant planned, Duration every) {
    Duration wait = Duration.between(Instant.now(), planned);
    var _ =
        timers.schedule(
            () -> {
              Thread.ofVirtual().start(() -> Samples.HERE.started(planned));
              again(timers, planned.plus(every), every);
            },
            wait.toNanos(),
            TimeUnit.NANOSECONDS);
  }
}
