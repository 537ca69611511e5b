package org.tomte.engine.secret;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** The file with the keys of the vault, which nobody but its owner may read. */
final class KeyFile {

  private static final Set<PosixFilePermission> OWNER =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private final Path file;

  KeyFile(Path file) {
    this.file = file.toAbsolutePath();
  }

  /** The text of the file; empty when there is none. */
  Optional<String> read() {
    try {
      Set<PosixFilePermission> others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
      others.removeAll(EnumSet.of(PosixFilePermission.OWNER_EXECUTE));
      others.removeAll(OWNER);
      if (!others.isEmpty()) {
        throw new SecretFault(
            "The key file %s can be used by others than its owner (%s); run: chmod 600 %s"
                .formatted(
                    file,
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(file)),
                    file));
      }
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new SecretFault("The key file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Replaces the file; after a crash it is the old or the new one. */
  void write(String text) {
    Path fresh = file.resolveSibling("." + file.getFileName() + "-new");
    try {
      Files.deleteIfExists(fresh);
      try (FileChannel channel =
          FileChannel.open(
              fresh,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(OWNER))) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel folder =
          FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
        folder.force(true); // so that the rename survives a power cut
      }
    } catch (IOException e) {
      throw new SecretFault("The key file " + file + " cannot be written: " + e.getMessage(), e);
    }
  }
}
