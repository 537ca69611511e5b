package org.tomte.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Runs a class in a JVM of its own, so that memory and processor time can be told apart. */
public final class ChildJvm {
  private ChildJvm() {}

  /**
   * Runs it to its end.
   *
   * @param options of the JVM, beside those that {@code ./tomte} uses
   * @param line called for each line that it prints
   * @throws IllegalStateException when it fails or takes longer than the minutes
   */
  public static void run(
      Class<?> main,
      List<String> options,
      List<String> arguments,
      int minutes,
      Consumer<String> line)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Xss512k", "-Djava.awt.headless=true"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    Process child =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    Thread end = Thread.ofPlatform().unstarted(() -> stop(child));
    Runtime.getRuntime().addShutdownHook(end);
    Thread watch = Thread.ofVirtual().start(() -> endAfter(child, minutes));
    try (BufferedReader out =
        new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (String next = out.readLine(); next != null; next = out.readLine()) {
        line.accept(next);
      }
    }
    int exit = child.waitFor();
    watch.interrupt();
    Runtime.getRuntime().removeShutdownHook(end);
    if (exit != 0) {
      throw new IllegalStateException(main.getSimpleName() + " ended with " + exit);
    }
  }

  private static void endAfter(Process child, int minutes) {
    try {
      if (!child.waitFor(minutes, TimeUnit.MINUTES)) {
        stop(child);
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void stop(Process child) {
    child.descendants().forEach(ProcessHandle::destroy);
    child.destroy();
  }
}
