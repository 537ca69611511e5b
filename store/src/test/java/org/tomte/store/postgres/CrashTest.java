package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.postgres.EmbeddedPostgres.State;

/** Kills the server and the program in the middle of their work. */
@Tag("crash")
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class CrashTest {

  private static final long MOMENT = Duration.ofMillis(1).toNanos();
  private static final long PATIENCE = Duration.ofSeconds(30).toNanos();

  @TempDir Path folder;
  private InstanceHome home;

  @BeforeEach
  void openHome() {
    home = InstanceHome.open(folder);
  }

  @Test
  void theServerComesBackWithEveryCommitWhenItIsKilledUnderInserts() throws Exception {
    Random random = new Random(20_261_125);
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(TestCluster.of(home))) {
      int port = postgres.port();
      EmbeddedPostgresTest.run(postgres, "CREATE TABLE kept (number int PRIMARY KEY)");
      AtomicInteger committed = new AtomicInteger();
      AtomicBoolean end = new AtomicBoolean();
      CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> writeUntil(end, postgres, committed));
      for (int round = 0; round < 4; round++) {
        long pid = ready(postgres, 0);
        await(committed, committed.get() + 20 + random.nextInt(200));
        boolean wholeTree = round % 2 == 1;
        kill(pid, wholeTree);
        ready(postgres, pid);
        await(committed, committed.get() + 20);
      }
      end.set(true);
      writer.join();

      assertThat(postgres.port()).isEqualTo(port);
      String count = EmbeddedPostgresTest.ask(postgres, "SELECT count(*) FROM kept");
      assertThat(Integer.parseInt(count)).isEqualTo(committed.get());
    }
  }

  @Test
  void thePoolWorksAgainAfterTheServerWasKilled() throws Exception {
    try (Database database =
        Database.embedded(home, EmbeddedSettings.defaults(), PoolSettings.defaults().withSize(3))) {
      for (int round = 0; round < 3; round++) {
        State.Ready before = (State.Ready) Objects.requireNonNull(database.embeddedState());
        assertThat(selectsOne(database)).isTrue();
        kill(before.pid(), false);
        long until = System.nanoTime() + PATIENCE;
        while (before.equals(database.embeddedState())) {
          LockSupport.parkNanos(MOMENT);
        }
        while (!selectsOne(database) && System.nanoTime() < until) {
          LockSupport.parkNanos(MOMENT);
        }
        assertThat(selectsOne(database)).isTrue();
      }
    }
  }

  private static boolean selectsOne(Database database) {
    try (Connection connection = database.dataSource().getConnection();
        PreparedStatement one = connection.prepareStatement("SELECT 1")) {
      return one.execute();
    } catch (SQLException _) {
      return false;
    }
  }

  @Test
  void theServerEndsWithItsProgramAndTheNextStartWorksAtOnce() throws Exception {
    for (int round = 0; round < 3; round++) {
      ChildProgram child = ChildProgram.start(folder);
      assertThat(child.firstLine()).startsWith("ready ");
      long server = child.serverPid();

      child.kill();
      if (round == 0) { // in the other rounds the next start meets the dying server
        long until = System.nanoTime() + PATIENCE;
        while (isRunning(server) && System.nanoTime() < until) {
          LockSupport.parkNanos(MOMENT);
        }
        assertThat(isRunning(server)).isFalse();
        assertThat(home.postgresData().resolve("postmaster.pid")).doesNotExist();
      }
    }
    long started = System.nanoTime();
    EmbeddedPostgres.start(TestCluster.of(home)).close();
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void aServerThatWasLeftAloneIsEndedBeforeTheNextStart() throws Exception {
    EmbeddedPostgres.start(TestCluster.of(home)).close();
    Cluster cluster = TestCluster.of(home);
    ServerAccount account =
        ServerAccount.choose(cluster.binaries(), FolderTree.parentOf(cluster.data()));
    List<String> words = new ArrayList<>(account.before());
    words.addAll(cluster.serverCommand(14_999));
    Process left = new ProcessBuilder(words).redirectErrorStream(true).start();
    PostmasterFile file = new PostmasterFile(cluster.data());
    while (!file.saysReady(left.pid())) {
      assertThat(left.isAlive()).isTrue();
    }

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(cluster)) {
      assertThat(left.waitFor(1, TimeUnit.SECONDS)).isTrue();
      assertThat(ready(postgres, 0)).isNotEqualTo(left.pid());
    }
  }

  @Test
  void aFullDiskIsToldAndLeavesNoHalfMadeDatabase() throws Exception {
    assumeTrue(Command.succeeds(List.of("unshare", "-m", "true")), "may not mount here");
    String mount = "mount -t tmpfs -o size=24m tmpfs '" + folder + "' && exec \"$0\" \"$@\"";
    try (ChildProgram child = ChildProgram.start(folder, "unshare", "-m", "sh", "-c", mount)) {
      assertThat(child.firstLine()).startsWith("NO_SPACE ").contains("TOMTE_HOME");
    }
    assertThat(home.postgresData()).doesNotExist();
  }

  private static void writeUntil(
      AtomicBoolean end, EmbeddedPostgres postgres, AtomicInteger committed) {
    while (!end.get()) {
      try (Connection connection = EmbeddedPostgresTest.connect(postgres);
          PreparedStatement insert =
              connection.prepareStatement("INSERT INTO kept VALUES (?) ON CONFLICT DO NOTHING")) {
        while (!end.get()) {
          insert.setInt(1, committed.get() + 1); // again if the answer to the commit was lost
          insert.executeUpdate();
          committed.incrementAndGet();
        }
      } catch (SQLException _) {
        LockSupport.parkNanos(MOMENT); // the server is being killed and started again
      }
    }
  }

  private static void kill(long pid, boolean wholeTree) throws IOException {
    if (wholeTree) {
      ProcessHandle.of(pid).stream()
          .flatMap(ProcessHandle::descendants)
          .toList()
          .forEach(ProcessHandle::destroyForcibly);
    }
    Signals.send("KILL", pid);
  }

  /** Waits for a server that takes connections and is not the one before. */
  private static long ready(EmbeddedPostgres postgres, long before) {
    long until = System.nanoTime() + PATIENCE;
    while (System.nanoTime() < until) {
      if (postgres.state() instanceof State.Ready(long pid) && pid != before) {
        return pid;
      }
      LockSupport.parkNanos(MOMENT);
    }
    throw new AssertionError("The server is " + postgres.state());
  }

  private static void await(AtomicInteger number, int atLeast) {
    long until = System.nanoTime() + PATIENCE;
    while (number.get() < atLeast) {
      if (System.nanoTime() > until) {
        throw new AssertionError("Only " + number.get() + " commits instead of " + atLeast);
      }
      LockSupport.parkNanos(MOMENT);
    }
  }

  private static boolean isRunning(long pid) {
    return Files.exists(Path.of("/proc", Long.toString(pid)))
        && ProcessStat.of(pid).filter(stat -> !stat.ended()).isPresent();
  }
}
