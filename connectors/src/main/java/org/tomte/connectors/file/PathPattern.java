package org.tomte.connectors.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.tomte.api.ConnectorFault;
import org.tomte.api.FaultKind;

/**
 * Which files a source reads: a folder that is fixed, and a glob below it. Names are relative to
 * the folder and use {@code /} on every system.
 */
final class PathPattern {
  private static final int DEEPEST = 64;
  private static final String GLOB_CHARACTERS = "*?[{";

  private final Path folder;
  private final String glob;
  private final List<PathMatcher> wanted;
  private final List<PathMatcher> excluded;

  private PathPattern(Path folder, String glob, List<String> exclude) {
    this.folder = folder;
    this.glob = glob;
    this.wanted = matchers(glob);
    this.excluded = exclude.stream().flatMap(pattern -> matchers(pattern).stream()).toList();
  }

  static PathPattern of(String written, Path start, List<String> exclude) {
    List<String> parts = List.of(written.replace('\\', '/').split("/", -1));
    int fixed = 0;
    while (fixed < parts.size() && !isGlob(parts.get(fixed))) {
      fixed++;
    }
    if (fixed < parts.size()) {
      String folder = String.join("/", parts.subList(0, fixed));
      String glob = String.join("/", parts.subList(fixed, parts.size()));
      return new PathPattern(
          resolve(start, written.startsWith("/") ? "/" + folder : folder), glob, exclude);
    }
    Path path = resolve(start, written);
    if (Files.isDirectory(path)) {
      return new PathPattern(path, "*", exclude);
    }
    Path parent = path.getParent() == null ? path : path.getParent();
    return new PathPattern(parent, String.valueOf(path.getFileName()), exclude);
  }

  private static Path resolve(Path start, String written) {
    return start.resolve(written).toAbsolutePath().normalize();
  }

  private static boolean isGlob(String part) {
    return part.chars().anyMatch(character -> GLOB_CHARACTERS.indexOf(character) >= 0);
  }

  /** Java's {@code **}{@code /} wants at least one folder; people mean none as well. */
  private static List<PathMatcher> matchers(String glob) {
    return Stream.of(glob, glob.replace("**/", ""))
        .distinct()
        .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
        .toList();
  }

  Path folder() {
    return folder;
  }

  boolean matches(String name) {
    Path path = Path.of(name);
    return wanted.stream().anyMatch(matcher -> matcher.matches(path))
        && excluded.stream().noneMatch(matcher -> matcher.matches(path));
  }

  /** The names of files that are there now, sorted. */
  List<String> names() throws ConnectorFault {
    if (!Files.isDirectory(folder)) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION,
          "Folder " + folder + " does not exist; 'path' must lie in a folder that is there.");
    }
    List<String> names = new ArrayList<>();
    try {
      Files.walkFileTree(
          folder, EnumSet.noneOf(FileVisitOption.class), depth(), new Visitor(names));
    } catch (AccessDeniedException fault) {
      throw new ConnectorFault(
          FaultKind.CREDENTIALS,
          "Folder " + fault.getFile() + " may not be read by the user that runs Tomte.",
          fault);
    } catch (IOException fault) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE, "Folder " + folder + " cannot be listed: " + fault, fault);
    }
    names.sort(null);
    return checked(names);
  }

  private List<String> checked(List<String> names) throws ConnectorFault {
    if (names.isEmpty() && !isGlob(glob)) {
      throw new ConnectorFault(
          FaultKind.UNAVAILABLE,
          "File " + folder.resolve(glob) + " is not there; its folder exists.");
    }
    return names;
  }

  private int depth() {
    return glob.contains("**") ? DEEPEST : glob.split("/", -1).length;
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final List<String> names;

    Visitor(List<String> names) {
      this.names = names;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
      boolean hidden = !visited.equals(folder) && isHidden(visited);
      return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
      String name = folder.relativize(visited).toString().replace('\\', '/');
      if ((!isHidden(visited) || glob.equals(name))
          && isFile(visited, attributes)
          && matches(name)) {
        names.add(name);
      }
      return FileVisitResult.CONTINUE;
    }

    /** A file that was renamed or removed while the folder was walked is not there any more. */
    @Override
    public FileVisitResult visitFileFailed(Path visited, IOException fault) throws IOException {
      if (fault instanceof NoSuchFileException && !visited.equals(folder)) {
        return FileVisitResult.CONTINUE;
      }
      throw fault;
    }

    private boolean isHidden(Path visited) {
      return String.valueOf(visited.getFileName()).startsWith(".");
    }

    private boolean isFile(Path visited, BasicFileAttributes attributes) {
      return attributes.isRegularFile()
          || (attributes.isSymbolicLink() && Files.isRegularFile(visited));
    }
  }
}
