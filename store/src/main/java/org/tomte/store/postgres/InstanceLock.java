package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * The right to use a home: at most one program has it. The operating system takes it back when the
 * program ends, however it ends.
 */
public final class InstanceLock implements AutoCloseable {

  // Closing any descriptor of a file drops the POSIX locks that this process holds on it, so a
  // second attempt in the same process must not even open the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final Path holderFile;
  private final FileChannel channel;

  private InstanceLock(Path file, Path holderFile, FileChannel channel) {
    this.file = file;
    this.holderFile = holderFile;
    this.channel = channel;
  }

  /**
   * Takes the lock of a home.
   *
   * @throws DatabaseFault of kind {@link Kind#IN_USE} that names the holder's process, or another
   *     kind if the file cannot be written
   */
  public static InstanceLock acquire(InstanceHome home) {
    Path holderFile = home.root().resolve("lock.pid");
    Path file = realFile(home);
    if (!HELD_HERE.add(file)) {
      throw inUse(home, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      return new InstanceLock(file, holderFile, openLocked(home, file, holderFile));
    } catch (IOException e) {
      HELD_HERE.remove(file);
      throw FileFaults.of("locking the home", file, e);
    } catch (DatabaseFault fault) {
      HELD_HERE.remove(file);
      throw fault;
    }
  }

  private static Path realFile(InstanceHome home) {
    try {
      return home.root().toRealPath().resolve("lock");
    } catch (IOException e) {
      throw FileFaults.of("locking the home", home.root(), e);
    }
  }

  private static FileChannel openLocked(InstanceHome home, Path file, Path holderFile)
      throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(home, holder(holderFile));
      }
      OwnerOnlyFiles.write(holderFile, ProcessHandle.current().pid() + "\n");
      return channel;
    } catch (IOException | DatabaseFault e) {
      channel.close();
      throw e;
    }
  }

  private static String holder(Path holderFile) {
    try {
      return Files.readString(holderFile).strip();
    } catch (IOException _) {
      return "unknown"; // the holder has not written its number yet
    }
  }

  private static DatabaseFault inUse(InstanceHome home, String pid) {
    return new DatabaseFault(
        Kind.IN_USE,
        "Another Tomte (process " + pid + ") uses this home",
        home.root().toString(),
        "Stop it first, or give this one a home of its own with TOMTE_HOME.");
  }

  /** Gives the home free. */
  @Override
  public void close() {
    try {
      Files.deleteIfExists(holderFile);
      channel.close();
    } catch (IOException e) {
      throw FileFaults.of("unlocking the home", file, e);
    } finally {
      HELD_HERE.remove(file);
    }
  }
}
