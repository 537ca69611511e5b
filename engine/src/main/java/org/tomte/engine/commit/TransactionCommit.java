package org.tomte.engine.commit;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;
import org.tomte.casework.CaseworkContext;
import org.tomte.engine.DaemonId;
import org.tomte.engine.keep.Archive;
import org.tomte.engine.keep.BlobStore;

/**
 * Commits batches in transactions of a {@link CommitStore}: several at once; each alone when that
 * fails; again when others were in the way or the connection was lost; and without the one event
 * that the store refuses, which goes to quarantine.
 */
public final class TransactionCommit implements RunCommit {
  private static final int MOST_TRIES = 8;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);

  private final CommitContext context;
  private final Pause pause;

  /** Waits between two tries. */
  @FunctionalInterface
  public interface Pause {

    /** Waits so long. */
    void await(Duration duration) throws InterruptedException;
  }

  /** Commits into a store; waits in real time between tries. */
  public TransactionCommit(CommitStore store, BlobStore blobs, CaseworkContext casework) {
    this(store, blobs, casework, Thread::sleep);
  }

  /** Commits into a store. */
  public TransactionCommit(
      CommitStore store, BlobStore blobs, CaseworkContext casework, Pause pause) {
    this.context = new CommitContext(store, new Archive(blobs), casework);
    this.pause = pause;
  }

  @Override
  public List<BatchOutcome> commit(List<Batch> batches) {
    requireOneBatchPerLane(batches);
    Map<Integer, BatchOutcome> outcomes = new HashMap<>();
    try {
      settle(prepare(batches), outcomes);
    } catch (StoreFault fault) {
      fill(batches, outcomes, refused(fault));
    }
    List<BatchOutcome> inOrder = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      inOrder.add(Objects.requireNonNull(outcomes.get(i), "every batch has an outcome"));
    }
    return inOrder;
  }

  private static void fill(
      List<Batch> batches, Map<Integer, BatchOutcome> outcomes, BatchOutcome outcome) {
    for (int i = 0; i < batches.size(); i++) {
      outcomes.putIfAbsent(i, outcome);
    }
  }

  private static void requireOneBatchPerLane(List<Batch> batches) {
    Set<LaneName> lanes = new HashSet<>();
    for (Batch batch : batches) {
      if (!lanes.add(new LaneName(batch.daemon(), batch.lane()))) {
        throw new IllegalArgumentException(
            "daemon %d has two batches of the lane '%s' in one commit"
                .formatted(batch.daemon().value(), batch.lane()));
      }
    }
  }

  private List<PreparedBatch> prepare(List<Batch> batches) {
    Set<StreamName> names = new HashSet<>();
    for (Batch batch : batches) {
      batch.events().forEach(event -> names.add(new StreamName(batch.daemon(), event.stream())));
      batch.pointers().forEach(move -> names.add(new StreamName(batch.daemon(), move.stream())));
    }
    Map<DaemonId, Map<String, Integer>> numbers = new HashMap<>();
    context
        .store()
        .prepare(now(), names)
        .forEach((name, number) ->
            numbers.computeIfAbsent(name.daemon(), _ -> new HashMap<>()).put(name.name(), number));
    List<PreparedBatch> prepared = new ArrayList<>();
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      prepared.add(prepare(i, batch, numbers.getOrDefault(batch.daemon(), Map.of())));
    }
    return prepared;
  }

  private static PreparedBatch prepare(int index, Batch batch, Map<String, Integer> streams) {
    List<PreparedEvent> events = new ArrayList<>(batch.events().size());
    for (Judged judged : batch.events()) {
      Integer stream = Objects.requireNonNull(streams.get(judged.stream()), "stream number");
      events.add(new PreparedEvent(judged, stream));
    }
    return new PreparedBatch(index, batch, events, streams);
  }

  private Instant now() {
    return context.clock().instant().truncatedTo(ChronoUnit.MICROS);
  }

  /** How a group of batches came out: outcomes, or why none of them stands. */
  private sealed interface Result {
    record Ended(List<BatchOutcome> outcomes) implements Result {}

    record Failed(StoreFault fault) implements Result {}

    record PageFailed(FailedPage page) implements Result {}
  }

  private void settle(List<PreparedBatch> together, Map<Integer, BatchOutcome> outcomes) {
    if (together.isEmpty()) {
      return;
    }
    switch (attempt(together)) {
      case Result.Ended ended -> {
        for (int i = 0; i < together.size(); i++) {
          outcomes.put(together.get(i).index(), ended.outcomes().get(i));
        }
      }
      case Result.PageFailed failed -> {
        outcomes.put(
            failed.page().batch(),
            new BatchOutcome.Refused(FaultKind.BAD_DATA, failed.page().words()));
        settle(
            together.stream().filter(each -> each.index() != failed.page().batch()).toList(),
            outcomes);
      }
      case Result.Failed failed when together.size() > 1 && helpsAlone(failed.fault()) ->
          together.forEach(batch -> settle(List.of(batch), outcomes));
      case Result.Failed failed when failed.fault().kind() == StoreFault.Kind.DATA ->
          withoutBadEvents(together.getFirst(), failed.fault(), outcomes);
      case Result.Failed failed ->
          together.forEach(batch -> outcomes.put(batch.index(), refused(failed.fault())));
    }
  }

  private static boolean helpsAlone(StoreFault fault) {
    return switch (fault.kind()) {
      case DATA, BROKEN, CONFLICT -> true;
      case LOST, UNAVAILABLE -> false;
    };
  }

  private static BatchOutcome refused(StoreFault fault) {
    FaultKind kind =
        switch (fault.kind()) {
          case CONFLICT, LOST, UNAVAILABLE -> FaultKind.UNAVAILABLE;
          case DATA, BROKEN -> FaultKind.INTERNAL;
        };
    return new BatchOutcome.Refused(kind, fault.words());
  }

  /** Tries until it stands, cannot, or was tried too often. */
  private Result attempt(List<PreparedBatch> batches) {
    Map<UUID, Attempt> unknown = new LinkedHashMap<>();
    StoreFault last = null;
    int tries = 0;
    while (tries < MOST_TRIES) {
      Attempt attempt = new Attempt(context, UUID.randomUUID(), now());
      try {
        batches.forEach(batch -> batch.writeBlobs(context.archive()));
        return new Result.Ended(
            context
                .store()
                .transaction(transaction -> attempt.run(transaction, batches, unknown.keySet())));
      } catch (RefusedEvents refused) {
        refused.apply(); // each time at least one event more, so this ends
        continue;
      } catch (FailedPage failed) {
        return new Result.PageFailed(failed);
      } catch (Attempt.EarlierStands stands) {
        Attempt earlier = Objects.requireNonNull(unknown.get(stands.earlier()));
        return new Result.Ended(earlier.outcomes());
      } catch (StoreFault fault) {
        if (!repeatable(fault.kind())) {
          return new Result.Failed(unknown.isEmpty() ? fault : unknown(fault));
        }
        if (fault.kind() == StoreFault.Kind.LOST && !attempt.outcomes().isEmpty()) {
          unknown.put(attempt.id(), attempt);
        }
        last = fault;
      } catch (RuntimeException ours) {
        return new Result.Failed(broken(ours));
      }
      tries++;
      if (!paused(tries)) {
        break;
      }
    }
    StoreFault fault = Objects.requireNonNull(last, "a try that failed has a fault");
    return new Result.Failed(unknown.isEmpty() ? fault : unknown(fault));
  }

  /** After a lost answer, a store that stays away leaves open whether the batch stands. */
  private static StoreFault unknown(StoreFault fault) {
    return new StoreFault(
        StoreFault.Kind.UNAVAILABLE,
        "It is not known whether the batch stands; the stored pointer tells. " + fault.words(),
        fault);
  }

  private static boolean repeatable(StoreFault.Kind kind) {
    return switch (kind) {
      case CONFLICT, LOST -> true;
      case DATA, UNAVAILABLE, BROKEN -> false;
    };
  }

  private static StoreFault broken(RuntimeException ours) {
    return new StoreFault(
        StoreFault.Kind.BROKEN,
        "A fault of Tomte itself while committing (%s: %s); nothing was written."
            .formatted(ours.getClass().getSimpleName(), ours.getMessage()),
        ours);
  }

  /** Waits longer each time, by chance, so that two who were in each other's way part. */
  private boolean paused(int tries) {
    long most = FIRST_PAUSE.toMillis() << Math.min(tries, 6);
    try {
      pause.await(Duration.ofMillis(ThreadLocalRandom.current().nextLong(most / 2, most)));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Finds the events that the store refuses, sends them to quarantine, and commits the rest. */
  private void withoutBadEvents(
      PreparedBatch batch, StoreFault fault, Map<Integer, BatchOutcome> outcomes) {
    BadEventSearch search = new BadEventSearch(context, batch, now());
    @Nullable BatchOutcome refused;
    try {
      refused = search.run(fault);
    } catch (StoreFault other) {
      refused = refused(other);
    }
    if (refused != null) {
      outcomes.put(batch.index(), refused);
      return;
    }
    settle(List.of(batch), outcomes);
  }
}
