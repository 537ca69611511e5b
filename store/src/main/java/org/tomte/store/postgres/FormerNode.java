package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The node that this home was before. The home's lock says that its process is gone, so after a
 * kill its shards need not wait for the end of their leases. Should the home be a copy whose first
 * one is alive, that one loses its shards and epochs like any other and takes its share again.
 */
public final class FormerNode {
  private final Path file;

  /** The former node of a home whose {@link InstanceLock} the caller holds. */
  public FormerNode(InstanceHome home) {
    this.file = home.nodeFile();
  }

  /**
   * Lets the former node leave, then remembers the new one.
   *
   * @param leave told the former node's name, where there was one
   * @throws DatabaseFault if the name cannot be read or written
   */
  public void replace(String name, Consumer<String> leave) {
    try {
      String former = read();
      if (!former.isEmpty() && !former.equals(name)) {
        leave.accept(former);
      }
      OwnerOnlyFiles.write(file, name);
    } catch (IOException e) {
      throw FileFaults.of("keeping the node's name", file, e);
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
