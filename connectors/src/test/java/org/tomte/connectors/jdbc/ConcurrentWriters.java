package org.tomte.connectors.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;

/** Reads a table while others write it, in runs that end anywhere. */
final class ConcurrentWriters {
  static final int ROWS = 100_000;

  private ConcurrentWriters() {}

  static void readExactlyOnce(JdbcSettings settings, Writers writers) throws Exception {
    readExactlyOnce(settings, PointerSettings.DEFAULT.withStart(new Start.Beginning()), writers);
  }

  static void readExactlyOnce(JdbcSettings settings, PointerSettings pointer, Writers writers)
      throws Exception {
    Polled polled = new Polled(settings, pointer);
    Random random = new Random(3);
    Clock clock = Clock.systemUTC();
    boolean done;
    do {
      done = writers.areDone();
      Polled _ = polled.run(clock.instant(), 50 + random.nextInt(2_000), 1 + random.nextInt(6));
    } while (!done);
    // What was missing at the last look has been committed by now.
    for (int run = 0; run < 3; run++) {
      Polled _ = polled.run(clock.instant().plusSeconds(60L * run), 5_000, 1_000);
    }
    assertThat(writers.committed).hasSize(ROWS);
    assertThat(polled.alarms).isEmpty();
    List<String> twice = new ArrayList<>();
    polled.words.forEach((word, times) -> {
      if (times != 1) {
        twice.add(word);
      }
    });
    assertThat(twice).isEmpty();
    HashSet<String> lost = new HashSet<>(writers.committed);
    lost.removeAll(polled.words.keySet());
    assertThat(lost).isEmpty();
    assertThat(polled.words).hasSize(ROWS);
  }
}
