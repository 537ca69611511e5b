package org.tomte.engine.commit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FaultKind;
import org.tomte.engine.decision.Decision;

/**
 * Finds the events of a batch that the store refuses, by halves, in transactions that are always
 * rolled back.
 */
final class BadEventSearch {
  private final CommitContext context;
  private final PreparedBatch batch;
  private final Instant now;
  private final Map<PreparedEvent, StoreFault> bad = new LinkedHashMap<>();

  BadEventSearch(CommitContext context, PreparedBatch batch, Instant now) {
    this.context = context;
    this.batch = batch;
    this.now = now;
  }

  /** Says that the store took what was tried, and rolls it back. */
  private static final class Taken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Taken() {
      super("taken", null, false, false);
    }
  }

  /**
   * Marks the bad events as failed.
   *
   * @param first what the store said about the whole batch
   * @return the batch's outcome when no event is to blame; null when bad ones were marked
   * @throws StoreFault when the store fails in another way meanwhile
   */
  @Nullable BatchOutcome run(StoreFault first) {
    StoreFault without = refusal(List.of());
    if (without != null) {
      return refused("The store refuses the batch even without its events: " + without.words());
    }
    search(batch.events());
    if (bad.isEmpty()) {
      return refused("The store refuses the batch but no event of it alone: " + first.words());
    }
    if (tooMany()) {
      return new BatchOutcome.Refused(
          FaultKind.BAD_DATA,
          "More than half of %d events are refused by the store, so the fault is not theirs; nothing was written. The first: %s"
              .formatted(batch.events().size(), bad.values().iterator().next().words()));
    }
    for (Map.Entry<PreparedEvent, StoreFault> each : bad.entrySet()) {
      if (each.getKey().failure() != null) {
        return refused(
            "The store refuses event %s even in quarantine: %s"
                .formatted(each.getKey().key(), each.getValue().words()));
      }
    }
    bad.forEach((event, fault) ->
        event.fail(new Decision.Failure("commit", PreparedEvent.shortened(fault.words()))));
    return null;
  }

  private static BatchOutcome refused(String words) {
    return new BatchOutcome.Refused(FaultKind.INTERNAL, words);
  }

  private void search(List<PreparedEvent> events) {
    if (events.isEmpty() || tooMany()) {
      return;
    }
    StoreFault fault = refusal(events);
    if (fault == null) {
      return;
    }
    if (events.size() == 1) {
      bad.put(events.getFirst(), fault);
      return;
    }
    int half = events.size() / 2;
    search(events.subList(0, half));
    search(events.subList(half, events.size()));
  }

  private boolean tooMany() {
    int size = batch.events().size();
    return size >= FailedPage.SMALLEST && bad.size() * 2 > size;
  }

  /**
   * Tries some of the events; null when the store takes them. Events that the data layer refuses
   * because what they build on is not among the tried ones are left out.
   */
  private @Nullable StoreFault refusal(List<PreparedEvent> events) {
    List<PreparedEvent> tried = events;
    while (true) {
      try {
        return tryOnce(tried);
      } catch (RefusedEvents refused) {
        tried = tried.stream().filter(event -> !refused.contains(event)).toList();
      }
    }
  }

  private @Nullable StoreFault tryOnce(List<PreparedEvent> events) {
    Attempt attempt = new Attempt(context, UUID.randomUUID(), now);
    try {
      context
          .store()
          .transaction(transaction -> {
            attempt.run(transaction, List.of(batch.with(events)), List.of());
            throw new Taken();
          });
      throw new IllegalStateException("a transaction that threw was not rolled back");
    } catch (Taken | FailedPage taken) {
      return null;
    } catch (StoreFault fault) {
      if (fault.kind() == StoreFault.Kind.DATA) {
        return fault;
      }
      throw fault;
    }
  }
}
