package org.tomte.engine.definition.revision;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.yaml.YamlReader;

/**
 * A folder of definition files: every {@code .yaml} and {@code .yml} in it and below, without
 * hidden ones and symbolic links, ordered by path.
 */
public final class DefinitionFolder {

  private static final int DEEPEST = 20;
  private static final int MOST_FILES = 10_000;

  private DefinitionFolder() {}

  /**
   * Reads all files, or the one file when the path is no folder.
   *
   * @throws IOException when one cannot be read; the message names it
   */
  public static List<DefinitionFile> read(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      String name = String.valueOf(path.getFileName());
      return List.of(new DefinitionFile(name, content(name, path)));
    }
    List<DefinitionFile> files = new ArrayList<>();
    for (Path file : list(path)) {
      String relative = path.relativize(file).toString().replace('\\', '/');
      files.add(new DefinitionFile(relative, content(relative, file)));
    }
    return List.copyOf(files);
  }

  private static DefinitionReader.Result content(String name, Path file) throws IOException {
    long size = Files.size(file);
    if (size > YamlReader.MOST_CHARACTERS * 4L) {
      throw new IOException(name + " has " + size + " bytes, too many for a definition file");
    }
    return new DefinitionReader().read(name, Files.readAllBytes(file));
  }

  private static List<Path> list(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        folder,
        java.util.Set.of(),
        DEEPEST,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path at, BasicFileAttributes attributes) {
            boolean hidden = !at.equals(folder) && isHidden(at);
            return hidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && isDefinition(file)) {
              found.add(file);
            }
            if (found.size() > MOST_FILES) {
              throw new IOException(folder + " has more than " + MOST_FILES + " definition files");
            }
            return FileVisitResult.CONTINUE;
          }
        });
    found.sort(Path::compareTo);
    return found;
  }

  private static boolean isHidden(Path path) {
    return String.valueOf(path.getFileName()).startsWith(".");
  }

  private static boolean isDefinition(Path file) {
    String name = String.valueOf(file.getFileName());
    return !name.startsWith(".") && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  /** The files that documents make: path to text, byte for byte as they were imported. */
  public static SequencedMap<String, String> files(List<StoredDocument> documents) {
    SequencedMap<String, StringBuilder> files = new LinkedHashMap<>();
    for (StoredDocument document : documents) {
      StringBuilder file = files.computeIfAbsent(document.file(), _ -> new StringBuilder());
      append(file, document.text());
    }
    SequencedMap<String, String> texts = new LinkedHashMap<>();
    files.forEach((path, text) -> texts.put(path, text.toString()));
    return texts;
  }

  /** Documents that did not come from one file may lack the marker between them. */
  private static void append(StringBuilder file, String text) {
    if (file.isEmpty()) {
      file.append(text);
      return;
    }
    if (file.charAt(file.length() - 1) != '\n' && file.charAt(file.length() - 1) != '\r') {
      file.append('\n');
    }
    if (!beginsWithMarker(text)) {
      file.append("---\n");
    }
    file.append(text);
  }

  private static boolean beginsWithMarker(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith("%"))
        .findFirst()
        .filter(line -> line.equals("---") || line.startsWith("--- "))
        .isPresent();
  }

  /**
   * Writes documents into a folder. Each file is replaced whole; other files are left alone.
   *
   * @return the paths that were written because they were not there or had another text
   * @throws IOException when one cannot be written
   */
  public static List<String> write(Path folder, List<StoredDocument> documents) throws IOException {
    List<String> written = new ArrayList<>();
    for (Map.Entry<String, String> file : files(documents).entrySet()) {
      Path target = folder.resolve(new DocumentChange.Home(file.getKey(), 0).file());
      byte[] bytes = file.getValue().getBytes(StandardCharsets.UTF_8);
      if (Files.isRegularFile(target)
          && java.util.Arrays.equals(Files.readAllBytes(target), bytes)) {
        continue;
      }
      Files.createDirectories(java.util.Objects.requireNonNull(target.getParent()));
      Path temporary = target.resolveSibling("." + target.getFileName() + ".new");
      Files.write(temporary, bytes);
      Files.move(
          temporary, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      written.add(file.getKey());
    }
    return List.copyOf(written);
  }
}
