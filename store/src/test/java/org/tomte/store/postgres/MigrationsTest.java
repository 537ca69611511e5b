package org.tomte.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.store.postgres.DatabaseFault.Kind;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
class MigrationsTest {

  @TempDir Path scripts;
  private TestDatabase empty;

  @BeforeEach
  void makeDatabase(TestDatabase database) {
    empty = database.anotherEmpty();
  }

  @AfterEach
  void dropDatabase() {
    empty.close();
  }

  @Test
  void bringTheProductsSchemaAndThenDoNothing() {
    Migrations migrations = new Migrations(empty.database());

    Migrations.Report first = migrations.migrate();
    Migrations.Report second = migrations.migrate();

    assertThat(first.applied()).isPositive();
    assertThat(second).isEqualTo(new Migrations.Report(0, first.version()));
  }

  @Test
  void areSeenToBeAllThereWithoutFlyway() throws SQLException {
    MigrationScripts scripts = MigrationScripts.onClasspath(Migrations.LOCATION);
    assertThat(scripts.areAllIn(empty.dataSource())).isFalse();

    String version = new Migrations(empty.database()).migrate().version();
    assertThat(scripts.areAllIn(empty.dataSource())).isTrue();
    assertThat(scripts.newest()).isEqualTo(version);

    run("UPDATE flyway_schema_history SET checksum = checksum + 1 WHERE version = '1'");
    assertThat(scripts.areAllIn(empty.dataSource())).isFalse();
    run("UPDATE flyway_schema_history SET checksum = checksum - 1 WHERE version = '1'");
    assertThat(scripts.areAllIn(empty.dataSource())).isTrue();
    run("UPDATE flyway_schema_history SET success = false");
    assertThat(scripts.areAllIn(empty.dataSource())).isFalse();
    run("UPDATE flyway_schema_history SET success = true");
    run(
        "INSERT INTO flyway_schema_history SELECT 99, '99', 'd', 'SQL', 's', 7, 'u', now(), 0,"
            + " true");
    assertThat(scripts.areAllIn(empty.dataSource())).isFalse();
  }

  @Test
  void runOnceWhenSeveralProgramsStartTogether() throws Exception {
    script("V1__slow.sql", "SELECT pg_sleep(0.2); CREATE TABLE once (a int);");

    List<CompletableFuture<Migrations.Report>> programs =
        IntStream.range(0, 3)
            .mapToObj(_ -> CompletableFuture.supplyAsync(() -> migrations().migrate()))
            .toList();

    assertThat(programs.stream().mapToInt(program -> program.join().applied()).sum()).isEqualTo(1);
  }

  @Test
  void refuseASchemaThatIsNewerThanTheProgram() throws Exception {
    script("V1__first.sql", "CREATE TABLE a (a int);");
    Path second = script("V2__second.sql", "CREATE TABLE b (b int);");
    migrations().migrate();
    Files.delete(second);

    DatabaseFault fault = fault();

    assertThat(fault.kind()).isEqualTo(Kind.NEWER_SCHEMA);
    assertThat(fault).hasMessageContainingAll("version 2", "up to 1", "newer program");
  }

  @Test
  void leaveNothingOfAScriptThatFails() throws Exception {
    script("V1__first.sql", "CREATE TABLE a (a int);");
    Path broken = script("V2__broken.sql", "CREATE TABLE b (b int);\nSELECT nonsense;");

    DatabaseFault fault = fault();
    assertThat(fault.kind()).isEqualTo(Kind.BROKEN_SCHEMA);
    assertThat(fault).hasMessageContaining("nonsense").hasMessageContaining("V2__broken.sql");
    assertThat(ask("SELECT to_regclass('b')")).isNull();

    Files.delete(broken);
    script("V2__repaired.sql", "CREATE TABLE b (b int);");
    assertThat(migrations().migrate()).isEqualTo(new Migrations.Report(1, "2"));
  }

  @Test
  void refuseAScriptThatWasChangedAfterItRan() throws Exception {
    script("V1__first.sql", "CREATE TABLE a (a int);");
    migrations().migrate();
    script("V1__first.sql", "CREATE TABLE a (a bigint);");

    assertThat(fault().kind()).isEqualTo(Kind.BROKEN_SCHEMA);
  }

  @Test
  void runInSessionsOfUtc() throws Exception {
    script("V1__zone.sql", "CREATE TABLE zone AS SELECT current_setting('timezone') AS name;");
    migrations().migrate();

    assertThat(ask("SELECT name FROM zone")).isEqualTo("UTC");
  }

  private DatabaseFault fault() {
    DatabaseFault fault = catchThrowableOfType(DatabaseFault.class, () -> migrations().migrate());
    assertThat(fault).isNotNull();
    return fault;
  }

  private Migrations migrations() {
    return new Migrations(
        empty.database(), new MigrationScripts(Map.of()), "filesystem:" + scripts);
  }

  private Path script(String name, String sql) throws IOException {
    return Files.writeString(scripts.resolve(name), sql);
  }

  private void run(String sql) throws SQLException {
    try (Connection connection = empty.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private String ask(String sql) throws SQLException {
    try (Connection connection = empty.dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
