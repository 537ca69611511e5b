package org.tomte.app.instance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.Consumer;

/**
 * The node that this home was before. The home's lock says that its process is gone, so after a
 * kill its shards need not wait for the end of their leases. Should the home be a copy whose first
 * one is alive, that one loses its shards and epochs like any other and takes its share again.
 */
final class FormerNode {
  private final Path file;

  FormerNode(Path file) {
    this.file = file;
  }

  /** Lets the former node leave, then remembers the new one. */
  void replace(String name, Consumer<String> leave) {
    try {
      String former = read();
      if (!former.isEmpty() && !former.equals(name)) {
        leave.accept(former);
      }
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, name);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("The node's name cannot be kept in " + file, e);
    }
  }

  private String read() throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    } catch (NoSuchFileException first) {
      return "";
    }
  }
}
