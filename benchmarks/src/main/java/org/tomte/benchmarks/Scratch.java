package org.tomte.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A folder for one benchmark, removed at its end.
 *
 * @param path the folder
 */
public record Scratch(Path path) implements AutoCloseable {

  /** A new one in the folder for temporary files. */
  public static Scratch open() {
    try {
      return new Scratch(Files.createTempDirectory("tomte-bench"));
    } catch (IOException unusable) {
      throw new UncheckedIOException(unusable);
    }
  }

  @Override
  public void close() {
    try (Stream<Path> paths = Files.walk(path)) {
      for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException left) {
      System.err.println("The folder " + path + " could not be removed: " + left.getMessage());
    }
  }
}
