package org.tomte.store.backup;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.tomte.engine.keep.BlobStore;
import org.tomte.store.keep.BlobNames;
import org.tomte.store.postgres.Database;

/**
 * Makes a backup of a whole database and its blobs, while others go on to read and write: all
 * tables are read in one transaction that sees one instant.
 */
public final class Backup {
  /** The prefix of what Tink encrypts: one byte, then the number of the key. */
  private static final int PREFIX = 5;

  private static final String FORMATS =
      "SET LOCAL TIME ZONE 'UTC'; SET LOCAL DateStyle = 'ISO, YMD';"
          + " SET LOCAL IntervalStyle = 'postgres'; SET LOCAL bytea_output = 'hex';"
          + " SET LOCAL extra_float_digits = 1";

  private final Database database;
  private final @Nullable BlobStore blobs;
  private final String program;

  /**
   * Backups of a database.
   *
   * @param blobs null leaves them out
   * @param program the version of this program
   */
  public Backup(Database database, @Nullable BlobStore blobs, String program) {
    this.database = database;
    this.blobs = blobs;
    this.program = program;
  }

  /**
   * What was made.
   *
   * @param bytes the size of the file
   */
  public record Made(Path file, long bytes, BackupManifest manifest) {}

  /** What the transaction saw beside the tables. */
  private record Seen(
      String schema,
      long nextTransaction,
      List<BackupManifest.Table> tables,
      List<BackupManifest.Sequence> sequences,
      Set<String> named,
      int secrets,
      List<String> keys) {}

