package org.tomte.store.postgres;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.tomte.store.postgres.DatabaseFault.Kind;

/**
 * What an operator may set about the embedded PostgreSQL.
 *
 * @param sharedBuffers memory for pages, such as {@code 128MB}
 * @param overrides further settings of PostgreSQL by name; those that data safety or the launcher
 *     rests on are refused
 */
public record EmbeddedSettings(String sharedBuffers, Map<String, String> overrides) {

  private static final Pattern MEMORY = Pattern.compile("[1-9][0-9]{0,8}(kB|MB|GB)");
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_.]{0,62}");
  private static final Set<String> OURS =
      Set.of(
          "fsync",
          "full_page_writes",
          "synchronous_commit",
          "zero_damaged_pages",
          "ignore_checksum_failure",
          "listen_addresses",
          "port",
          "unix_socket_directories",
          "data_directory",
          "hba_file",
          "ident_file",
          "config_file",
          "external_pid_file",
          "password_encryption",
          "logging_collector",
          "lc_messages",
          "restart_after_crash",
          "shared_buffers");

  /** Checks both. */
  public EmbeddedSettings {
    if (!MEMORY.matcher(sharedBuffers).matches()) {
      throw bad("shared-buffers", sharedBuffers, "Write a number with a unit, such as 256MB.");
    }
    overrides = Map.copyOf(new TreeMap<>(overrides));
    for (Map.Entry<String, String> each : overrides.entrySet()) {
      if (OURS.contains(each.getKey())) {
        throw bad(
            each.getKey(),
            each.getValue(),
            "Remove it: Tomte sets it itself"
                + (each.getKey().equals("shared_buffers") ? " from shared-buffers." : "."));
      }
      if (!NAME.matcher(each.getKey()).matches() || each.getValue().indexOf('\0') >= 0) {
        throw bad(each.getKey(), each.getValue(), "Use the name of a setting of PostgreSQL.");
      }
    }
  }

  /** 128 MB of shared buffers and nothing else. */
  public static EmbeddedSettings defaults() {
    return new EmbeddedSettings("128MB", Map.of());
  }

  private static DatabaseFault bad(String name, String value, String remedy) {
    return new DatabaseFault(
        Kind.BAD_SETTING,
        "A setting of the embedded PostgreSQL cannot be used",
        name + "=" + value,
        remedy);
  }
}
