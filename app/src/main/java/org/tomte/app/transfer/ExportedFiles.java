package org.tomte.app.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.engine.keep.AttachedFiles;

/** Writes the contents of attachments, each once and named by its SHA-256. */
final class ExportedFiles {
  /** Where they are in an export. */
  static final String FOLDER = DataFile.FOLDER + "/files";

  private static final String UNFINISHED = ".unfinished";
  private static final int BUFFER = 1 << 16;

  private final Path folder;
  private final AttachedFiles files;
  private final Set<String> seen = new HashSet<>();
  private final List<String> missing = new ArrayList<>();

  ExportedFiles(Path export, AttachedFiles files) throws IOException {
    this.folder = export.resolve(FOLDER);
    this.files = files;
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /**
   * Writes one, unless it came with another attachment; one that cannot be read is remembered.
   *
   * @throws IOException when the folder cannot be written
   */
  void write(Attachment attachment, StoredFile stored) throws IOException {
    String sha256 = attachment.digests().sha256();
    if (!seen.add(sha256)) {
      return;
    }
    Path target = folder.resolve(sha256);
    Path unfinished = folder.resolve(sha256 + UNFINISHED);
    Files.deleteIfExists(unfinished);
    Files.createFile(
        unfinished,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    String found;
    try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.WRITE)) {
      found = copied(attachment, stored, out);
    }
    if (found.equals(sha256)) {
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.delete(unfinished);
      Files.deleteIfExists(target);
      missing.add(
          "attachment %d (%s) on %s: its content %s %s"
              .formatted(
                  attachment.id(),
                  attachment.name(),
                  attachment.object(),
                  sha256,
                  found.isEmpty() ? "cannot be read" : "is damaged"));
    }
  }

  /** The SHA-256 of what was copied; empty when it cannot be read to its end. */
  private String copied(Attachment attachment, StoredFile stored, OutputStream out) {
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = files.open(attachment, stored)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        digest.update(buffer, 0, count);
        write(out, buffer, count);
      }
    } catch (IOException unreadable) {
      return "";
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void write(OutputStream out, byte[] buffer, int count) {
    try {
      out.write(buffer, 0, count);
    } catch (IOException unwritable) {
      throw new UncheckedIOException(unwritable);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Removes what an earlier export left in the folder. */
  void removeOthers() throws IOException {
    List<Path> there;
    try (Stream<Path> files = Files.list(folder)) {
      there = files.toList();
    }
    for (Path path : there) {
      String name = path.getFileName().toString();
      if (name.matches("[0-9a-f]{64}(\\.unfinished)?") && !seen.contains(name)) {
        Files.delete(path);
      }
    }
  }

  /** Contents that could not be written, each with its attachment, for people. */
  List<String> missing() {
    return List.copyOf(missing);
  }
}
