package org.tomte.connectors.file;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** How a file is compressed, told by its name. */
enum Compression {
  NONE(""),
  GZIP(".gz"),
  BZIP2(".bz2"),
  XZ(".xz"),
  ZIP(".zip");

  private static final int XZ_MEMORY_KIBIBYTES = 64 << 10;
  private static final int MOST_MEMBERS = 100_000;

  private final String suffix;

  Compression(String suffix) {
    this.suffix = suffix;
  }

  static Compression of(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Compression compression : values()) {
      if (compression != NONE && lower.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return NONE;
  }

  static String withoutSuffix(String name) {
    return name.substring(0, name.length() - of(name).suffix.length());
  }

  /**
   * Opens the expanded bytes.
   *
   * @throws ExpansionLimit while reading, when the file grows more than it may
   */
  static InputStream open(FoundFile file, int maxRatio) throws IOException {
    return switch (file.compression()) {
      case NONE -> Files.newInputStream(file.path());
      case GZIP ->
          expand(
              file,
              maxRatio,
              in ->
                  GzipCompressorInputStream.builder()
                      .setInputStream(in)
                      .setDecompressConcatenated(true)
                      .get());
      case BZIP2 -> expand(file, maxRatio, in -> new BZip2CompressorInputStream(in, true));
      case XZ ->
          expand(
              file,
              maxRatio,
              in ->
                  XZCompressorInputStream.builder()
                      .setInputStream(in)
                      .setDecompressConcatenated(true)
                      .setMemoryLimitKiB(XZ_MEMORY_KIBIBYTES)
                      .get());
      case ZIP -> new ExpansionLimit.Guard(openMember(file), file, maxRatio);
    };
  }

  private static InputStream expand(FoundFile file, int maxRatio, Expander expander)
      throws IOException {
    InputStream stored = new BufferedInputStream(Files.newInputStream(file.path()), 1 << 16);
    try {
      return new ExpansionLimit.Guard(expander.over(stored), file, maxRatio);
    } catch (IOException fault) {
      stored.close();
      throw fault;
    }
  }

  private static InputStream openMember(FoundFile file) throws IOException {
    ZipFile archive = new ZipFile(file.path().toFile());
    try {
      ZipEntry entry = archive.getEntry(String.valueOf(file.entry()));
      if (entry == null) {
        throw new NoSuchFileException(file.name());
      }
      return new MemberStream(archive.getInputStream(entry), archive);
    } catch (IOException fault) {
      archive.close();
      throw fault;
    }
  }

  /** The names of the files in a ZIP archive, in its order. */
  static List<String> members(Path archive) throws IOException {
    List<String> members = new ArrayList<>();
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      var entries = zip.entries();
      while (entries.hasMoreElements() && members.size() < MOST_MEMBERS) {
        ZipEntry entry = entries.nextElement();
        if (!entry.isDirectory()) {
          members.add(entry.getName());
        }
      }
    }
    return members;
  }

  private interface Expander {
    InputStream over(InputStream stored) throws IOException;
  }

  /** Closes the archive with the member. */
  private static final class MemberStream extends FilterInputStream {
    private final ZipFile archive;

    MemberStream(InputStream member, ZipFile archive) {
      super(member);
      this.archive = archive;
    }

    @Override
    public void close() throws IOException {
      try (archive) {
        super.close();
      }
    }
  }
}
