package org.tomte.store.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.tomte.engine.keep.BlobStore;
import org.tomte.store.casework.JdbiCaseworkReader;
import org.tomte.store.connection.JdbiPauses;
import org.tomte.store.keep.FolderBlobStore;
import org.tomte.store.keep.JdbiKeptEvents;
import org.tomte.store.observe.JdbiRollups;
import org.tomte.store.observe.JdbiRunLog;
import org.tomte.store.outbox.JdbiOutbox;
import org.tomte.store.quarantine.JdbiQuarantine;
import org.tomte.testkit.SettableClock;
import org.tomte.testkit.StoreUnderTest;

/** Stores in PostgreSQL, as the contracts take them. */
final class PostgresStores {
  private PostgresStores() {}

  static StoreUnderTest store(DataSource database, SettableClock clock) {
    Jdbi jdbi = Jdbi.create(database);
    BlobStore blobs = blobs(clock);
    return new StoreUnderTest(
        new JdbiCommitStore(jdbi),
        new JdbiEpochs(jdbi),
        new JdbiPointers(jdbi, clock),
        new JdbiAcknowledgements(jdbi),
        new JdbiOutbox(jdbi),
        new JdbiQuarantine(jdbi, blobs),
        new JdbiKeptEvents(jdbi, blobs),
        new JdbiRollups(jdbi),
        new JdbiRunLog(jdbi),
        new JdbiPauses(jdbi),
        blobs,
        new JdbiCaseworkReader(jdbi));
  }

  private static BlobStore blobs(SettableClock clock) {
    try {
      Path folder = Files.createTempDirectory("tomte-blobs");
      folder.toFile().deleteOnExit();
      return new FolderBlobStore(folder, clock);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
