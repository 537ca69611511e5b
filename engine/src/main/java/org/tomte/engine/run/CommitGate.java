package org.tomte.engine.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingDeque;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.RunCommit;

/**
 * Where runs hand over their batches. What waits at the same time shares a transaction, so ten
 * thousand daemons with one event each do not cost ten thousand commits. Nobody waits for company:
 * a writer that is free takes what is there.
 */
public final class CommitGate implements AutoCloseable {

  /** More events in one transaction do not make it faster, only longer. */
  private static final int EVENTS_AT_ONCE = 1_000;

  private final RunCommit commit;
  private final LinkedBlockingDeque<Waiting> queue = new LinkedBlockingDeque<>();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean closed;

  /**
   * Starts the writers.
   *
   * @param writers how many transactions may be open at once; two fill two cores
   */
  public CommitGate(RunCommit commit, int writers) {
    this.commit = commit;
    for (int i = 0; i < writers; i++) {
      Thread thread = Thread.ofVirtual().name("commit-" + i).unstarted(this::write);
      this.writers.add(thread);
    }
    this.writers.forEach(Thread::start);
  }

  /**
   * Commits a batch and waits for its outcome.
   *
   * @throws InterruptedException when the run is cancelled while it waits; the batch may be
   *     committed all the same
   */
  public BatchOutcome commit(Batch batch) throws InterruptedException {
    return submit(batch).await();
  }

  /** Hands a batch over and goes on; a second one of the same lane must wait for its outcome. */
  Submitted submit(Batch batch) {
    Waiting waiting = new Waiting(batch, new CompletableFuture<>());
    queue.add(waiting);
    if (closed) {
      waiting.outcome.complete(new BatchOutcome.Refused(FaultKind.UNAVAILABLE, "Stopping."));
    }
    return new Submitted(waiting.outcome);
  }

  /** A batch that was handed over. */
  static final class Submitted {
    private final CompletableFuture<BatchOutcome> outcome;

    private Submitted(CompletableFuture<BatchOutcome> outcome) {
      this.outcome = outcome;
    }

    /**
     * Waits for the outcome.
     *
     * @throws InterruptedException when the run is cancelled while it waits; the batch may be
     *     committed all the same
     */
    BatchOutcome await() throws InterruptedException {
      try {
        return outcome.get();
      } catch (ExecutionException failed) {
        return new BatchOutcome.Refused(FaultKind.INTERNAL, String.valueOf(failed.getCause()));
      }
    }
  }

  private void write() {
    while (!closed) {
      try {
        List<Waiting> together = take();
        finish(together);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void finish(List<Waiting> together) {
    try {
      List<BatchOutcome> outcomes = commit.commit(together.stream().map(Waiting::batch).toList());
      for (int i = 0; i < together.size(); i++) {
        together.get(i).outcome.complete(outcomes.get(i));
      }
    } catch (RuntimeException failed) {
      together.forEach(waiting -> waiting.outcome.completeExceptionally(failed));
    }
  }

  /** What waits now, of different daemons, up to the bound. */
  private List<Waiting> take() throws InterruptedException {
    List<Waiting> together = new ArrayList<>();
    Set<String> owners = new HashSet<>();
    Waiting first = queue.take();
    int events = 0;
    for (@Nullable Waiting next = first; next != null; next = queue.poll()) {
      String owner = next.batch.daemon().value() + "/" + next.batch.lane();
      boolean fits = together.isEmpty() || events + next.batch.events().size() <= EVENTS_AT_ONCE;
      if (!fits || !owners.add(owner)) {
        queue.addFirst(next);
        break;
      }
      events += next.batch.events().size();
      together.add(next);
    }
    return together;
  }

  /** Stops the writers once they are done with what they hold; what still waits is refused. */
  @Override
  public void close() {
    closed = true;
    writers.forEach(Thread::interrupt);
    for (Waiting left = queue.poll(); left != null; left = queue.poll()) {
      left.outcome.complete(new BatchOutcome.Refused(FaultKind.UNAVAILABLE, "Stopping."));
    }
  }

  private record Waiting(Batch batch, CompletableFuture<BatchOutcome> outcome) {}
}
