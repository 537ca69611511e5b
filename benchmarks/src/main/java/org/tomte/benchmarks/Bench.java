package org.tomte.benchmarks;

import java.util.List;

/** {@code ./bench NAME}: runs one benchmark, or with {@code --quick} all of them briefly. */
public final class Bench {
  private static final List<String> NAMES = List.of("filter", "syslog");

  private Bench() {}

  /** Runs what is asked for. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? "" : arguments[0];
    switch (name) {
      case "--quick" -> {
        new FilterBench().run(200_000);
        new SyslogBench().run(200_000);
      }
      case "filter" -> new FilterBench().run(2_000_000);
      case "syslog" -> new SyslogBench().run(2_000_000);
      default -> {
        System.err.println(
            "usage: ./bench NAME | --quick; benchmarks: " + String.join(", ", NAMES));
        System.exit(2);
      }
    }
  }
}
