package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;

/** The whole program ingests 20,000 events with effects and is killed fifty times meanwhile. */
@PostgreSql
class KilledProcessTest {
  private final TestDatabase server;

  KilledProcessTest(TestDatabase server) {
    this.server = server;
  }

  @Test
  @Tag("crash")
  void nothingIsLostOrDoubledHoweverOftenTheProcessIsKilled(@TempDir Path folder)
      throws IOException {
    Workload workload = attack(folder, new KillLog(20_261_125), 50);
    assertThat(workload.events()).isEqualTo(20_000);
  }

  @Test
  @Tag("long")
  void nothingIsLostOrDoubledByFiveHundredKills(@TempDir Path folder) throws IOException {
    attack(folder, new KillLog(500), 500);
  }

  private Workload attack(Path folder, KillLog log, int kills) throws IOException {
    Workload workload = new Workload(folder.resolve("in"));
    try (TestDatabase database = server.another()) {
      Findings findings = new Findings(database.dataSource());
      Path home = folder.resolve("home");
      try (ServedChild child =
          ServedChild.start(home, workload.definitions(), database.address())) {
        child.call("daemon", "enable", "lines", "rows", "drops");
        child.stop();
      }
      for (int kill = 1; kill <= kills; kill++) {
        workload.grow();
        try (ServedChild child =
            ServedChild.start(home, workload.definitions(), database.address())) {
          if (kill % 5 == 0) {
            log.pause(1_500); // at any place of the start
          } else {
            long before = findings.committed();
            Findings.await(child, "progress", () -> findings.committed() > before);
            log.pause(250);
          }
          child.kill();
        }
        log.killed("the program", findings.committed(), workload.events());
      }
      log.checkThatWorkWasInterrupted();
      try (ServedChild child =
          ServedChild.start(home, workload.definitions(), database.address())) {
        Findings.await(child, "the end", () -> ended(findings, workload));
      }
      log.explain(() -> findings.compare(workload));
    }
    return workload;
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
