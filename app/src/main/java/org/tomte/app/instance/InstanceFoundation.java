package org.tomte.app.instance;

import java.nio.file.Path;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.secret.Masker;
import org.tomte.engine.secret.SecretVault;
import org.tomte.engine.secret.VaultKeys;
import org.tomte.store.postgres.Database;
import org.tomte.store.postgres.EmbeddedSettings;
import org.tomte.store.postgres.InstanceHome;
import org.tomte.store.postgres.InstanceLock;
import org.tomte.store.postgres.Migrations;
import org.tomte.store.postgres.PoolSettings;
import org.tomte.store.postgres.ServerAddress;

/** What an instance stands on: home, lock, database with its schema, keys. */
final class InstanceFoundation implements AutoCloseable {
  private final InstanceSettings settings;
  private final InstanceHome home;
  private final InstanceLock lock;
  private final Database database;
  private final Jdbi jdbi;
  private final Masker masker = new Masker();
  private final VaultKeys keys;
  private @Nullable SecretVault vault;

  private InstanceFoundation(
      InstanceSettings settings, InstanceHome home, InstanceLock lock, Database database) {
    this.settings = settings;
    this.home = home;
    this.lock = lock;
    this.database = database;
    this.jdbi = Jdbi.create(database.dataSource());
    this.keys = VaultKeys.open(settings.environment(), keyFile(home));
  }

  static InstanceFoundation open(InstanceSettings settings) {
    InstanceHome home = InstanceHome.open(settings.home());
    InstanceLock lock = InstanceLock.acquire(home);
    try {
      Database database = database(settings, home);
      try {
        new Migrations(database).migrate();
        return new InstanceFoundation(settings, home, lock, database);
      } catch (RuntimeException failed) {
        database.close();
        throw failed;
      }
    } catch (RuntimeException failed) {
      lock.close();
      throw failed;
    }
  }

  static Database database(InstanceSettings settings, InstanceHome home) {
    PoolSettings pool = PoolSettings.defaults();
    if (settings.databaseUrl() == null) {
      return Database.embedded(home, EmbeddedSettings.defaults(), pool);
    }
    return Database.external(
        new ServerAddress(
            settings.databaseUrl(),
            settings.environment().getOrDefault("TOMTE_DB_USER", "tomte"),
            settings.environment().getOrDefault("TOMTE_DB_PASSWORD", "")),
        pool);
  }

  /** The file with the keys of the secrets, where the environment has none. */
  static Path keyFile(InstanceHome home) {
    return home.root().resolve("secret.key");
  }

  VaultKeys keys() {
    return keys;
  }

  InstanceSettings settings() {
    return settings;
  }

  InstantSource clock() {
    return settings.clock();
  }

  InstanceHome home() {
    return home;
  }

  Database database() {
    return database;
  }

  Jdbi jdbi() {
    return jdbi;
  }

  Masker masker() {
    return masker;
  }

  SecretVault vault(StoreParts stores) {
    SecretVault open = vault;
    if (open == null) {
      open = new SecretVault(stores.secrets(), keys, masker, settings.clock());
      vault = open;
    }
    return open;
  }

  @Override
  public void close() {
    database.close();
    lock.close();
  }
}
