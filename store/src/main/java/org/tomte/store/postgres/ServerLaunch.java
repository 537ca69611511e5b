package org.tomte.store.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.store.postgres.DatabaseFault.Kind;

/** One start of the server: what stands in its way is waited out, what does not pass is a fault. */
final class ServerLaunch {

  private static final Logger LOG = LoggerFactory.getLogger(ServerLaunch.class);
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration RECOVERY = Duration.ofMinutes(30);
  private static final Duration ORPHAN_STOP = Duration.ofSeconds(30);
  private static final long PAUSE_MILLIS = 100;
  private static final long GLANCE_MILLIS = 5;
  // Below the range from which the system takes ports for outgoing connections, so that the port
  // is still free after a crash.
  private static final int LOWEST_PORT = 15_000;
  private static final int HIGHEST_PORT = 32_000;

  private final Cluster cluster;
  private final ServerAccount account;
  private final CountDownLatch stopAsked;
  private final PostmasterFile postmaster;
  private final ServerLog log;
  private volatile int port;
  private boolean portKnownToClients;

  ServerLaunch(Cluster cluster, ServerAccount account, CountDownLatch stopAsked) {
    this.cluster = cluster;
    this.account = account;
    this.stopAsked = stopAsked;
    this.postmaster = new PostmasterFile(cluster.data());
    this.log = new ServerLog(cluster.log());
  }

  int port() {
    return port;
  }

  /** Starts the server and returns when it takes connections. */
  Process start() throws InterruptedException {
    long patientUntil = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      endServerBefore();
      if (!portKnownToClients) {
        port = freePort();
      }
      Process process = spawn();
      if (becomesReady(process)) {
        portKnownToClients = true;
        return process;
      }
      String said = log.sinceStart();
      boolean mayPass = ServerMessages.passes(said) || ServerMessages.portTaken(said);
      boolean late = System.nanoTime() > patientUntil;
      if (!mayPass || late || stopAsked.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        throw ServerMessages.fault("PostgreSQL did not start", cluster.data(), said);
      }
    }
  }

  private Process spawn() {
    List<String> words = new ArrayList<>(account.beforeServer());
    words.addAll(cluster.serverCommand(port));
    try {
      log.markStart();
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(cluster.data().toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(ProcessBuilder.Redirect.appendTo(cluster.log().toFile()));
      Command.cleanEnvironment(builder);
      return builder.start();
    } catch (IOException e) {
      throw FileFaults.of("starting PostgreSQL", cluster.data(), e);
    }
  }

  private boolean becomesReady(Process process) throws InterruptedException {
    long started = System.nanoTime();
    long nextWord = Duration.ofSeconds(10).toNanos();
    while (!postmaster.saysReady(process.pid())) {
      if (process.waitFor(GLANCE_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
      long waited = System.nanoTime() - started;
      if (waited > nextWord) {
        LOG.info("PostgreSQL recovers its data; {} s so far", Duration.ofNanos(waited).toSeconds());
        nextWord *= 2;
      }
      if (waited > RECOVERY.toNanos() || stopAsked.getCount() == 0) {
        end(process.pid(), "INT");
        process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        return false;
      }
    }
    return true;
  }

  /**
   * Ends a server that an earlier program left on the data directory. It gets a death signal from
   * its program as a rule and is about to end anyway.
   */
  void endServerBefore() {
    try {
      Optional<Long> before = postmaster.livingServer();
      if (before.isEmpty()) {
        return;
      }
      LOG.warn("PostgreSQL of an earlier program (process {}) is ended first", before.get());
      if (ends(before.get(), "INT") || ends(before.get(), "QUIT")) {
        return;
      }
      throw new DatabaseFault(
          Kind.IN_USE,
          "Another PostgreSQL (process " + before.get() + ") uses the data directory",
          cluster.data().toString(),
          "End that process.");
    } catch (IOException e) {
      throw FileFaults.of("looking for a running PostgreSQL", cluster.data(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseFault(
          Kind.IN_USE,
          "The start was interrupted while another PostgreSQL was ending",
          cluster.data().toString(),
          "Start again.",
          e);
    }
  }

  private boolean ends(long pid, String signal) throws IOException, InterruptedException {
    end(pid, signal);
    long until = System.nanoTime() + ORPHAN_STOP.toNanos();
    while (postmaster.livingServer().filter(living -> living == pid).isPresent()) {
      if (System.nanoTime() > until) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(GLANCE_MILLIS);
    }
    return true;
  }

  private void end(long pid, String signal) {
    try {
      Signals.send(signal, pid);
    } catch (IOException e) {
      throw new DatabaseFault(
          Kind.NO_RIGHTS,
          "A PostgreSQL (process " + pid + ") runs on the data directory and cannot be ended",
          cluster.data().toString(),
          "End that process.",
          e);
    }
  }

  void tidyLog() {
    try {
      log.cutIfLarge();
    } catch (IOException e) {
      LOG.warn("The log file {} cannot be cut: {}", cluster.log(), e.getMessage());
    }
  }

  private int freePort() {
    for (int attempt = 0; attempt < 200; attempt++) {
      int candidate = ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT);
      try (ServerSocket probe = new ServerSocket()) {
        probe.bind(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), candidate));
        return candidate;
      } catch (IOException _) {
        // taken; another one is tried
      }
    }
    throw new DatabaseFault(
        Kind.UNSUPPORTED,
        "No port is free for PostgreSQL",
        "127.0.0.1, ports " + LOWEST_PORT + " to " + HIGHEST_PORT,
        "End programs that hold many ports, or configure an external PostgreSQL.");
  }
}
