package org.tomte.app.kill;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of this test for a process of its own. Folders of classes become jars, because
 * only classes of jars can be shared between processes, and shared ones start in half the time.
 */
final class ChildClassPath {
  private static final Path FOLDER = folder();
  private static final String JARS = jars();

  private ChildClassPath() {}

  /** What {@code -cp} takes. */
  static String jarsOnly() {
    return JARS;
  }

  /** Where the first child of this test that stops in order leaves its classes for the others. */
  static Path archive() {
    return FOLDER.resolve("classes.jsa");
  }

  private static Path folder() {
    try {
      Path folder = Files.createTempDirectory("tomte-kill-tests");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder)));
      return folder;
    } catch (IOException full) {
      throw new UncheckedIOException(full);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException left) {
      throw new UncheckedIOException(left);
    }
  }

  private static String jars() {
    List<String> parts = new ArrayList<>();
    String[] given = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    for (String part : given) {
      Path path = Path.of(part);
      parts.add(Files.isDirectory(path) ? jar(path, parts.size()).toString() : part);
    }
    return String.join(File.pathSeparator, parts);
  }

  private static Path jar(Path classes, int number) {
    Path jar = FOLDER.resolve("classes-" + number + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> files = Files.walk(classes)) {
      out.setLevel(0);
      for (Path file : files.skip(1).toList()) {
        boolean isFolder = Files.isDirectory(file); // migrations are found by their folder
        out.putNextEntry(new JarEntry(classes.relativize(file) + (isFolder ? "/" : "")));
        if (!isFolder) {
          Files.copy(file, out);
        }
        out.closeEntry();
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return jar;
  }
}
