package org.tomte.connectors.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Acknowledgement;

/**
 * Moves or deletes files whose events are committed. Both may be asked for again: a file that is
 * not there any more was taken care of.
 */
final class FileMoves {
  static final String MOVE = "move";
  static final String DELETE = "delete";
  private static final int MOST_NAMES = 10_000;

  private final PathPattern pattern;

  FileMoves(PathPattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Does one acknowledgement.
   *
   * @param stamp what the file was when it was read; null when that is not known any more
   * @return null when it is done, else why it cannot be done
   */
  @Nullable String acknowledge(String stream, Acknowledgement asked, @Nullable String stamp) {
    if (!stream.equals(FilePoller.WHOLE)) {
      return "File stream "
          + stream
          + " is read record by record; only files that are read whole can be moved or deleted.";
    }
    if (asked.key().toLowerCase(Locale.ROOT).contains(".zip!")) {
      return asked.key() + " is a member of an archive, which stays as it is.";
    }
    Path source = pattern.folder().resolve(asked.key()).normalize();
    if (!source.startsWith(pattern.folder())) {
      return asked.key() + " lies outside " + pattern.folder() + ".";
    }
    try {
      if (stamp != null
          && Files.exists(source)
          && !FoundFile.at(pattern.folder(), asked.key()).stamp().equals(stamp)) {
        return asked.key() + " changed since it was read and stays until it has been read again.";
      }
      return switch (asked.verb()) {
        case DELETE -> delete(source);
        case MOVE -> move(source, asked);
        default -> "'" + asked.verb() + "' is not known to files; valid are move and delete.";
      };
    } catch (IOException fault) {
      return asked.key() + " could not be handled by " + asked.verb() + ": " + fault;
    }
  }

  private static @Nullable String delete(Path source) throws IOException {
    var _ = Files.deleteIfExists(source);
    return null;
  }

  private @Nullable String move(Path source, Acknowledgement asked) throws IOException {
    if (asked.argument().isBlank()) {
      return "move needs a folder, for example {move: Processed}.";
    }
    Path target = pattern.folder().resolve(asked.argument()).resolve(asked.key()).normalize();
    boolean readAgain =
        target.startsWith(pattern.folder())
            && pattern.matches(pattern.folder().relativize(target).toString().replace('\\', '/'));
    if (readAgain) {
      return "Folder "
          + asked.argument()
          + " is read by this source too; choose another one or add it to 'exclude'.";
    }
    if (!Files.exists(source)) {
      return null;
    }
    Files.createDirectories(target.getParent());
    for (int n = 0; n < MOST_NAMES; n++) {
      if (moveTo(source, numbered(target, n))) {
        return null;
      }
    }
    return "Folder " + asked.argument() + " has too many files named " + asked.key() + ".";
  }

  /**
   * False when another file has the name. The same content there means that it was moved before.
   */
  private static boolean moveTo(Path source, Path target) throws IOException {
    if (Files.exists(target)) {
      if (!sameContent(source, target)) {
        return false;
      }
      Files.deleteIfExists(source);
      return true;
    }
    try {
      Files.move(source, target);
      return true;
    } catch (FileAlreadyExistsException other) {
      return false;
    } catch (NoSuchFileException gone) {
      return !Files.exists(source);
    }
  }

  private static boolean sameContent(Path one, Path other) throws IOException {
    return Files.size(one) == Files.size(other) && Files.mismatch(one, other) < 0;
  }

  private static Path numbered(Path target, int n) {
    if (n == 0) {
      return target;
    }
    String name = String.valueOf(target.getFileName());
    int dot = name.lastIndexOf('.');
    String numbered =
        dot <= 0 ? name + "-" + n : name.substring(0, dot) + "-" + n + name.substring(dot);
    return target.resolveSibling(numbered);
  }
}
