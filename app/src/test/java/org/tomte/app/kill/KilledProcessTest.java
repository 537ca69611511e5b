package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;

/** The whole program ingests 20,000 events with effects and is killed fifty times meanwhile. */
@Tag("crash")
@PostgreSql
class KilledProcessTest {
  private static final int KILLS = 50;
  private static final long SEED = 20_261_125;

  private final TestDatabase database;

  KilledProcessTest(TestDatabase database) {
    this.database = database;
  }

  @Test
  void nothingIsLostOrDoubledHoweverOftenTheProcessIsKilled(@TempDir Path folder)
      throws IOException {
    Workload workload = new Workload(folder.resolve("in"));
    Findings findings = new Findings(database.dataSource());
    Random random = new Random(SEED);
    Set<Long> places = new TreeSet<>();
    try (ServedChild child =
        ServedChild.start(folder.resolve("home"), workload.definitions(), database.address())) {
      child.call("daemon", "enable", "lines", "rows", "drops");
      child.stop();
    }
    int inTheMiddle = 0;
    for (int kill = 1; kill <= KILLS; kill++) {
      workload.grow();
      try (ServedChild child =
          ServedChild.start(folder.resolve("home"), workload.definitions(), database.address())) {
        if (kill % 5 == 0) {
          Findings.pause(random.nextInt(1_500)); // at any place of the start
        } else {
          long before = findings.committed();
          Findings.await(child, "progress", () -> findings.committed() > before);
          Findings.pause(random.nextInt(250));
        }
        child.kill();
      }
      long committed = findings.committed();
      places.add(committed);
      inTheMiddle += committed > 0 && committed < workload.events() ? 1 : 0;
    }
    assertThat(inTheMiddle).as("kills in the middle of work").isGreaterThan(KILLS / 2);
    assertThat(places).as("places at which it was killed").hasSizeGreaterThan(KILLS / 2);
    assertThat(workload.events()).isEqualTo(20_000);
    try (ServedChild child =
        ServedChild.start(folder.resolve("home"), workload.definitions(), database.address())) {
      Findings.await(child, "the end", () -> ended(findings, workload));
    }
    findings.compare(workload);
  }

  static boolean ended(Findings findings, Workload workload) {
    try {
      return findings.committed() >= workload.events()
          && workload.undone() == 0
          && findings.number("SELECT count(*) FROM pending_acknowledgement") == 0;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
