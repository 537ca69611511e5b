package org.tomte.casework.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ChangeTailerTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration AT_ONCE = Duration.ofMillis(1);

  private final TestFeed feed = new TestFeed();
  private final BlockingQueue<Long> seen = new LinkedBlockingQueue<>();

  @Test
  void aWakeUpDeliversWhatWasCommitted() throws Exception {
    try (ChangeTailer tailer = new ChangeTailer(feed, NEVER, ChangePosition.START)) {
      tailer.subscribe(this::note);
      tailer.start();
      feed.commit(1);
      tailer.wake();
      assertThat(next()).isEqualTo(1);
      feed.commit(2);
      feed.commit(3);
      tailer.wake();
      assertThat(List.of(next(), next())).containsExactly(2L, 3L);
    }
  }

  @Test
  void withoutAWakeUpItReadsAtItsInterval() throws Exception {
    try (ChangeTailer tailer = new ChangeTailer(feed, AT_ONCE, ChangePosition.START)) {
      tailer.subscribe(this::note);
      tailer.start();
      feed.commit(1);
      assertThat(next()).isEqualTo(1);
    }
  }

  @Test
  void whatWasThereBeforeTheFirstReadingIsNotDelivered() throws Exception {
    feed.commit(1);
    try (ChangeTailer tailer = new ChangeTailer(feed, AT_ONCE)) {
      tailer.subscribe(this::note);
      tailer.start();
      feed.ends.take();
      feed.commit(2);
      assertThat(next()).isEqualTo(2);
    }
  }

  @Test
  void aDatabaseThatFailsCostsNoChange() throws Exception {
    try (ChangeTailer tailer = new ChangeTailer(feed, AT_ONCE, ChangePosition.START)) {
      tailer.subscribe(this::note);
      feed.failures = 3;
      feed.commit(1);
      tailer.start();
      assertThat(next()).isEqualTo(1);
      feed.failures = 2;
      feed.commit(2);
      assertThat(next()).isEqualTo(2);
      assertThat(feed.failures).isZero();
    }
  }

  @Test
  void aSubscriberThatFailsConcernsNobodyElse() throws Exception {
    try (ChangeTailer tailer = new ChangeTailer(feed, AT_ONCE, ChangePosition.START)) {
      tailer.subscribe(_ -> {
        throw new IllegalStateException("broken on purpose");
      });
      tailer.subscribe(this::note);
      tailer.start();
      feed.commit(1);
      feed.commit(2);
      assertThat(List.of(next(), next())).containsExactly(1L, 2L);
    }
  }

  @Test
  void moreThanOnePageIsReadAtOnce() throws Exception {
    for (long i = 1; i <= 2_500; i++) {
      feed.commit(i);
    }
    try (ChangeTailer tailer = new ChangeTailer(feed, NEVER, ChangePosition.START)) {
      tailer.subscribe(this::note);
      tailer.start();
      for (long i = 1; i <= 2_500; i++) {
        assertThat(next()).isEqualTo(i);
      }
    }
  }

  @Test
  void whoEndsASubscriptionHearsNoMore() throws Exception {
    BlockingQueue<Long> other = new LinkedBlockingQueue<>();
    try (ChangeTailer tailer = new ChangeTailer(feed, AT_ONCE, ChangePosition.START)) {
      Runnable end = tailer.subscribe(page -> page.forEach(c -> other.add(c.object().id())));
      tailer.subscribe(this::note);
      tailer.start();
      feed.commit(1);
      assertThat(next()).isEqualTo(1);
      end.run();
      feed.commit(2);
      assertThat(next()).isEqualTo(2);
      assertThat(other).containsExactly(1L);
    }
  }

  private void note(List<Change> page) {
    page.forEach(change -> seen.add(change.object().id()));
  }

  private long next() throws InterruptedException {
    Long id = seen.poll(15, TimeUnit.SECONDS);
    assertThat(id).as("a change was delivered in time").isNotNull();
    return id;
  }

  /** A feed in memory that can fail. */
  private static final class TestFeed implements ChangeFeed {
    private final List<Change> changes = new ArrayList<>();
    final BlockingQueue<ChangePosition> ends = new LinkedBlockingQueue<>();
    volatile int failures;

    synchronized void commit(long id) {
      changes.add(
          new Change(
              new ChangePosition(id, 1),
              Instant.EPOCH,
              ObjectRef.incident(id),
              Change.CREATED,
              null,
              null,
              new Cause.Import("test")));
    }

    @Override
    public synchronized List<Change> read(ChangePosition after, int limit) {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("the connection is lost, on purpose");
      }
      return changes.stream()
          .filter(change -> change.position().compareTo(after) > 0)
          .limit(limit)
          .toList();
    }

    @Override
    public synchronized ChangePosition end() {
      ChangePosition end = changes.isEmpty() ? ChangePosition.START : changes.getLast().position();
      ends.add(end);
      return end;
    }
  }
}
