package org.tomte.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimersTest {
  private static final Instant START = Instant.parse("2026-11-25T00:00:00Z");

  @Test
  void ownersWakeInTheOrderOfTheirInstants() throws InterruptedException {
    List<String> woken = new CopyOnWriteArrayList<>();
    CountDownLatch three = new CountDownLatch(3);
    AtomicReference<Instant> now = new AtomicReference<>(START);
    InstantSource clock = now::get;
    try (Timers<String> timers =
        new Timers<>(
            "test",
            clock,
            (owner, instant) -> {
              woken.add(owner);
              three.countDown();
            })) {
      timers.set("late", START.plusSeconds(3));
      timers.set("early", START.plusSeconds(1));
      timers.set("middle", START.plusSeconds(2));
      now.set(START.plusSeconds(5));
      assertThat(three.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(woken).containsExactly("early", "middle", "late");
  }

  @Test
  void onlyTheLatestInstantOfAnOwnerCounts() throws InterruptedException {
    List<Instant> instants = new CopyOnWriteArrayList<>();
    CountDownLatch marker = new CountDownLatch(1);
    try (Timers<String> timers =
        new Timers<>(
            "test",
            InstantSource.fixed(START),
            (owner, instant) -> {
              if (owner.equals("marker")) {
                marker.countDown();
              } else {
                instants.add(instant);
              }
            })) {
      timers.set("daemon", START.plus(Duration.ofDays(1)));
      timers.set("daemon", START.minusSeconds(2));
      timers.set("gone", START.minusSeconds(1).plus(Duration.ofDays(1)));
      timers.clear("gone");
      assertThat(timers.instantOf("gone")).isNull();
      timers.set("marker", START);
      assertThat(marker.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(instants).containsExactly(START.minusSeconds(2));
  }

  @Test
  void anOwnerThatFailsDoesNotStopTheOthers() throws InterruptedException {
    CountDownLatch second = new CountDownLatch(1);
    try (Timers<String> timers =
        new Timers<>(
            "test",
            InstantSource.fixed(START),
            (owner, instant) -> {
              if (owner.equals("broken")) {
                throw new IllegalStateException("on purpose");
              }
              second.countDown();
            })) {
      timers.set("broken", START.minusSeconds(2));
      timers.set("sound", START.minusSeconds(1));
      assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void ownersThatWereForgottenDoNotPileUp() {
    try (Timers<Integer> timers =
        new Timers<>("test", InstantSource.fixed(START), (owner, instant) -> {})) {
      timers.set(-1, START.plus(Duration.ofDays(1)));
      for (int run = 0; run < 10_000; run++) {
        timers.set(run, START.plus(Duration.ofMinutes(10)));
        timers.clear(run);
      }
      assertThat(timers.held()).isLessThan(200);
      assertThat(timers.instantOf(-1)).isEqualTo(START.plus(Duration.ofDays(1)));
    }
  }
}
