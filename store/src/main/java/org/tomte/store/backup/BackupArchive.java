package org.tomte.store.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** An archive that was written to its end, to be looked at, verified or restored. */
public final class BackupArchive implements AutoCloseable {
  static final JsonMapper JSON = JsonMapper.builder().build();
  private static final long LARGEST_MANIFEST = 1L << 30;

  private final Path file;
  private final ZipFile zip;
  private final BackupManifest manifest;

  private BackupArchive(Path file, ZipFile zip, BackupManifest manifest) {
    this.file = file;
    this.zip = zip;
    this.manifest = manifest;
  }

  /**
   * Opens an archive and reads its manifest.
   *
   * @throws BackupFault when there is none, it is something else, was cut off, or was made by a
   *     newer program in a format that this one does not know
   */
  public static BackupArchive open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BackupFault("There is no backup " + file + ".");
    }
    try {
      ZipFile zip = new ZipFile(file.toFile());
      try {
        return new BackupArchive(file, zip, manifest(zip, file));
      } catch (IOException | RuntimeException failed) {
        zip.close();
        throw failed;
      }
    } catch (ZipException broken) {
      throw new BackupFault(
          "%s is no backup of Tomte, or its end is missing (%s). Take another one."
              .formatted(file, broken.getMessage()),
          broken);
    } catch (IOException unreadable) {
      throw new BackupFault(
          "%s cannot be read: %s.".formatted(file, unreadable.getMessage()), unreadable);
    }
  }

  private static BackupManifest manifest(ZipFile zip, Path file) throws IOException {
    ZipEntry entry = zip.getEntry(BackupManifest.ENTRY);
    if (entry == null || entry.getSize() > LARGEST_MANIFEST) {
      throw new BackupFault(
          "%s is no backup of Tomte: it has no %s.".formatted(file, BackupManifest.ENTRY));
    }
    byte[] bytes;
    try (InputStream in = zip.getInputStream(entry)) {
      bytes = in.readAllBytes();
    }
    CRC32 sum = new CRC32();
    sum.update(bytes);
    if (sum.getValue() != entry.getCrc()) {
      throw damaged(file, BackupManifest.ENTRY, "its checksum differs");
    }
    try {
      var json = JSON.readTree(new String(bytes, StandardCharsets.UTF_8));
      int format = json.path("format").asInt(0);
      if (format < 1 || format > BackupManifest.FORMAT) {
        throw new BackupFault(
            "%s is in format %d, this program reads up to %d. Use the program that made it, or a newer one."
                .formatted(file, format, BackupManifest.FORMAT));
      }
      return JSON.treeToValue(json, BackupManifest.class);
    } catch (JacksonException wrong) {
      throw damaged(file, BackupManifest.ENTRY, wrong.getOriginalMessage());
    }
  }

  static BackupFault damaged(Path file, String entry, String why) {
    return new BackupFault(
        "%s is damaged: the entry %s cannot be used, %s. Nothing was restored; take another backup."
            .formatted(file, entry, why));
  }

  /** What it says of itself. */
  public BackupManifest manifest() {
    return manifest;
  }

  /** Its place. */
  public Path file() {
    return file;
  }

  /**
   * Reads everything and compares sizes and digests.
   *
   * @throws BackupFault that names the first entry that differs or is missing
   */
  public void verify(Consumer<String> progress) {
    for (BackupManifest.Table table : manifest.tables()) {
      progress.accept("Verifying table " + table.name());
      verify(table.entry(), table.bytes(), table.sha256());
    }
    int done = 0;
    for (BackupManifest.Blob blob : manifest.blobs()) {
      progress.accept("Verifying blob %d of %d".formatted(++done, manifest.blobs().size()));
      verify(blob.entry(), blob.bytes(), blob.sha256());
    }
    if (manifest.secrets().keyIncluded()) {
      sealedKey();
    }
  }

  private void verify(String entry, long bytes, String sha256) {
    MessageDigest digest = ArchiveWriter.sha256();
    byte[] buffer = new byte[1 << 16];
    long count = 0;
    try (InputStream in = new DigestInputStream(open(entry), digest)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        count += read;
        if (count > bytes) {
          break;
        }
      }
    } catch (IOException unreadable) {
      throw damaged(file, entry, String.valueOf(unreadable.getMessage()));
    }
    if (count != bytes || !HexFormat.of().formatHex(digest.digest()).equals(sha256)) {
      throw damaged(file, entry, "its size or digest differs from the manifest's");
    }
  }

  /** Opens an entry; the caller closes it. */
  InputStream open(String entry) throws IOException {
    ZipEntry found = zip.getEntry(entry);
    if (found == null) {
      throw damaged(file, entry, "it is missing");
    }
    return zip.getInputStream(found);
  }

  /**
   * The keys of the secrets as they were encrypted by a passphrase.
   *
   * @throws BackupFault when the archive has none
   */
  public String sealedKey() {
    if (!manifest.secrets().keyIncluded()) {
      throw new BackupFault(
          "%s was made without the key of the secrets (--include-key).".formatted(file));
    }
    try (InputStream in = open(BackupManifest.Secrets.ENTRY)) {
      return new String(in.readNBytes(1 << 20), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw damaged(file, BackupManifest.Secrets.ENTRY, String.valueOf(unreadable.getMessage()));
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new BackupFault("%s cannot be closed: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
