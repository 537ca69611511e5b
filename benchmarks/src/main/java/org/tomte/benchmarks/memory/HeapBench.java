package org.tomte.benchmarks.memory;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tomte.benchmarks.ChildJvm;
import org.tomte.benchmarks.Figure;

/**
 * Events that match no rule, through the whole product in a JVM with a heap of 256 MB: the heap
 * after a full collection at each fifth, and how many megabytes it grows with each million.
 */
public final class HeapBench {
  private static final int STEPS = 5;
  private static final double LIMIT = 256;
  private static final int LONGEST_MINUTES = 30;

  private final long events;

  /**
   * A benchmark.
   *
   * @param events how many in all
   */
  public HeapBench(long events) {
    this.events = events;
  }

  /** Prints a line for each step, one for the growth and one for the speed. */
  public void run() throws IOException, InterruptedException {
    long step = events / STEPS;
    List<double[]> found = new ArrayList<>();
    ChildJvm.run(
        HeapNode.class,
        List.of("-Xmx256m"),
        List.of(String.valueOf(step), String.valueOf(STEPS)),
        LONGEST_MINUTES,
        line -> {
          if (line.startsWith(HeapNode.MARK)) {
            String[] parts = line.split(" ", -1);
            found.add(
                new double[] {
                  Double.parseDouble(parts[1]),
                  Double.parseDouble(parts[2]),
                  Double.parseDouble(parts[3])
                });
          }
        });
    for (int i = 0; i < found.size(); i++) {
      String name = "heap.after-" + step * (i + 1);
      print(name, found.get(i)[0], "MB", "the most allowed", LIMIT);
    }
    double first = found.getFirst()[0];
    double growth = (found.getLast()[0] - first) / (events - step) * 1e6;
    print("heap.growth-per-million", growth, "MB", "the heap after the first step", first);
    double[] speeds = found.stream().mapToDouble(each -> each[1]).sorted().toArray();
    print("heap.speed", speeds[STEPS / 2], "events/s", "its slowest step", speeds[0]);
    print("heap.memory", found.getLast()[2], "MB", "the heap's limit", LIMIT);
  }

  private static void print(String name, double ours, String unit, String peer, double other) {
    System.out.println(new Figure(name, List.of(ours), List.of(other), unit, peer).line());
  }
}
