package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tomte.app.attach.AttachedServer;
import org.tomte.app.console.Console;
import org.tomte.store.postgres.ServerAddress;

/** {@code tomte serve} as a process of its own, for tests that kill it. */
final class ServedChild implements AutoCloseable {
  private final Path home;
  private final Process process;

  private ServedChild(Path home, Process process) {
    this.home = home;
    this.process = process;
  }

  /**
   * Starts the program; it need not be ready when this returns.
   *
   * @param database an external database; null for the embedded one
   */
  static ServedChild start(Path home, Path definitions, @Nullable ServerAddress database)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Written by the first child that stops in order; the others start faster by it.
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + ChildClassPath.archive(),
                "-Xlog:disable",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                ChildClassPath.jarsOnly(),
                "org.tomte.app.Main",
                "serve",
                "--port",
                "0",
                "--definitions",
                definitions.toString()));
    ProcessBuilder builder = new ProcessBuilder();
    builder.environment().put("TOMTE_HOME", home.toString());
    if (database != null) {
      command.addAll(List.of("--database-url", database.url()));
      builder.environment().put("TOMTE_DB_USER", database.user());
      builder.environment().put("TOMTE_DB_PASSWORD", database.password());
    }
    Files.createDirectories(home);
    File log = log(home).toFile();
    Process process =
        builder
            .command(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
            .start();
    return new ServedChild(home, process);
  }

  private static Path log(Path home) {
    return home.resolve("child.log");
  }

  /** Has it run one command line, as a person would; waits until it answers. */
  void call(String... arguments) {
    Findings.await(this, "an answer", () -> AttachedServer.find(home).isPresent());
    StringWriter written = new StringWriter();
    Console console =
        new Console(
            new PrintWriter(written),
            new PrintWriter(written),
            home,
            new Console.Screen(120, false));
    try {
      int exit = AttachedServer.find(home).orElseThrow().call(List.of(arguments), null, console);
      if (exit != 0) {
        throw new AssertionError("exit %d: %s".formatted(exit, written));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  long pid() {
    return process.pid();
  }

  boolean alive() {
    return process.isAlive();
  }

  /** Sends SIGKILL and waits for the end. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("a killed process lives: " + process.pid());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Asks it to stop in order and waits for the end. */
  void stop() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("it does not stop: " + lastWords());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends a signal such as STOP or CONT. */
  void signal(String name) throws IOException {
    try {
      int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
      assertThat(exit).as("kill -" + name).isZero();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The last lines that it wrote, for the words of a failure. */
  String lastWords() {
    try {
      String all = Files.readString(log(home), StandardCharsets.UTF_8);
      return all.substring(Math.max(0, all.length() - 4_000));
    } catch (IOException e) {
      return "nothing (" + e + ")";
    }
  }

  @Override
  public void close() {
    kill();
  }
}
