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

  private final Load load;
  private final boolean withQuartz;

  private TimersBench(Load load, boolean withQuartz) {
    this.load = load;
    this.withQuartz = withQuartz;
  }

  /** Ten thousand daemons, two minutes and a half for each scheduler. */
  public static TimersBench full() {
    Duration minute = Duration.ofMinutes(1);
    return new TimersBench(
        new Load(10_000, minute, Duration.ofSeconds(150), Duration.ofSeconds(150)), true);
  }

  /** As many runs a second of fewer daemons for a few seconds; says that it works. */
  public static TimersBench quick() {
    Duration second = Duration.ofSeconds(1);
    return new TimersBench(
        new Load(167, second, Duration.ofSeconds(1), Duration.ofSeconds(2)), false);
  }

  /** Prints a line for each figure beside each scheduler. */
  public void run() throws IOException, InterruptedException {
    Map<String, Double> ours = measured(TomteNode.class, "-Xmx192m");
    beside(ours, "ScheduledThreadPoolExecutor", measured(JdkNode.class, "-Xmx192m"));
    beside(ours, "db-scheduler", measured(DbSchedulerNode.class, "-Xmx192m"));
    if (withQuartz) {
      beside(ours, "Quartz in PostgreSQL", measured(QuartzNode.class, "-Xmx512m"));
    }
    line("timers.done", ours, "done", "of those due", "all", 1.0);
    line("timers.postgres-memory", ours, "postgres-rss", "MB", "its shared buffers", 128.0);
    line("timers.first-load", ours, "load-seconds", "s", "reading texts", ours.get("read-seconds"));
    double all = ours.getOrDefault("load-seconds", 0.0) * 1_000;
    line("timers.change-of-one", ours, "change-millis", "ms", "compiling all", all);
  }

  private Map<String, Double> measured(Class<?> node, String heap)
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
