package org.tomte.store.backup;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.tomte.api.Content;
import org.tomte.engine.keep.BlobStore;
import org.tomte.store.commit.KeptPartitions;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.Migrations;

/**
 * Makes an instance of an archive in a database that holds none. Everything is loaded in one
 * transaction, at the version of the schema that the archive has; then the schema is brought up to
 * date. When it fails the database holds no data, and it can be done again.
 */
public final class Restore {

  /** Tables in which the scripts themselves put rows. */
  private static final Set<String> SEEDED =
      Set.of(
          "instance",
          "shard",
          "node",
          "definition_version",
          "outbox_switch",
          "pointer_moves",
          "change_era");

  private final Database database;
  private final @Nullable BlobStore blobs;

  /**
   * Restores into a database.
   *
   * @param blobs null when the archive has none on purpose
   */
  public Restore(Database database, @Nullable BlobStore blobs) {
    this.database = database;
    this.blobs = blobs;
  }

  /**
   * What was restored.
   *
   * @param schema the version of the schema now
   * @param held whether the outbox holds everything back now
   * @param leftOut tables of the archive that are none of Tomte's
   */
  public record Restored(
      BackupManifest manifest, String schema, boolean held, List<String> leftOut) {

    /** Copies the list. */
    public Restored {
      leftOut = List.copyOf(leftOut);
    }
  }

  /**
   * Verifies the archive and restores it.
   *
   * @param aftermath what is done about the life that the original may still lead
   * @throws BackupFault when the database is not empty, the archive is damaged or of a newer
   *     schema, or something fails; then the database holds no data
   */
  public Restored run(
      BackupArchive archive, Aftermath aftermath, Instant now, Consumer<String> progress) {
    BackupManifest manifest = archive.manifest();
    refuseNewer(archive);
    archive.verify(progress);
    Migrations migrations = new Migrations(database);
    try (HikariDataSource source = database.patientSource()) {
      prepare(source, manifest, migrations);
      restoreBlobs(archive, progress);
      List<String> leftOut = new ArrayList<>();
      try (Connection connection = source.getConnection()) {
        connection.setAutoCommit(false);
        try {
          load(connection, archive, leftOut, progress);
          aftermath.settle(connection, manifest, now);
          connection.commit();
        } catch (SQLException | IOException | RuntimeException failed) {
          connection.rollback();
          throw failed;
        }
      }
      progress.accept("Bringing the schema up to date");
      Migrations.Report report = migrations.migrate();
      try (Connection connection = source.getConnection();
          Statement statement = connection.createStatement()) {
        statement.execute("ANALYZE");
      }
      return new Restored(manifest, report.version(), aftermath.holds(), leftOut);
    } catch (SQLException failed) {
      throw new BackupFault(
          "%s cannot be restored: %s. The database holds no data; mend it and restore again."
              .formatted(archive.file(), failed.getMessage()),
          failed);
    } catch (IOException failed) {
      throw new BackupFault(
          "%s cannot be restored: %s. The database holds no data."
              .formatted(archive.file(), failed.getMessage()),
          failed);
    }
  }

  private void refuseNewer(BackupArchive archive) {
    String theirs = archive.manifest().schema();
    String ours = new Migrations(database).newest();
    if (!theirs.matches("\\d{1,9}")) {
      throw BackupArchive.damaged(
          archive.file(), BackupManifest.ENTRY, "its schema version is '" + theirs + "'");
    }
    if (Long.parseLong(theirs) > Long.parseLong(ours)) {
      throw new BackupFault(
          "%s has a schema of version %s, this program knows up to %s. Restore it with Tomte %s or newer."
              .formatted(archive.file(), theirs, ours, archive.manifest().program()));
    }
  }

  /** Leaves the tables of the archive's version, without data. */
  private void prepare(HikariDataSource source, BackupManifest manifest, Migrations migrations)
      throws SQLException {
    String there;
    try (Connection connection = source.getConnection()) {
      SchemaCatalogue catalogue = new SchemaCatalogue(connection);
      for (String table : catalogue.tables()) {
        if (!SEEDED.contains(table) && catalogue.hasRows(table)) {
          throw new BackupFault(
              "The database %s is not empty: the table %s has rows. A backup is restored into an empty one only, so that nothing is lost; give another home (TOMTE_HOME) or an empty database (TOMTE_DATABASE_URL)."
                  .formatted(database.address().shown(), table));
        }
      }
      there = catalogue.version();
    }
    if (!there.isEmpty() && !there.equals(manifest.schema())) {
      migrations.removeSchema();
    }
    migrations.migrateTo(manifest.schema());
  }

