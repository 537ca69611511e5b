package org.tomte.benchmarks.timers;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.benchmarks.ChildJvm;
import org.tomte.benchmarks.Figure;

/**
 * Ten thousand daemons once a minute that find nothing: how late they start, and what that costs.
 * Each scheduler runs in a JVM of its own under the same load; those that keep their work in
 * PostgreSQL have the same embedded one, whose cost is told apart.
 */
public final class TimersBench {
  private static final int LONGEST_MINUTES = 12;

  private static final int DAEMONS = 10_000;
  private static final Duration EVERY = Duration.ofMinutes(1);
  private static final Duration WINDOW = Duration.ofSeconds(150);

  /** In the first minute daemons begin their streams, in the second they look where these are. */
  private static final Load OURS = new Load(DAEMONS, EVERY, Duration.ofSeconds(150), WINDOW);

  private static final Load PEERS = new Load(DAEMONS, EVERY, Duration.ofSeconds(75), WINDOW);

  /** Prints a line for each figure beside each scheduler. */
  public void run() throws IOException, InterruptedException {
    Map<String, Double> ours = measured(TomteNode.class, "-Xmx192m", OURS);
    beside(ours, "ScheduledThreadPoolExecutor", measured(JdkNode.class, "-Xmx192m", PEERS));
    beside(ours, "db-scheduler", measured(DbSchedulerNode.class, "-Xmx192m", PEERS));
    beside(ours, "Quartz in PostgreSQL", measured(QuartzNode.class, "-Xmx512m", PEERS));
    line("timers.done", ours, "done", "of those due", "all", 1.0);
    line("timers.postgres-memory", ours, "postgres-rss", "MB", "its shared buffers", 128.0);
    line("timers.first-load", ours, "load-seconds", "s", "reading texts", ours.get("read-seconds"));
    double all = ours.getOrDefault("load-seconds", 0.0) * 1_000;
    line("timers.change-of-one", ours, "change-millis", "ms", "compiling all", all);
  }

  private static Map<String, Double> measured(Class<?> node, String heap, Load load)
      throws IOException, InterruptedException {
    Map<String, Double> found = new HashMap<>();
    ChildJvm.run(
        node,
        List.of(heap),
        load.arguments(),
        LONGEST_MINUTES,
        line -> {
          if (line.startsWith(Measuring.MARK)) {
            for (String each : line.substring(Measuring.MARK.length()).strip().split(" ", -1)) {
              String[] parts = each.split("=", -1);
              found.put(parts[0], Double.parseDouble(parts[1]));
            }
          }
        });
    return found;
  }

  private static void beside(Map<String, Double> ours, String name, Map<String, Double> peer) {
    line("timers.late-p50", ours, "p50", "ms", name, peer.get("p50"));
    line("timers.late-p99", ours, "p99", "ms", name, peer.get("p99"));
    line("timers.late-max", ours, "max", "ms", name, peer.get("max"));
    line("timers.cpu", ours, "cpu", "% of a core", name, peer.get("cpu"));
    line(
        "timers.postgres-cpu", ours, "postgres-cpu", "% of a core", name, peer.get("postgres-cpu"));
    line("timers.memory", ours, "rss", "MB", name, peer.get("rss"));
  }

  private static void line(
      String name,
      Map<String, Double> ours,
      String key,
      String unit,
      String peer,
      @Nullable Double other) {
    Double value = ours.get(key);
    if (value == null || other == null) {
      throw new IllegalStateException("nothing was measured for " + name + " beside " + peer);
    }
    System.out.println(new Figure(name, List.of(value), List.of(other), unit, peer).line());
  }
}
