package org.tomte.benchmarks.timers;

import java.time.Duration;
import java.util.List;

/**
 * What every scheduler is asked to do.
 *
 * @param daemons how many there are
 * @param every how often each runs
 * @param warmUp how long it runs before anything is measured
 * @param window how long is measured
 */
record Load(int daemons, Duration every, Duration warmUp, Duration window) {

  /** As arguments of a process. */
  List<String> arguments() {
    return List.of(
        String.valueOf(daemons),
        String.valueOf(every.toMillis()),
        String.valueOf(warmUp.toMillis()),
        String.valueOf(window.toMillis()));
  }

  /** From the arguments of a process, beginning at an index. */
  static Load of(String[] arguments, int from) {
    return new Load(
        Integer.parseInt(arguments[from]),
        Duration.ofMillis(Long.parseLong(arguments[from + 1])),
        Duration.ofMillis(Long.parseLong(arguments[from + 2])),
        Duration.ofMillis(Long.parseLong(arguments[from + 3])));
  }

  /** Planned instants are spread evenly: the offset of one of the daemons in a period. */
  Duration offset(int daemon) {
    return Duration.ofNanos((long) ((double) every.toNanos() * daemon / daemons));
  }
}
