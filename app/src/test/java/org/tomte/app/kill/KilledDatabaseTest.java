package org.tomte.app.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
class KilledDatabaseTest {
  private static final String[] DAEMONS = {"daemon", "enable", "lines", "rows", "drops"};

  @Test
  @Tag("crash")
  void nothingIsLostOrDoubledHoweverOftenPostgresIsKilled(@TempDir Path folder) throws IOException {
    Workload workload = attack(folder, new KillLog(25_112_026), 50);
    assertThat(workload.events()).isEqualTo(20_000);
  }

  @Test
  @Tag("long")
  void nothingIsLostOrDoubledByFiveHundredKillsOfPostgres(@TempDir Path folder) throws IOException {
    attack(folder, new KillLog(501), 500);
  }

  private static Workload attack(Path folder, KillLog log, int kills) throws IOException {
    Workload workload = new Workload(folder.resolve("in"));
    Path home = folder.resolve("server");
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(InstanceHome.open(home), EmbeddedSettings.defaults())) {
      ServerAddress address =
          new ServerAddress(postgres.jdbcUrl(), postgres.user(), postgres.password());
      DataSource database = database(address);
      Findings findings = new Findings(database);
      try (ServedChild child =
          ServedChild.start(folder.resolve("home"), workload.definitions(), address)) {
        child.call(DAEMONS);
        for (int kill = 1; kill <= kills; kill++) {
          workload.grow();
          killPostgresInTheMiddle(child, findings, new Victim(home, database), log, workload);
        }
        log.checkThatWorkWasInterrupted();
        Findings.await(child, "the end", () -> KilledProcessTest.ended(findings, workload));
        child.kill();
        log.explain(() -> findings.compare(workload));
      }
    }
    return workload;
  }

  private static void killPostgresInTheMiddle(
      ServedChild child, Findings findings, Victim victim, KillLog log, Workload workload) {
    long before = Math.max(0, findings.committed());
    Findings.await(child, "progress", () -> findings.committed() > before);
    log.pause(60);
    String killed = victim.kill(child, log);
    Findings.await(child, "a database", () -> findings.committed() >= 0);
    log.killed(killed, findings.committed(), workload.events());
  }

  /** The processes of a server. */
  private record Victim(Path home, DataSource database) {

    /** Kills the server as a whole, or one of its processes, upon which it restarts all others. */
    String kill(ServedChild child, KillLog log) {
      boolean whole = log.draw(3) > 0;
      Findings.await(
          child, "a kill", () -> whole ? killed(HomeDatabase.postmaster(home)) : backend(log));
      return whole ? "postgres" : "a backend";
    }

    private static boolean killed(long pid) {
      return ProcessHandle.of(pid).map(ProcessHandle::destroyForcibly).orElse(false);
    }

    private boolean backend(KillLog log) {
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
        return !backends.isEmpty() && killed(backends.get(log.draw(backends.size())));
      } catch (RuntimeException away) {
        return false; // it is still coming back from the kill before
      }
    }
  }

  /**
   * The embedded server is killed below the program, then the program, in every second round right
   * after the server, so that nobody is there to clean up.
   */
  @Test
  @Tag("crash")
  void theEmbeddedDatabaseComesBackWhetherItOrTheProgramIsKilled(@TempDir Path folder)
      throws IOException {
    Workload workload = new Workload(folder.resolve("in"));
    Path home = folder.resolve("home");
    HomeDatabase database = new HomeDatabase(home);
    Findings findings = new Findings(database);
    Victim victim = new Victim(home, database);
    KillLog log = new KillLog(6);
    try (ServedChild child = ServedChild.start(home, workload.definitions(), null)) {
      child.call(DAEMONS);
      child.stop();
    }
    for (int round = 1; round <= 4; round++) {
      try (ServedChild child = ServedChild.start(home, workload.definitions(), null)) {
        Findings.await(child, "a database", () -> findings.committed() >= 0);
        workload.grow();
        killPostgresInTheMiddle(child, findings, victim, log, workload);
        workload.grow();
        long before = findings.committed();
        Findings.await(child, "progress", () -> findings.committed() > before);
        log.pause(250);
        log.killed("the program", findings.committed(), workload.events());
        if (round % 2 == 0) {
          Victim.killed(HomeDatabase.postmaster(home));
        }
        child.kill();
      }
    }
    log.checkThatWorkWasInterrupted();
    try (ServedChild child = ServedChild.start(home, workload.definitions(), null)) {
      Findings.await(child, "the end", () -> KilledProcessTest.ended(findings, workload));
      log.explain(() -> findings.compare(workload));
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
