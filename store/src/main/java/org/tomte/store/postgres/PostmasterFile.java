package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The file {@code postmaster.pid} in a data directory, by which a server keeps others away and
 * tells how far its start is.
 */
final class PostmasterFile {

  private static final int STATUS_LINE = 7;

  private final Path file;
  private final Path data;

  PostmasterFile(Path data) {
    this.data = data;
    this.file = data.resolve("postmaster.pid");
  }

  /** Whether the server with this number is ready for connections. */
  boolean saysReady(long pid) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.size() > STATUS_LINE
          && lines.getFirst().strip().equals(Long.toString(pid))
          && lines.get(STATUS_LINE).strip().equals("ready");
    } catch (IOException _) {
      return false; // not written yet
    }
  }

  /**
   * The server that runs on this data directory, if one does. The file of a server that is dead is
   * removed, because PostgreSQL itself is fooled by zombies and by numbers that another process has
   * now.
   */
  Optional<Long> livingServer() throws IOException {
    Optional<Long> pid = recorded();
    if (pid.isPresent() && !isServerOfThisDirectory(pid.get())) {
      Files.deleteIfExists(file);
      return Optional.empty();
    }
    return pid;
  }

  private Optional<Long> recorded() throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      // A lone backend writes its number as a negative one.
      return lines.isEmpty()
          ? Optional.empty()
          : Optional.of(Math.abs(Long.parseLong(lines.getFirst().strip())));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (NumberFormatException _) {
      Files.deleteIfExists(file); // cut by a full disk
      return Optional.empty();
    }
  }

  private boolean isServerOfThisDirectory(long pid) {
    Optional<ProcessStat> stat = ProcessStat.of(pid);
    if (stat.isEmpty() || stat.get().ended() || !stat.get().name().startsWith("postgres")) {
      return false;
    }
    try {
      Path folder = Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
      return folder.equals(data.toRealPath());
    } catch (IOException _) {
      return true; // its folder is hidden from us; rather wait than disturb it
    }
  }
}
