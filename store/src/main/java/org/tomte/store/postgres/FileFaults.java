package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import org.tomte.store.postgres.DatabaseFault.Kind;

/** Turns what the file system says into faults an operator can act on. */
final class FileFaults {

  static final String FREE_SPACE =
      "Free some space on that file system, or move the home with TOMTE_HOME.";

  private FileFaults() {}

  /** Names the trouble behind an exception met while doing something with a path. */
  static DatabaseFault of(String doing, Path path, IOException cause) {
    String said = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    String where = path.toString();
    if (said.contains("no space left") || said.contains("quota exceeded")) {
      return new DatabaseFault(
          Kind.NO_SPACE, "No space left while " + doing, where, FREE_SPACE, cause);
    }
    if (cause instanceof AccessDeniedException
        || said.contains("permission denied")
        || said.contains("operation not permitted")
        || said.contains("read-only file system")) {
      return new DatabaseFault(
          Kind.NO_RIGHTS,
          "No permission for " + doing,
          where,
          "Give the account that runs Tomte the right to write there, or name another home in"
              + " TOMTE_HOME.",
          cause);
    }
    if (cause instanceof FileAlreadyExistsException
        || cause instanceof NotDirectoryException
        || said.contains("not a directory")) {
      return new DatabaseFault(
          Kind.NO_RIGHTS,
          "A file stands where a folder is needed while " + doing,
          where,
          "Move that file away, or name another home in TOMTE_HOME.",
          cause);
    }
    if (cause instanceof NoSuchFileException) {
      return new DatabaseFault(
          Kind.BROKEN_DATA,
          "A file is missing while " + doing,
          where,
          "Restore it from a backup.",
          cause);
    }
    return new DatabaseFault(
        Kind.BROKEN_DATA,
        "Input or output failed while " + doing + ": " + cause.getMessage(),
        where,
        "Check the disk and the file system.",
        cause);
  }
}
