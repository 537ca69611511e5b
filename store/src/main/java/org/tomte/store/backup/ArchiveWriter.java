package org.tomte.store.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes an archive beside its place, owner-only from the first byte, and gives it its name when
 * all of it is on the disk.
 */
final class ArchiveWriter implements AutoCloseable {
  private static final Pattern UNFINISHED = Pattern.compile("\\..*\\.(\\d{1,10})\\.unfinished");

  private final Path file;
  private final Path unfinished;
  private final FileChannel channel;
  private final OutputStream buffer;
  private final ZipOutputStream zip;

  private ArchiveWriter(Path file, Path unfinished, FileChannel channel) {
    this.file = file;
    this.unfinished = unfinished;
    this.channel = channel;
    this.buffer = new BufferedOutputStream(Channels.newOutputStream(channel), 1 << 16);
    this.zip = new ZipOutputStream(buffer);
    zip.setLevel(Deflater.BEST_SPEED);
  }

  static ArchiveWriter at(Path file) throws IOException {
    Path name = file.getFileName();
    removeLeftovers(file.toAbsolutePath().getParent());
    Path unfinished =
        file.resolveSibling("." + name + "." + ProcessHandle.current().pid() + ".unfinished");
    Files.deleteIfExists(unfinished);
    FileChannel channel =
        FileChannel.open(
            unfinished,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return new ArchiveWriter(file, unfinished, channel);
  }

  /** What processes left that were killed while they wrote. */
  private static void removeLeftovers(@Nullable Path folder) throws IOException {
    if (folder == null) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path each : files.toList()) {
        Matcher name = UNFINISHED.matcher(String.valueOf(each.getFileName()));
        if (name.matches()
            && ProcessHandle.of(Long.parseLong(name.group(1)))
                .filter(ProcessHandle::isAlive)
                .isEmpty()) {
          Files.deleteIfExists(each);
        }
      }
    }
  }

  /** Fills one entry. */
  @FunctionalInterface
  interface Filler {

    /** Writes the bytes; gives a number that comes back beside what was written. */
    long fill(OutputStream out) throws IOException, SQLException;
  }

  /**
   * What went into an entry.
   *
   * @param number what the filler gave
   */
  record Written(long number, long bytes, String sha256) {}

  Written entry(String name, Filler filler) throws IOException, SQLException {
    zip.putNextEntry(new ZipEntry(name));
    Counted counted = new Counted(zip);
    long number = filler.fill(counted);
    zip.closeEntry();
    return new Written(number, counted.bytes, HexFormat.of().formatHex(counted.digest.digest()));
  }

  /** Puts everything on the disk and gives the file its name; returns its size in bytes. */
  long finish() throws IOException {
    zip.finish();
    buffer.flush();
    channel.force(true);
    long size = channel.size();
    channel.close();
    Files.move(
        unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
    return size;
  }

  @Override
  public void close() throws IOException {
    channel.close();
    Files.deleteIfExists(unfinished);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }

  /** Counts and digests what passes; closing it leaves the archive open. */
  private static final class Counted extends FilterOutputStream {
    private final MessageDigest digest = sha256();
    private long bytes;

    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] many, int offset, int length) throws IOException {
      out.write(many, offset, length);
      digest.update(many, offset, length);
      bytes += length;
    }

    @Override
    public void flush() {
      // packed bytes are written when they are enough
    }

    @Override
    public void close() {
      // the archive goes on
    }
  }
}
