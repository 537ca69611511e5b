package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A list of the files of an unpacked archive with their sizes, kept in the folder itself. */
final class FileList {

  private static final String NAME = ".files";

  private FileList() {}

  static void write(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<String> lines =
          walk.filter(Files::isRegularFile)
              .sorted()
              .map(file -> file.toFile().length() + " " + folder.relativize(file))
              .toList();
      Files.write(folder.resolve(NAME), lines);
    }
  }

  /** Whether the folder was unpacked to the end and no file of it is missing or cut since. */
  static boolean stillHolds(Path folder) throws IOException {
    Path list = folder.resolve(NAME);
    if (!Files.isRegularFile(list, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    List<String> lines = Files.readAllLines(list);
    return !lines.isEmpty() && lines.stream().allMatch(line -> holds(folder, line));
  }

  private static boolean holds(Path folder, String line) {
    int space = line.indexOf(' ');
    return space > 0
        && folder.resolve(line.substring(space + 1)).toFile().length()
            == Long.parseLong(line.substring(0, space));
  }
}
