package org.tomte.store.postgres;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.output.MigrateResult;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * Brings the schema of a database to the version of this program. Several programs may do so at
 * once: Flyway holds an advisory lock meanwhile.
 */
public final class Migrations {

  /** The folder on the classpath with the scripts {@code V1__name.sql}, {@code V2__...}. */
  public static final String LOCATION = "org/tomte/store/migration";

  private final Database database;
  private final MigrationScripts known;
  private final String location;

  /** The migrations of this program for a database. */
  public Migrations(Database database) {
    this(database, MigrationScripts.onClasspath(LOCATION), "classpath:" + LOCATION);
  }

  Migrations(Database database, MigrationScripts known, String location) {
    this.database = database;
    this.known = known;
    this.location = location;
  }

  /**
   * What was done.
   *
   * @param applied how many scripts ran now; 0 when the schema was up to date
   * @param version the version of the schema now; empty text without any script
   */
  public record Report(int applied, String version) {}

  /**
   * Runs the scripts that the database lacks, each in a transaction of its own.
   *
   * @throws DatabaseFault if the schema is newer than this program, was changed by hand, or a
   *     script fails; a failed script leaves nothing behind
   */
  public Report migrate() {
    if (known.areAllIn(database.dataSource())) {
      return new Report(0, known.newest());
    }
    return runFlyway(MigrationVersion.LATEST);
  }

  /**
   * Runs the scripts up to a version, for data that were written at that version.
   *
   * @throws DatabaseFault as {@link #migrate} does
   */
  public Report migrateTo(String version) {
    return runFlyway(MigrationVersion.fromVersion(version));
  }

  /**
   * Removes everything from the schema. Only for a schema that was seen to hold no data.
   *
   * @throws DatabaseFault when the database refuses
   */
  public void removeSchema() {
    try (HikariDataSource source = database.patientSource()) {
      Flyway.configure(Migrations.class.getClassLoader())
          .loggers("slf4j")
          .dataSource(source)
          .locations(location)
          .cleanDisabled(false)
          .load()
          .clean();
    } catch (FlywayException e) {
      throw new DatabaseFault(
          Kind.BROKEN_SCHEMA,
          "The empty schema could not be replaced: " + firstLines(e),
          database.address().shown(),
          "Give a database in which nothing was made yet.",
          e);
    }
  }

  /** The newest version that this program knows. */
  public String newest() {
    return known.newest();
  }

  private Report runFlyway(MigrationVersion target) {
    try (HikariDataSource source = database.patientSource()) {
      Flyway flyway = flyway(source, target);
      refuseNewer(flyway.info());
      MigrateResult result = flyway.migrate();
      String version =
          result.targetSchemaVersion == null
              ? String.valueOf(result.initialSchemaVersion)
              : result.targetSchemaVersion;
      return new Report(result.migrationsExecuted, version);
    } catch (FlywayException e) {
      throw new DatabaseFault(
          Kind.BROKEN_SCHEMA,
          "The schema of the database could not be brought up to date: " + firstLines(e),
          database.address().shown(),
          "Undo changes made to the schema by hand, or restore a backup; nothing half-done was"
              + " left.",
          e);
    }
  }

  private Flyway flyway(DataSource source, MigrationVersion target) {
    return Flyway.configure(Migrations.class.getClassLoader())
        .loggers("slf4j")
        .dataSource(source)
        .locations(location)
        .target(target)
        .failOnMissingLocations(true)
        .validateMigrationNaming(true)
        .cleanDisabled(true)
        .load();
  }

  private void refuseNewer(MigrationInfoService info) {
    MigrationVersion known =
        Arrays.stream(info.all())
            .filter(each -> each.getState().isResolved() && each.getVersion() != null)
            .map(MigrationInfo::getVersion)
            .max(MigrationVersion::compareTo)
            .orElse(MigrationVersion.EMPTY);
    MigrationInfo current = info.current();
    if (current != null
        && current.getVersion() != null
        && current.getVersion().compareTo(known) > 0) {
      throw new DatabaseFault(
          Kind.NEWER_SCHEMA,
          "The schema of the database is version %s, this program knows up to %s"
              .formatted(current.getVersion(), known),
          database.address().shown(),
          "Start the newer program, or restore a backup from before its first start.");
    }
  }

  private static String firstLines(FlywayException e) {
    return String.join(
        " ",
        String.valueOf(e.getMessage())
            .lines()
            .map(String::strip)
            .filter(l -> !l.isEmpty())
            .limit(8)
            .toList());
  }
}
