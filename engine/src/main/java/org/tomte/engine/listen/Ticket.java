package org.tomte.engine.listen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.tomte.api.listen.Receipt;

/** What a sender waits for: that all it sent is committed, or that something of it is not. */
final class Ticket {

  /** When a sender should come back after a fault of ours. */
  static final Duration COME_BACK = Duration.ofSeconds(5);

  private final Receipt.@Nullable Taken[] taken;
  private final CompletableFuture<Receipt> result = new CompletableFuture<>();
  private int open;

  Ticket(int arrivals) {
    this.taken = new Receipt.@Nullable Taken[arrivals];
    this.open = arrivals;
  }

  /** One arrival was committed. */
  synchronized void committed(int index, Receipt.Taken what) {
    if (taken[index] != null) {
      return;
    }
    taken[index] = what;
    open--;
    if (open == 0) {
      result.complete(new Receipt.Committed(all()));
    }
  }

  private List<Receipt.Taken> all() {
    List<Receipt.Taken> all = new ArrayList<>(taken.length);
    for (Receipt.Taken one : taken) {
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  /** Something of it is not committed. */
  void failed(String words) {
    result.complete(new Receipt.Unavailable(words, COME_BACK));
  }

  Receipt await(Duration longest) throws InterruptedException {
    try {
      return result.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      return new Receipt.Unavailable(
          "It was not committed within %d seconds.".formatted(longest.toSeconds()), COME_BACK);
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
