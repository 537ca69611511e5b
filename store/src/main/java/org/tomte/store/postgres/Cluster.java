package org.tomte.store.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One PostgreSQL installation with one data directory.
 *
 * @param data the data directory, made when missing
 * @param passwordFile the owner-only file with the password of {@link #USER}
 * @param log the file that the server's messages go to
 */
record Cluster(
    PostgresBinaries binaries,
    Path data,
    Path passwordFile,
    Path log,
    EmbeddedSettings settings,
    Durability durability) {

  /** The database that initdb makes; it is used, so that no other has to be made. */
  static final String DATABASE = "postgres";

  /** The superuser. */
  static final String USER = "tomte";

  static Cluster of(InstanceHome home, EmbeddedSettings settings) {
    return new Cluster(
        PostgresBinaries.bundled(home.binaries()),
        home.postgresData(),
        home.databasePasswordFile(),
        home.logs().resolve("postgres.log"),
        settings,
        Durability.DURABLE);
  }

  /** The server's command, without the words that choose its account. */
  List<String> serverCommand(int port) {
    List<String> words = new ArrayList<>();
    words.add(binaries.postgres().toString());
    words.add("-D");
    words.add(data.toString());
    settings.overrides().forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    for (String setting : ownSettings(port)) {
      words.addAll(List.of("-c", setting));
    }
    return List.copyOf(words);
  }

  private List<String> ownSettings(int port) {
    List<String> list = new ArrayList<>();
    list.add("listen_addresses=127.0.0.1");
    list.add("port=" + port);
    // The lock file of a socket would block a restart after a crash, and TCP serves all.
    list.add("unix_socket_directories=");
    list.add("shared_buffers=" + settings.sharedBuffers());
    list.add("password_encryption=scram-sha-256");
    list.add("logging_collector=off");
    list.add("lc_messages=C");
    list.add("restart_after_crash=on");
    switch (durability) {
      case DURABLE ->
          list.addAll(List.of("fsync=on", "full_page_writes=on", "synchronous_commit=on"));
      case THROWAWAY ->
          list.addAll(List.of("fsync=off", "full_page_writes=off", "synchronous_commit=off"));
    }
    DEFAULTS.forEach((name, value) -> {
      if (!settings.overrides().containsKey(name)) {
        list.add(name + "=" + value);
      }
    });
    return list;
  }

  // Values that suit a small server beside its only client; an operator may set others. Full page
  // images dominate the log after a checkpoint, so checkpoints are rare and the images compressed
  // (pglz: the bundled build has no lz4).
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("max_connections", "60"),
          Map.entry("work_mem", "8MB"),
          Map.entry("maintenance_work_mem", "64MB"),
          Map.entry("effective_cache_size", "512MB"),
          Map.entry("random_page_cost", "1.1"),
          Map.entry("jit", "off"),
          Map.entry("wal_compression", "pglz"),
          Map.entry("min_wal_size", "128MB"),
          Map.entry("max_wal_size", "2GB"),
          Map.entry("checkpoint_timeout", "10min"),
          Map.entry("checkpoint_completion_target", "0.9"),
          Map.entry("autovacuum_naptime", "30s"),
          Map.entry("max_logical_replication_workers", "0"),
          Map.entry("timezone", "UTC"),
          Map.entry("log_timezone", "UTC"),
          Map.entry("log_checkpoints", "off"),
          Map.entry("log_lock_waits", "on"),
          Map.entry("log_line_prefix", "%m [%p] "));
}
