package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** A folder with everything below it. */
final class FolderTree {

  private FolderTree() {}

  /** The folder that holds the path; every path here lies in some folder of the home. */
  static Path parentOf(Path path) {
    Path parent = path.toAbsolutePath().getParent();
    if (parent == null) {
      throw new IllegalArgumentException("The root of the file system cannot be used: " + path);
    }
    return parent;
  }

  /** Deletes the folder and all in it, links as links; one that is not there is fine. */
  static void delete(Path folder) throws IOException {
    try {
      Files.walkFileTree(folder, new Deletion());
    } catch (NoSuchFileException _) {
      // gone already
    }
  }

  /** Hands the folder and all in it to a user if it is another's; needs the rights of root. */
  static void giveTo(Path folder, int userId) throws IOException {
    if (Files.getAttribute(folder, "unix:uid").equals(userId)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            return give(path);
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            return give(path);
          }

          private FileVisitResult give(Path path) throws IOException {
            if (!Files.isSymbolicLink(path)) {
              Files.setAttribute(path, "unix:uid", userId);
              Files.setAttribute(path, "unix:gid", userId);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
