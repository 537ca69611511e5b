package org.tomte.store.keep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.tomte.api.Content;
import org.tomte.engine.keep.BlobStore;

/**
 * Blobs in a folder: {@code ab/abcd...}, by SHA-256. A blob is written beside its place, synced,
 * renamed, and the folder is synced; it is put before the commit that names it. Its time of change
 * says when it was put last.
 */
public final class FolderBlobStore implements BlobStore {
  private static final String UNFINISHED = "unfinished";
  private static final String DYING = ".dying";

  private final Path folder;
  private final InstantSource clock;

  /**
   * Blobs in a folder, which is made when it is missing.
   *
   * @param clock tells when a blob was put
   * @throws IOException when the folder cannot be made
   */
  public FolderBlobStore(Path folder, InstantSource clock) throws IOException {
    this.folder = folder;
    this.clock = clock;
    Files.createDirectories(folder.resolve(UNFINISHED));
  }

  @Override
  public List<String> put(List<Content> contents) throws IOException {
    List<String> digests = new ArrayList<>();
    Set<Path> changed = new TreeSet<>();
    for (Content content : contents) {
      Path unfinished = folder.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
      try {
        String digest = write(content, unfinished);
        if (touched(digest)) {
          Files.delete(unfinished);
        } else {
          changed.add(publish(unfinished, digest));
        }
        digests.add(digest);
      } catch (IOException e) {
        Files.deleteIfExists(unfinished);
        throw e;
      }
    }
    for (Path each : changed) {
      sync(each);
    }
    return digests;
  }

  private static String write(Content content, Path file) throws IOException {
    MessageDigest sha256 = sha256();
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(channel), sha256);
        InputStream in = content.open()) {
      in.transferTo(out);
      out.flush();
      channel.force(true);
    }
    return HexFormat.of().formatHex(sha256.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Says anew of a blob that is there that it was put; the collector looks at it once more. */
  private boolean touched(String digest) throws IOException {
    Path file = place(digest);
    try {
      Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
      return Files.exists(file);
    } catch (NoSuchFileException isNew) {
      return false;
    }
  }

  /** Gives the file its name; returns the folder, which is still to be synced. */
  private Path publish(Path unfinished, String digest) throws IOException {
    Path file = place(digest);
    Path parent = folder.resolve(digest.substring(0, 2));
    if (!Files.isDirectory(parent)) {
      Files.createDirectories(parent);
      sync(folder);
    }
    Files.setLastModifiedTime(unfinished, FileTime.from(clock.instant()));
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return parent;
  }

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path place(String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "a blob is named by 64 lower-case hex digits, not '%s'".formatted(digest));
    }
    return folder.resolve(digest.substring(0, 2)).resolve(digest);
  }

  @Override
  public InputStream open(String sha256) throws IOException {
    Path file = place(sha256);
    try {
      return Files.newInputStream(file);
    } catch (NoSuchFileException e) {
      return Files.newInputStream(dying(file)); // the collector may be looking at it just now
    }
  }

  private static Path dying(Path file) {
    return file.resolveSibling(file.getFileName() + DYING);
  }

  @Override
  public List<String> olderThan(Instant instant) throws IOException {
    List<String> old = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder, 2)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = String.valueOf(file.getFileName());
        if (name.matches("[0-9a-f]{64}") && putBefore(file, instant)) {
          old.add(name);
        }
      }
    }
    return old;
  }

  private static boolean putBefore(Path file, Instant instant) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(instant);
    } catch (NoSuchFileException gone) {
      return false;
    }
  }

  @Override
  public int remove(Predicate<String> unwanted, Instant instant) throws IOException {
    removeUnfinished(instant);
    int removed = 0;
    for (String digest : olderThan(instant)) {
      if (unwanted.test(digest) && remove(place(digest), instant)) {
        removed++;
      }
    }
    return removed;
  }

  /** Renames first: whoever puts the blob meanwhile finds it missing and writes it anew. */
  private static boolean remove(Path file, Instant instant) throws IOException {
    Path dying = dying(file);
    Files.move(file, dying, StandardCopyOption.ATOMIC_MOVE);
    if (putBefore(dying, instant)) {
      Files.delete(dying);
      return true;
    }
    Files.move(dying, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return false;
  }

  private void removeUnfinished(Instant instant) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(UNFINISHED))) {
      for (Path file : files.toList()) {
        if (putBefore(file, instant)) {
          Files.deleteIfExists(file);
        }
      }
    }
  }
}
