package org.tomte.store.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The file that the server's messages go to, kept small. */
final class ServerLog {

  private static final long LARGE = 16L << 20;
  private static final int TAIL = 16 << 10;

  private final Path file;
  private long startedAt;

  ServerLog(Path file) {
    this.file = file;
  }

  /** Notes where the messages of the next start will begin. */
  void markStart() throws IOException {
    if (!Files.exists(file)) {
      OwnerOnlyFiles.write(file, "");
    }
    cutIfLarge();
    startedAt = Files.size(file);
  }

  /** The end of what was written since the mark. */
  String sinceStart() {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(startedAt, reader.length() - TAIL);
      reader.seek(from);
      byte[] bytes = new byte[(int) Math.max(0, reader.length() - from)];
      reader.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "the log file cannot be read: " + e.getMessage();
    }
  }

  /**
   * Moves a large log aside. The server appends to the open file, so it is emptied, not renamed.
   */
  void cutIfLarge() throws IOException {
    if (Files.size(file) < LARGE) {
      return;
    }
    Path old = file.resolveSibling(file.getFileName() + ".1");
    Files.copy(file, old, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(0);
    }
    startedAt = 0;
  }
}
