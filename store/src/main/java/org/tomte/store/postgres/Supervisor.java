package org.tomte.store.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tomte.store.postgres.EmbeddedPostgres.State;

/**
 * Starts the server, starts it again when it ends unasked, and stops it.
 *
 * <p>All starts happen on one platform thread that lives as long as the server may: Linux sends the
 * death signal when the starting thread ends, not when the program does.
 */
final class Supervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  private static final Duration FAST_STOP = Duration.ofSeconds(20);
  private static final Duration HARD_STOP = Duration.ofSeconds(5);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
  private static final Duration GRACE_AT_EXIT = Duration.ofSeconds(5);

  private final ServerLaunch launch;
  private final ServerAccount account;
  private final CompletableFuture<State> firstState = new CompletableFuture<>();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final Thread thread;
  private volatile State state = new State.Restarting("It is being started.");
  private volatile @Nullable Process server;

  Supervisor(Cluster cluster, ServerAccount account) {
    this.launch = new ServerLaunch(cluster, account, stopAsked);
    this.account = account;
    this.thread =
        Thread.ofPlatform().name("postgres-supervisor").daemon().unstarted(this::supervise);
  }

  /** Ends a server that an earlier program left on the data directory. */
  void endServerBefore() {
    launch.endServerBefore();
  }

  /** Starts the server and returns when it takes connections. */
  void start() {
    thread.start();
    if (account instanceof ServerAccount.SameUser(boolean deathSignal) && !deathSignal) {
      Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(this::closeAtExit));
    }
    try {
      firstState.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof DatabaseFault fault) {
        throw fault;
      }
      throw e;
    }
  }

  int port() {
    return launch.port();
  }

  State state() {
    return state;
  }

  private void supervise() {
    try {
      run(launch.start());
      firstState.complete(state);
      while (awaitEnd()) {
        startAgain();
      }
    } catch (DatabaseFault fault) {
      firstState.completeExceptionally(fault);
    } catch (InterruptedException | RuntimeException e) {
      firstState.completeExceptionally(e);
      LOG.error("The supervisor of PostgreSQL ended", e);
    } finally {
      stop();
      state = new State.Stopped();
    }
  }

  private void run(Process started) {
    server = started;
    state = new State.Ready(started.pid());
  }

  /** Returns true when the server ended unasked, false when it is to stop. */
  private boolean awaitEnd() throws InterruptedException {
    Process running = server;
    while (running != null && !running.waitFor(1, TimeUnit.MINUTES)) {
      launch.tidyLog();
    }
    return stopAsked.getCount() > 0;
  }

  private void startAgain() throws InterruptedException {
    Process ended = server;
    String reason = "PostgreSQL ended unasked" + (ended == null ? "" : howEnded(ended));
    Duration pause = FIRST_PAUSE;
    while (stopAsked.getCount() > 0) {
      state = new State.Restarting(reason);
      LOG.warn("{}; it is started again", reason);
      try {
        run(launch.start());
        LOG.info("PostgreSQL takes connections again on port {}", port());
        return;
      } catch (DatabaseFault fault) {
        reason = fault.what() + " (" + fault.where() + ")";
      }
      if (stopAsked.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0
              ? LONGEST_PAUSE
              : pause.multipliedBy(2);
    }
  }

  private static String howEnded(Process ended) {
    int exit = ended.exitValue();
    return exit > 128 ? " by signal " + (exit - 128) : " with exit code " + exit;
  }

  @Override
  public void close() {
    stopAsked.countDown();
    stop();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server is stopped already; only the thread is late
    }
  }

  /** In plain mode nothing else would end the server; the program closes it itself if it can. */
  private void closeAtExit() {
    try {
      if (!stopAsked.await(GRACE_AT_EXIT.toMillis(), TimeUnit.MILLISECONDS)) {
        close();
      }
    } catch (InterruptedException _) {
      close();
    }
  }

  private void stop() {
    Process running = server;
    if (running == null || !running.isAlive()) {
      return;
    }
    try {
      Signals.send("INT", running.pid());
      if (!running.waitFor(FAST_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("PostgreSQL did not stop within {} s and is ended hard", FAST_STOP.toSeconds());
        Signals.send("QUIT", running.pid());
      }
      if (!running.waitFor(HARD_STOP.toMillis(), TimeUnit.MILLISECONDS)) {
        running.destroyForcibly();
      }
    } catch (IOException e) {
      LOG.warn("PostgreSQL could not be signalled: {}", e.getMessage());
      running.destroyForcibly();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      running.destroyForcibly();
    }
  }
}
