package org.tomte.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.casework.change.ChangePosition;
import org.tomte.store.backup.MajorUpgrade.Step;
import org.tomte.store.casework.JdbiChangeFeed;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.DatabaseFault;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.OldHome;
import org.tomte.store.postgres.PoolSettings;

/** A home whose database is of PostgreSQL 15. */
@DisabledIfSystemProperty(named = "tomte.tests.without-postgresql-15", matches = "true")
class MajorUpgradeTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
  private static final Path OLD = Path.of("/usr/lib/postgresql/15/bin");

  @TempDir private Path folder;
  private InstanceHome home;

  @BeforeEach
  void oldHome() {
    home = InstanceHome.open(folder.resolve("home"));
    try (Database database = OldHome.make(home, OLD, 15)) {
      Jdbi.create(database.dataSource())
          .useHandle(handle -> {
            handle.execute("INSERT INTO secret VALUES ('mail', 'AQAAAAEx', now())");
            handle.execute(
                "INSERT INTO triage_event (id, status, title, created, cause, cause_name, depth)"
                    + " SELECT nextval('casework_sequence'), 0, 'event ' || n, now(), 2, 'anna', 0"
                    + " FROM generate_series(1, 1000) n");
          });
    }
  }

  private MajorUpgrade.Upgraded upgrade() {
    return new MajorUpgrade(home, "test").run(OLD, NOW, _ -> {});
  }

  private void failAt(Step step) {
    MajorUpgrade failing =
        new MajorUpgrade(
            home,
            "test",
            done -> {
              if (done == step) {
                throw new IllegalStateException("cut at " + step);
              }
            });
    assertThatThrownBy(() -> failing.run(OLD, NOW, _ -> {})).hasMessage("cut at " + step);
  }

  private void isUpgraded() throws Exception {
    try (Database database =
        Database.embedded(home, EmbeddedSettings.defaults(), PoolSettings.defaults())) {
      assertThat(database.version()).startsWith("18.");
      Jdbi jdbi = Jdbi.create(database.dataSource());
      JdbiChangeFeed feed = new JdbiChangeFeed(jdbi);
      assertThat(feed.read(ChangePosition.START, 2_000)).hasSize(1_000);
      ChangePosition last = feed.read(ChangePosition.START, 2_000).getLast().position();
      jdbi.useHandle(handle -> {
        handle.execute(
            "INSERT INTO triage_event (id, status, title, created, cause, cause_name, depth)"
                + " VALUES (nextval('casework_sequence'), 0, 'new', now(), 2, 'anna', 0)");
        assertThat(handle.createQuery("SELECT count(*) FROM secret").mapTo(Integer.class).one())
            .isOne();
      });
      assertThat(feed.read(last, 10)).hasSize(1);
    }
    assertThat(home.data().resolve("upgrade.zip")).doesNotExist();
    try (var files = Files.list(home.data())) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      assertThat(names).containsExactly("postgres", "postgres-15-until-20261125T100000Z");
    }
    assertThat(Files.readString(home.data().resolve(names("postgres-15")).resolve("PG_VERSION")))
        .isEqualTo("15\n");
  }

  private String names(String start) {
    return start + "-until-20261125T100000Z";
  }

  @Test
  void theServerSaysWhatToRunAndTheCommandDoesIt() throws Exception {
    assertThatThrownBy(
            () -> Database.embedded(home, EmbeddedSettings.defaults(), PoolSettings.defaults()))
        .isInstanceOf(DatabaseFault.class)
        .hasMessageContaining("tomte upgrade-database --old-binaries /usr/lib/postgresql/15/bin");
    assertThatThrownBy(
            () -> new MajorUpgrade(home, "test").run(folder.resolve("none"), NOW, _ -> {}))
        .hasMessageContaining("The programs of PostgreSQL 15, which wrote the data, are not there");
    failAt(Step.OLD_KEPT);
    assertThat(home.postgresData()).doesNotExist();
    isUpgraded(); // the next start finishes it
    assertThat(upgrade().kept()).as("nothing is left to do").isNull();
  }

  @Test
  @Tag("long")
  void whereverItIsCutItCanBeRunAgain() throws Exception {
    for (Step step : Step.values()) {
      if (step != Step.DECIDED && step != Step.OLD_KEPT) {
        failAt(step);
      }
    }
    failAt(Step.DECIDED);
    failAt(Step.OLD_KEPT);
    assertThat(upgrade().kept()).isEqualTo(home.data().resolve(names("postgres-15")));
    isUpgraded();
  }
}