  private void restoreBlobs(BackupArchive archive, Consumer<String> progress) throws IOException {
    if (blobs == null) {
      return;
    }
    int done = 0;
    List<BackupManifest.Blob> all = archive.manifest().blobs();
    for (BackupManifest.Blob blob : all) {
      progress.accept("Blob %d of %d".formatted(++done, all.size()));
      Content content =
          new Content() {
            @Override
            public long size() {
              return blob.bytes();
            }

            @Override
            public InputStream open() throws IOException {
              return archive.open(blob.entry());
            }
          };
      String digest = blobs.put(List.of(content)).getFirst();
      if (!digest.equals(blob.sha256())) {
        throw BackupArchive.damaged(archive.file(), blob.entry(), "its digest differs");
      }
    }
  }

  private static void load(
      Connection connection, BackupArchive archive, List<String> leftOut, Consumer<String> progress)
      throws SQLException, IOException {
    SchemaCatalogue catalogue = new SchemaCatalogue(connection);
    Map<String, BackupManifest.Table> kept = new HashMap<>();
    archive.manifest().tables().forEach(table -> kept.put(table.name(), table));
    List<String> tables = catalogue.tables();
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      statement.execute("SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO, YMD'");
      statement.execute("SET LOCAL tomte.purge = 'on'");
      statement.execute("TRUNCATE " + SchemaCatalogue.quoted(tables));
    }
    int done = 0;
    for (String name : tables) {
      progress.accept("Table %s, %d of %d".formatted(name, ++done, tables.size()));
      BackupManifest.Table table = kept.remove(name);
      if (table == null) {
        throw BackupArchive.damaged(
            archive.file(), BackupManifest.ENTRY, "it lacks the table " + name);
      }
      load(connection, archive, table, catalogue.columns(name));
    }
    leftOut.addAll(kept.keySet().stream().sorted().toList());
    sequences(connection, archive.manifest(), catalogue);
  }

  private static void load(
      Connection connection, BackupArchive archive, BackupManifest.Table table, List<String> there)
      throws SQLException, IOException {
    if (!new HashSet<>(there).equals(new HashSet<>(table.columns()))) {
      throw new BackupFault(
          "%s cannot be restored: its table %s has the columns %s, version %s of the schema has %s. The schema it was made of was changed by hand."
              .formatted(
                  archive.file(),
                  table.name(),
                  table.columns(),
                  archive.manifest().schema(),
                  there));
    }
    for (LocalDate day : table.days()) {
      KeptPartitions.make(connection, table.name(), day);
    }
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    String sql =
        "COPY %s (%s) FROM STDIN"
            .formatted(
                SchemaCatalogue.quoted(table.name()), SchemaCatalogue.quoted(table.columns()));
    long rows;
    try (InputStream in = archive.open(table.entry())) {
      rows = copy.copyIn(sql, in, 1 << 16);
    }
    if (rows != table.rows()) {
      throw BackupArchive.damaged(
          archive.file(),
          table.entry(),
          "it has %d rows instead of %d".formatted(rows, table.rows()));
    }
  }

  private static void sequences(
      Connection connection, BackupManifest manifest, SchemaCatalogue catalogue)
      throws SQLException {
    Set<String> there = new HashSet<>();
    catalogue.sequences().forEach(sequence -> there.add(sequence.name()));
    try (PreparedStatement set =
        connection.prepareStatement("SELECT setval(format('%I', ?::text)::regclass, ?, ?)")) {
      for (BackupManifest.Sequence sequence : manifest.sequences()) {
        if (there.contains(sequence.name())) {
          set.setString(1, sequence.name());
          set.setLong(2, sequence.value());
          set.setBoolean(3, sequence.called());
          set.execute();
        }
      }
    }
  }
}
