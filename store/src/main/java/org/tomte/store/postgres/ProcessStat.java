package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What Linux says about a process in /proc/PID/stat (proc(5)).
 *
 * @param name the name of the program, cut to 15 bytes
 * @param state one letter; Z is a zombie, X a dead one
 * @param startTicks start after boot in clock ticks
 */
record ProcessStat(String name, char state, long startTicks) {

  // Fields after the name, counted from the state: starttime is field 22, the state field 3.
  private static final int START_AFTER_NAME = 19;

  /** Whether this system has /proc. */
  static boolean available() {
    return Files.exists(Path.of("/proc/self/stat"));
  }

  /** Reads the state of a process; empty when there is none. */
  static Optional<ProcessStat> of(long pid) {
    try {
      String line =
          Files.readString(
              Path.of("/proc", Long.toString(pid), "stat"), StandardCharsets.ISO_8859_1);
      int open = line.indexOf('(');
      int close = line.lastIndexOf(')'); // a name may hold brackets itself
      List<String> rest = List.of(line.substring(close + 2).strip().split(" "));
      return Optional.of(
          new ProcessStat(
              line.substring(open + 1, close),
              rest.getFirst().charAt(0),
              Long.parseLong(rest.get(START_AFTER_NAME))));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  boolean ended() {
    return state == 'Z' || state == 'X';
  }
}
