package org.tomte.benchmarks.start;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.tomte.benchmarks.Figure;
import org.tomte.benchmarks.Scratch;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.InstanceLock;
import org.tomte.store.postgres.PoolSettings;

/**
 * How long {@code ./tomte serve} takes from the command to {@code GET /ready} with 200, warm: the
 * program is built and the data directory exists. The limit beside it is what cannot be saved: an
 * empty JVM, and after it PostgreSQL on a data directory of its own until it takes a connection.
 */
public final class StartBench {
  private static final long LONGEST_SECONDS = 120;
  private static final long POLL_NANOS = 5_000_000;

  private final int runs;

  /**
   * A benchmark.
   *
   * @param runs how many starts are measured, beside one that fills the data directory
   */
  public StartBench(int runs) {
    this.runs = runs;
  }

  /** Prints a line. */
  public void run() throws IOException, InterruptedException {
    List<Double> ours = new ArrayList<>();
    List<Double> limits = new ArrayList<>();
    try (Scratch own = Scratch.open();
        Scratch bare = Scratch.open();
        HttpClient client = HttpClient.newHttpClient()) {
      for (int run = -1; run < runs; run++) {
        double limit = bareJvm() + barePostgres(bare.path());
        double ready = ready(own.path(), client);
        if (run >= 0) {
          ours.add(ready);
          limits.add(limit);
        }
      }
    }
    System.out.println(
        new Figure("start.ready", ours, limits, "ms", "empty JVM, then bare PostgreSQL").line());
  }

  private static double ready(Path home, HttpClient client)
      throws IOException, InterruptedException {
    int port = freePort();
    Path program = Path.of(System.getProperty("tomte.root", ""), "tomte");
    ProcessBuilder command =
        new ProcessBuilder(program.toString(), "serve", "--port", String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("serve.log").toFile());
    command.environment().put(InstanceHome.VARIABLE, home.resolve("home").toString());
    long begun = System.nanoTime();
    Process served = command.start();
    try {
      awaitReady(served, client, port, begun);
      return (System.nanoTime() - begun) / 1e6;
    } finally {
      served.destroy();
      if (!served.waitFor(30, TimeUnit.SECONDS)) {
        served.destroyForcibly();
      }
    }
  }

  private static void awaitReady(Process served, HttpClient client, int port, long begun)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    while (!answersWell(client, request)) {
      if (!served.isAlive()) {
        throw new IllegalStateException("tomte serve ended with " + served.exitValue());
      }
      if (System.nanoTime() - begun > TimeUnit.SECONDS.toNanos(LONGEST_SECONDS)) {
        throw new IllegalStateException("tomte serve is not ready after two minutes");
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean answersWell(HttpClient client, HttpRequest request)
      throws InterruptedException {
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static double bareJvm() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long begun = System.nanoTime();
    Process empty =
        new ProcessBuilder(java, "-XX:+UseSerialGC", "-version")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    empty.waitFor();
    return (System.nanoTime() - begun) / 1e6;
  }

  private static double barePostgres(Path folder) {
    InstanceHome home = InstanceHome.open(folder.resolve("home"));
    try (InstanceLock _ = InstanceLock.acquire(home)) {
      long begun = System.nanoTime();
      try (Database database =
          Database.embedded(home, EmbeddedSettings.defaults(), PoolSettings.defaults())) {
        if (database.version().isEmpty()) {
          throw new IllegalStateException("PostgreSQL did not say its version");
        }
        return (System.nanoTime() - begun) / 1e6;
      }
    }
  }
}
