package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * One process, told apart from a later one that was given the same number.
 *
 * @param pid the process number
 * @param started opaque text that differs for a later process with the same number: on Linux the
 *     boot's id and the start in clock ticks, which a change of the clock does not touch
 */
public record ProcessIdentity(long pid, String started) {

  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** This process. */
  public static ProcessIdentity current() {
    long pid = ProcessHandle.current().pid();
    return new ProcessIdentity(pid, startOf(pid).orElse("unknown"));
  }

  /** Whether this very process still runs: not ended, not a zombie, not a reused number. */
  public boolean isAlive() {
    return startOf(pid).filter(started::equals).isPresent();
  }

  private static Optional<String> startOf(long pid) {
    if (!ProcessStat.available()) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .map(handle -> handle.info().startInstant().map(Instant::toString).orElse("unknown"));
    }
    return ProcessStat.of(pid)
        .filter(stat -> !stat.ended())
        .map(stat -> bootId() + "/" + stat.startTicks());
  }

  private static String bootId() {
    try {
      return Files.readString(BOOT, StandardCharsets.US_ASCII).strip();
    } catch (IOException _) {
      return "boot"; // some containers hide it; the start ticks still tell processes apart
    }
  }
}
