package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.tomte.store.postgres.EmbeddedPostgres;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.ServerAddress;

/** PostgreSQL is killed under a program that lives on, and together with it. */
@Tag("crash")
class KilledDatabaseTest {
  private static final int KILLS = 50;
  private static final long SEED = 25_112_026;

  @Test
  void nothingIsLostOrDoubledHoweverOftenPostgresIsKilled(@TempDir Path folder) throws IOException {
    Workload workload = new Workload(folder.resolve("in"));
    Random random = new Random(SEED);
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(
            InstanceHome.open(folder.resolve("server")), EmbeddedSettings.defaults())) {
      ServerAddress address =
          new ServerAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
      DataSource database = database(address);
      Findings findings = new Findings(database);
      try (ServedChild child =
          ServedChild.start(folder.resolve("home"), workload.definitions(), address)) {
        child.call("daemon", "enable", "lines", "rows", "drops");
        int inTheMiddle = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
          workload.grow();
          long before = Math.max(0, findings.committed());
          Findings.await(child, "progress", () -> findings.committed() > before);
          Findings.pause(random.nextInt(60));
          kill(postgres, database, random);
          Findings.await(child, "a database", () -> findings.committed() >= 0);
          inTheMiddle += findings.committed() < workload.events() ? 1 : 0;
        }
        assertThat(inTheMiddle).as("kills in the middle of work").isGreaterThan(KILLS / 2);
        assertThat(workload.events()).isEqualTo(20_000);
        Findings.await(child, "the end", () -> KilledProcessTest.ended(findings, workload));
        child.kill();
        findings.compare(workload);
      }
    }
  }

  /** Kills the server as a whole, or one of its processes, upon which it restarts all of them. */
  private static void kill(EmbeddedPostgres postgres, DataSource database, Random random) {
    if (postgres.state() instanceof EmbeddedPostgres.State.Ready ready && random.nextInt(3) > 0) {
      ProcessHandle.of(ready.pid()).ifPresent(ProcessHandle::destroyForcibly);
      return;
    }
    try {
      List<Long> backends =
          Jdbi.create(database)
              .withHandle(handle ->
                  handle
                      .createQuery(
                          "SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'"
                              + " AND pid <> pg_backend_pid()")
                      .mapTo(Long.class)
                      .list());
      if (!backends.isEmpty()) {
        long victim = backends.get(random.nextInt(backends.size()));
        ProcessHandle.of(victim).ifPresent(ProcessHandle::destroyForcibly);
      }
    } catch (RuntimeException away) {
      // it is down already
    }
  }

  @Test
  void theEmbeddedDatabaseComesBackWithTheProgramThatWasKilled(@TempDir Path folder)
      throws IOException {
    Workload workload = new Workload(folder.resolve("in"));
    Path home = folder.resolve("home");
    Random random = new Random(SEED);
    try (ServedChild child = ServedChild.start(home, workload.definitions(), null)) {
      child.call("daemon", "enable", "lines", "rows", "drops");
      child.stop();
    }
    for (int kill = 1; kill <= 6; kill++) {
      workload.grow();
      try (ServedChild child = ServedChild.start(home, workload.definitions(), null)) {
        Findings.await(
            child,
            "a moved file",
            () -> {
              try {
                return workload.done() >= workload.goodDrops() - Workload.DROPS;
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
        Findings.pause(1_000 + random.nextInt(2_500));
        child.kill();
      }
    }
    try (ServedChild child = ServedChild.start(home, workload.definitions(), null)) {
      Findings.await(
          child,
          "the end",
          () -> {
            try {
              return workload.undone() == 0;
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          });
      Findings.pause(2_500);
    }
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(InstanceHome.open(home), EmbeddedSettings.defaults())) {
      ServerAddress address =
          new ServerAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
      new Findings(database(address)).compare(workload);
    }
  }

  /** Without a pool: a killed server would fill the log with what the pool says about it. */
  private static DataSource database(ServerAddress address) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(address.url());
    source.setUser(address.user());
    source.setPassword(address.password());
    return source;
  }
}
