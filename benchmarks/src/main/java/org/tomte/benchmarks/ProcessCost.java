package org.tomte.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What this process and those it started (its PostgreSQL) have used, from /proc.
 *
 * @param own processor time of this process
 * @param others processor time of all processes below it, ended ones included
 * @param at when it was asked, by the monotonic clock
 */
public record ProcessCost(Duration own, Duration others, long at) {

  /** The kernel counts processor time in ticks of 10 ms for user space (USER_HZ, proc(5)). */
  private static final long TICK_MILLIS = 10;

  /** Until now. */
  public static ProcessCost now() {
    long own = ticks(ProcessHandle.current().pid(), false);
    long others =
        ProcessHandle.current().descendants().mapToLong(each -> ticks(each.pid(), true)).sum();
    return new ProcessCost(
        Duration.ofMillis(own * TICK_MILLIS),
        Duration.ofMillis(others * TICK_MILLIS),
        System.nanoTime());
  }

  /** The share of one core, in percent, that this process used since then. */
  public double ownShareSince(ProcessCost before) {
    return 100.0 * own.minus(before.own).toNanos() / (at - before.at);
  }

  /** The same of the processes below it. */
  public double othersShareSince(ProcessCost before) {
    return 100.0 * others.minus(before.others).toNanos() / (at - before.at);
  }

  /** Memory of this process that is in RAM (VmRSS), in MB of 2^20 bytes. */
  public static double ownMegabytes() {
    return line(Path.of("/proc/self/status"), "VmRSS:") / 1024.0;
  }

  /** Memory of the processes below it, what they share counted once (Pss), in MB. */
  public static double othersMegabytes() {
    return ProcessHandle.current()
            .descendants()
            .mapToDouble(each -> line(Path.of("/proc/" + each.pid() + "/smaps_rollup"), "Pss:"))
            .sum()
        / 1024.0;
  }

  private static double line(Path file, String key) {
    try {
      return Files.readAllLines(file).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(key.length()).replace("kB", "").strip())
          .mapToDouble(Double::parseDouble)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException ended) {
      return 0;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** User and system time, and of the children that ended: fields 14 to 17 of proc(5). */
  private static long ticks(long process, boolean withChildren) {
    String stat;
    try {
      stat = Files.readString(Path.of("/proc/" + process + "/stat"));
    } catch (IOException ended) {
      return 0;
    }
    // The command's name stands in parentheses and may hold spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long sum = 0;
    for (String field : List.of(fields).subList(11, withChildren ? 15 : 13)) {
      sum += Long.parseLong(field);
    }
    return sum;
  }
}
