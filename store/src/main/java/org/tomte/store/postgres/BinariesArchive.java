package org.tomte.store.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.store.postgres.DatabaseFault.Kind;
import org.tukaani.xz.XZInputStream;

/**
 * The archive on the classpath with the programs of PostgreSQL for this machine.
 *
 * <p>It is unpacked once per version into a folder named by the archive's checksum, beside the
 * final place, and then renamed, so that no half-unpacked version is ever used. A list of the files
 * with their sizes shows later whether all of them are still there.
 */
final class BinariesArchive {

  private static final Logger LOG = LoggerFactory.getLogger(BinariesArchive.class);

  private final URL resource;

  private BinariesArchive(URL resource) {
    this.resource = resource;
  }

  static BinariesArchive forThisMachine() {
    String name = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
    URL resource = BinariesArchive.class.getClassLoader().getResource(name);
    if (resource == null) {
      throw new DatabaseFault(
          Kind.UNSUPPORTED,
          "The bundled PostgreSQL for this machine is missing from the program",
          name,
          "Install Tomte again, or configure an external PostgreSQL.");
    }
    return new BinariesArchive(resource);
  }

  static String resourceName(String system, String architecture) {
    boolean linux = system.toLowerCase(Locale.ROOT).startsWith("linux");
    return switch (linux ? architecture.toLowerCase(Locale.ROOT) : "another system") {
      case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
      case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
      default ->
          throw new DatabaseFault(
              Kind.UNSUPPORTED,
              "The embedded PostgreSQL runs on Linux on amd64 and arm64 only",
              system + " on " + architecture,
              "Configure an external PostgreSQL 15 or newer.");
    };
  }

  Path unpackOnce(Path parent) {
    try {
      Path place = parent.resolve("postgresql-" + PostgresBinaries.BUNDLED_MAJOR + "-" + mark());
      if (FileList.stillHolds(place)) {
        return place;
      }
      Path fresh = Files.createTempDirectory(parent, ".unpacking-");
      try {
        LOG.info("Unpacking PostgreSQL {} into {}", PostgresBinaries.BUNDLED_MAJOR, place);
        unpack(fresh);
        FileList.write(fresh);
        install(fresh, place);
      } finally {
        FolderTree.delete(fresh);
      }
      return place;
    } catch (IOException e) {
      throw FileFaults.of("unpacking PostgreSQL", parent, e);
    }
  }

  /** Names the archive's content: the checksum that the jar keeps anyway costs nothing to read. */
  private String mark() throws IOException {
    URLConnection connection = resource.openConnection();
    if (connection instanceof JarURLConnection jar && jar.getJarEntry().getCrc() >= 0) {
      return "%08x".formatted(jar.getJarEntry().getCrc());
    }
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(resource.openStream(), checksum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return "%08x".formatted(checksum.getValue());
  }

  private static void install(Path fresh, Path place) throws IOException {
    Files.setAttribute(fresh, "unix:mode", 0755);
    if (Files.exists(place)) { // incomplete: someone removed files of it
      Path old = Files.createTempDirectory(FolderTree.parentOf(place), ".replaced-");
      Files.move(place, old.resolve("bin"), StandardCopyOption.ATOMIC_MOVE);
      FolderTree.delete(old);
    }
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
      if (!FileList.stillHolds(place)) { // else another program was quicker and did the same
        throw e;
      }
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("The folder cannot be renamed: " + e.getReason(), e);
    }
  }

  private void unpack(Path folder) throws IOException {
    try (InputStream in = resource.openStream();
        TarArchiveInputStream tar =
            new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in, 1 << 16)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        unpack(entry, tar, folder);
      }
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path folder)
      throws IOException {
    Path target = folder.resolve(entry.getName()).normalize();
    if (!target.startsWith(folder)) {
      throw new IOException("The archive holds a path outside its folder: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Path parent = FolderTree.parentOf(target);
    Files.createDirectories(parent);
    if (entry.isSymbolicLink()) {
      Path link = parent.resolve(entry.getLinkName()).normalize();
      if (!link.startsWith(folder)) {
        throw new IOException("The archive holds a link outside its folder: " + entry.getName());
      }
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(content, target);
    Files.setAttribute(target, "unix:mode", entry.getMode() & 0777);
  }
}
