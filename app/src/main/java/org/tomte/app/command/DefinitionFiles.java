package org.tomte.app.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Console;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.compile.DefinitionSet;

/** Definition files that a person names: files as they are, folders with all that is below them. */
final class DefinitionFiles {
  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 16;
  private static final long LARGEST = 16L << 20;

  private final Console console;
  private final Map<String, Path> byShownName = new LinkedHashMap<>();
  private final DefinitionSet set;

  /**
   * Reads files.
   *
   * @throws CommandFault when a file does not exist or cannot be read, or a folder has none
   */
  DefinitionFiles(Console console, List<String> names) {
    this.console = console;
    names.forEach(this::find);
    List<DefinitionReader.Result> results = new ArrayList<>();
    byShownName.forEach((shown, file) -> results.add(read(shown, file)));
    this.set = DefinitionSet.of(results);
  }

  /** All documents with what was found in reading. */
  DefinitionSet set() {
    return set;
  }

  /** How many files were read. */
  int count() {
    return byShownName.size();
  }

  /** The folder in which a document stands, by the name that its places show. */
  Path folderOf(String shownName) {
    Path file = byShownName.get(shownName);
    Path folder = file == null ? null : file.getParent();
    return folder == null ? console.folder() : folder;
  }

  private void find(String name) {
    Path path = console.path(name);
    if (Files.isRegularFile(path)) {
      byShownName.put(console.shown(path), path);
      return;
    }
    if (!Files.isDirectory(path)) {
      throw new CommandFault(ExitCode.USAGE, "There is no file or folder " + name + ".");
    }
    List<Path> found = below(path);
    if (found.isEmpty()) {
      throw new CommandFault(
          ExitCode.USAGE, "The folder " + name + " has no definition files (*.yaml, *.yml).");
    }
    found.forEach(file -> byShownName.put(console.shown(file), file));
  }

  private static List<Path> below(Path folder) {
    try (Stream<Path> all = Files.walk(folder, DEEPEST)) {
      List<Path> files =
          all.filter(DefinitionFiles::isDefinition).sorted().limit(MOST_FILES + 1L).toList();
      if (files.size() > MOST_FILES) {
        throw new CommandFault(
            ExitCode.USAGE, "%s has more than %,d definition files.".formatted(folder, MOST_FILES));
      }
      return files;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new CommandFault(
          ExitCode.USAGE, "The folder %s cannot be read: %s".formatted(folder, reason(unreadable)));
    }
  }

  private static boolean isDefinition(Path path) {
    String name = String.valueOf(path.getFileName());
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(path);
  }

  private static DefinitionReader.Result read(String shown, Path file) {
    try {
      long size = Files.size(file);
      if (size > LARGEST) {
        throw new CommandFault(
            ExitCode.USAGE,
            "%s has %,d bytes; a definition file has at most %,d.".formatted(shown, size, LARGEST));
      }
      return new DefinitionReader().read(shown, Files.readAllBytes(file));
    } catch (IOException unreadable) {
      throw new CommandFault(
          ExitCode.USAGE, "%s cannot be read: %s".formatted(shown, reason(unreadable)));
    }
  }

  private static String reason(Exception fault) {
    return fault
            .getClass()
            .getSimpleName()
            .replaceAll("Exception$", "")
            .replaceAll("([a-z])([A-Z])", "$1 $2")
            .toLowerCase(java.util.Locale.ROOT)
        + " ("
        + fault.getMessage()
        + ")";
  }
}
