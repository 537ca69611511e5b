package org.tomte.store.postgres;

import java.nio.file.Path;

/** Makes homes as an earlier Tomte with an older PostgreSQL would have left them. */
public final class OldHome {
  private OldHome() {}

  /** Opens the database of a new home with programs of another version, at an older schema. */
  public static Database make(InstanceHome home, Path binaries, int major) {
    Database database =
        Database.embedded(
            EmbeddedPostgres.start(
                new Cluster(
                    PostgresBinaries.installed(binaries, major),
                    home.postgresData(),
                    home.databasePasswordFile(),
                    home.logs().resolve("postgres.log"),
                    EmbeddedSettings.defaults(),
                    Durability.THROWAWAY)),
            PoolSettings.defaults());
    new Migrations(database).migrateTo("11");
    return database;
  }
}
