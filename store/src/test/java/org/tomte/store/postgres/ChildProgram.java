package org.tomte.store.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of its own for tests that kill it: takes the lock of a home, starts the database, tells
 * so in one line, and runs until its input ends.
 */
final class ChildProgram implements AutoCloseable {

  private final Process process;
  private final BufferedReader output;
  private final String firstLine;

  private ChildProgram(Process process, BufferedReader output, String firstLine) {
    this.process = process;
    this.output = output;
    this.firstLine = firstLine;
  }

  /** Runs in the child: the home, and the folder of the binaries to use instead of its own. */
  public static void main(String[] arguments) throws IOException {
    try {
      InstanceHome home = InstanceHome.open(Path.of(arguments[0]));
      try (InstanceLock _ = InstanceLock.acquire(home);
          EmbeddedPostgres postgres = EmbeddedPostgres.start(TestCluster.of(home))) {
        EmbeddedPostgres.State.Ready ready = (EmbeddedPostgres.State.Ready) postgres.state();
        System.out.println("ready " + ready.pid() + " " + postgres.port());
        while (System.in.read() >= 0) {
          // until the parent closes it
        }
      }
    } catch (DatabaseFault fault) {
      System.out.println(fault.kind() + " " + fault.getMessage());
    }
  }

  /** Starts a child on a home and returns when it is ready or has told its fault. */
  static ChildProgram start(Path home, String... before) throws IOException {
    List<String> words = new ArrayList<>(List.of(before));
    words.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            ChildProgram.class.getName(),
            home.toString()));
    Process process =
        new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    BufferedReader output = process.inputReader();
    String line = output.readLine();
    return new ChildProgram(process, output, line == null ? "ended without a word" : line);
  }

  /** {@code ready PID PORT}, or the kind of a fault and its message. */
  String firstLine() {
    return firstLine;
  }

  long pid() {
    return process.pid();
  }

  long serverPid() {
    return Long.parseLong(firstLine.split(" ", -1)[1]);
  }

  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the child as a program ends, by the end of its input. */
  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    process.onExit().join();
    output.close();
  }
}
