package org.tomte.store.postgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs once and ends.
 *
 * @param words the program and its arguments
 * @param input what it reads from its standard input
 * @param limit how long it may take
 */
record Command(List<String> words, String input, Duration limit) {

  /**
   * How a command ended.
   *
   * @param exit its exit code; over 128 when a signal ended it, as at the limit
   * @param output what it wrote to standard output and standard error
   */
  record Ended(int exit, String output) {}

  /** Whether the command can be run and ends well within two seconds. */
  static boolean succeeds(List<String> words) {
    try {
      return new Command(words, "", Duration.ofSeconds(2)).run(Path.of("/")).exit() == 0;
    } catch (IOException _) {
      return false; // there is no such program
    }
  }

  /** Keeps settings of the caller's shell from changing what PostgreSQL does. */
  static void cleanEnvironment(ProcessBuilder builder) {
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    environment.put("LC_ALL", "C");
    environment.put("TZ", "UTC");
  }

  Ended run(Path workingFolder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).directory(workingFolder.toFile());
    cleanEnvironment(builder);
    Process process = builder.start();
    Thread.ofVirtual().name("limit of " + words.getFirst()).start(() -> endAtLimit(process));
    try {
      process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().close();
    } catch (IOException _) {
      // it ended without reading; its exit code tells why
    }
    try {
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return new Ended(process.waitFor(), output);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while " + words.getFirst() + " ran", e);
    }
  }

  private void endAtLimit(Process process) {
    try {
      if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    process.destroyForcibly();
  }
}