  /**
   * Writes an archive; one of the same name is replaced when the new one is complete.
   *
   * @param sealedKey the keys of the secrets, encrypted by a passphrase; null leaves them out
   * @param progress told what is being done
   * @throws BackupFault when it cannot be made; then no file is left behind
   */
  public Made write(Path file, Instant at, @Nullable String sealedKey, Consumer<String> progress) {
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      try (ArchiveWriter archive = ArchiveWriter.at(file)) {
        Seen seen = tables(archive, progress);
        List<String> missing = new ArrayList<>();
        List<BackupManifest.Blob> kept = blobs(archive, seen.named(), missing, progress);
        BackupManifest manifest =
            new BackupManifest(
                BackupManifest.FORMAT,
                program,
                seen.schema(),
                at,
                database.version(),
                seen.nextTransaction(),
                seen.tables(),
                seen.sequences(),
                kept,
                missing,
                new BackupManifest.Secrets(seen.secrets(), seen.keys(), sealedKey != null));
        if (sealedKey != null) {
          text(archive, BackupManifest.Secrets.ENTRY, sealedKey);
        }
        text(
            archive,
            BackupManifest.ENTRY,
            BackupArchive.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(manifest));
        return new Made(file, archive.finish(), manifest);
      }
    } catch (IOException unwritable) {
      throw new BackupFault(
          "The backup %s cannot be written: %s. No file was left."
              .formatted(file, unwritable.getMessage()),
          unwritable);
    } catch (SQLException failed) {
      throw new BackupFault(
          "The database cannot be read: %s. No file was left.".formatted(failed.getMessage()),
          failed);
    }
  }

  private static void text(ArchiveWriter archive, String name, String text)
      throws IOException, SQLException {
    archive.entry(
        name,
        out -> {
          out.write(text.getBytes(StandardCharsets.UTF_8));
          return 0;
        });
  }

  private Seen tables(ArchiveWriter archive, Consumer<String> progress)
      throws IOException, SQLException {
    try (HikariDataSource source = database.patientSource();
        Connection connection = source.getConnection()) {
      List<String> names = new SchemaCatalogue(connection).tables();
      if (names.isEmpty()) {
        throw new BackupFault("The database has no tables of Tomte; there is nothing to back up.");
      }
      connection.setAutoCommit(false);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      try (Statement statement = connection.createStatement()) {
        statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
        statement.execute(FORMATS);
        // Before the first look: nobody drops a partition whose rows this transaction still sees.
        statement.execute(
            "LOCK TABLE %s IN ACCESS SHARE MODE".formatted(SchemaCatalogue.quoted(names)));
      }
      Seen seen = seen(connection, archive, progress);
      connection.rollback();
      return seen;
    }
  }

  private Seen seen(Connection connection, ArchiveWriter archive, Consumer<String> progress)
      throws IOException, SQLException {
    SchemaCatalogue catalogue = new SchemaCatalogue(connection);
    String schema = catalogue.version();
    long next = ChangeEra.next(connection);
    CopyManager copy = connection.unwrap(PGConnection.class).getCopyAPI();
    List<BackupManifest.Table> tables = new ArrayList<>();
    List<String> names = catalogue.tables();
    for (String name : names) {
      progress.accept("Table %s, %d of %d".formatted(name, tables.size() + 1, names.size()));
      List<String> columns = catalogue.columns(name);
      String sql =
          "COPY (SELECT %s FROM %s) TO STDOUT"
              .formatted(SchemaCatalogue.quoted(columns), SchemaCatalogue.quoted(name));
      BackupManifest.Table empty =
          new BackupManifest.Table(name, columns, catalogue.days(name), 0, 0, "");
      ArchiveWriter.Written written = archive.entry(empty.entry(), out -> copy.copyOut(sql, out));
      tables.add(
          new BackupManifest.Table(
              name, columns, empty.days(), written.number(), written.bytes(), written.sha256()));
    }
    List<String> sealed = sealedSecrets(connection, names);
    return new Seen(
        schema,
        next,
        tables,
        catalogue.sequences(), // later than the rows, so never behind them
        blobs == null ? Set.of() : BlobNames.all(connection),
        sealed.size(),
        keys(sealed));
  }

  private static List<String> sealedSecrets(Connection connection, List<String> tables)
      throws SQLException {
    List<String> sealed = new ArrayList<>();
    if (tables.contains("secret")) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT sealed FROM secret")) {
        while (row.next()) {
          sealed.add(row.getString(1));
        }
      }
    }
    return sealed;
  }

  /** The numbers of keys stand in the encrypted values themselves. */
  private static List<String> keys(List<String> sealed) {
    TreeSet<String> keys = new TreeSet<>();
    for (String each : sealed) {
      byte[] bytes = Base64.getDecoder().decode(each);
      if (bytes.length > PREFIX) {
        keys.add(HexFormat.of().formatHex(bytes, 1, PREFIX));
      }
    }
    return List.copyOf(keys);
  }

  /** Blobs are written before the rows that name them, so all that the rows name are there. */
  private List<BackupManifest.Blob> blobs(
      ArchiveWriter archive, Set<String> named, List<String> missing, Consumer<String> progress)
      throws IOException, SQLException {
    List<BackupManifest.Blob> kept = new ArrayList<>();
    if (blobs == null) {
      return kept;
    }
    Set<String> wanted = new TreeSet<>(blobs.olderThan(Instant.MAX));
    wanted.addAll(named);
    int done = 0;
    for (String name : wanted) {
      progress.accept("Blob %d of %d".formatted(++done, wanted.size()));
      long size = sizeIfWhole(name);
      if (size < 0) {
        if (named.contains(name)) {
          missing.add(name);
        }
        continue;
      }
      BackupManifest.Blob blob = new BackupManifest.Blob(name, size);
      ArchiveWriter.Written written = archive.entry(blob.entry(), out -> copy(name, out));
      if (!written.sha256().equals(name)) {
        throw new IOException("the blob " + name + " changed while it was read");
      }
      kept.add(blob);
    }
    return kept;
  }

  /** Its size when it can be read and its digest is its name; -1 otherwise. */
  private long sizeIfWhole(String name) {
    var digest = ArchiveWriter.sha256();
    try (InputStream in = open(name)) {
      byte[] buffer = new byte[1 << 16];
      long size = 0;
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        size += read;
      }
      return HexFormat.of().formatHex(digest.digest()).equals(name) ? size : -1;
    } catch (IOException gone) {
      return -1;
    }
  }

  private long copy(String name, OutputStream out) throws IOException {
    try (InputStream in = open(name)) {
      return in.transferTo(out);
    }
  }

  private InputStream open(String name) throws IOException {
    if (blobs == null) {
      throw new IOException("blobs are left out");
    }
    return blobs.open(name);
  }
}
