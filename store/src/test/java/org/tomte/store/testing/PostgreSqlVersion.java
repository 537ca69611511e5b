package org.tomte.store.testing;

import java.io.IOException;
import java.nio.file.Path;
import org.tomte.store.postgres.EmbeddedPostgres;
import org.tomte.store.postgres.ThrowawayServer;

/** The servers that tests can run on. */
public enum PostgreSqlVersion {
  /** The version that Tomte bundles. */
  BUNDLED_18,

  /** The oldest version that Tomte works with, from the Debian package postgresql-15. */
  DEBIAN_15;

  EmbeddedPostgres start(Path folder, Path binaries) throws IOException {
    return switch (this) {
      case BUNDLED_18 -> ThrowawayServer.bundled(folder, binaries);
      case DEBIAN_15 ->
          ThrowawayServer.installed(folder, Path.of("/usr/lib/postgresql/15/bin"), 15);
    };
  }
}
