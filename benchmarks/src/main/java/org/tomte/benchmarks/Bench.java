package org.tomte.benchmarks;

import java.util.List;
import org.tomte.benchmarks.database.JdbcBench;
import org.tomte.benchmarks.mail.ImapBench;
import org.tomte.benchmarks.memory.HeapBench;
import org.tomte.benchmarks.search.SearchBench;
import org.tomte.benchmarks.sink.SinkBench;
import org.tomte.benchmarks.start.StartBench;
import org.tomte.benchmarks.timers.TimersBench;

/** {@code ./bench NAME}: runs one benchmark, or with {@code --quick} what takes seconds. */
public final class Bench {
  private static final List<String> NAMES =
      List.of(
          "filter", "sink", "syslog", "imap", "jdbc", "timers", "start", "heap", "search",
          "sample");

  private Bench() {}

  /** Runs what is asked for. */
  public static void main(String[] arguments) throws Exception {
    String name = arguments.length == 0 ? "" : arguments[0];
    switch (name) {
      case "--quick" -> quick();
      case "filter" -> new FilterBench().run(2_000_000);
      case "sink" -> new SinkBench(40_000, 7, 3).run();
      case "syslog" -> new SyslogBench().run(2_000_000);
      case "imap" -> new ImapBench(number(arguments, 5_000), 5).run();
      case "timers" -> new TimersBench().run();
      case "start" -> new StartBench(7).run();
      case "jdbc" -> new JdbcBench(300_000, 5).run();
      case "search" -> new SearchBench(number(arguments, 1_000_000), 300).run();
      case "sample" -> new SampleBench(number(arguments, 5_000), 5).run();
      case "heap" -> new HeapBench(5_000_000).run();
      default -> {
        System.err.println(
            "usage: ./bench NAME | --quick; benchmarks: " + String.join(", ", NAMES));
        System.exit(2);
      }
    }
  }

  /** Says that they work; figures of so short runs on a busy machine say little. */
  private static void quick() throws Exception {
    new FilterBench().run(200_000);
    new SinkBench(4_000, 1, 1).run();
    new HeapBench(200_000).run();
  }

  /** How much of it is wanted, where a benchmark can be had in other sizes. */
  private static int number(String[] arguments, int usual) {
    return arguments.length < 2 ? usual : Integer.parseInt(arguments[1]);
  }
}
