package org.tomte.app.instance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.tomte.app.instance.OpenInstance.Check;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.quarantine.QuarantineStore;
import org.tomte.engine.shard.NodeStore;
import org.tomte.store.commit.KeptPartitions;

/** What the doctor looks at. */
final class InstanceChecks {
  private static final long LITTLE_SPACE = 1_000_000_000L;
  private static final Duration LONG_GONE = Duration.ofMinutes(1);
  private static final Set<PosixFilePermission> OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);
  private static final Duration OLD_BACKUP = Duration.ofDays(8);
  private static final Duration MOST_SKEW = Duration.ofSeconds(5);

  private final Instance instance;

  InstanceChecks(Instance instance) {
    this.instance = instance;
  }

  List<Check> all() {
    List<Check> checks = new ArrayList<>();
    checks.add(home());
    checks.add(rights());
    checks.add(disk());
    checks.add(database());
    checks.add(schema());
    checks.add(clock());
    checks.add(partitions());
    checks.add(nodes());
    checks.add(definitions());
    checks.add(secrets());
    checks.add(alarms());
    checks.add(quarantine());
    checks.add(acknowledgements());
    checks.add(changes());
    checks.add(backup());
    return checks;
  }

  private Check home() {
    Path home = instance.home().root();
    return Files.isWritable(home)
        ? Check.good("home", home.toString())
        : Check.bad(
            "home",
            home + " cannot be written",
            "Give the account that runs Tomte the right to write there.");
  }

  /** Whoever can read these files can read every secret, or enter the database. */
  private Check rights() {
    Path home = instance.home().root();
    for (String name : List.of("secret.key", "database-password", "run.json")) {
      Path file = home.resolve(name);
      try {
        if (Files.exists(file)
            && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
          return Check.bad(
              "rights",
              "others can read " + file,
              "Run chmod 600 " + file + ", and change what it held.");
        }
      } catch (IOException | UnsupportedOperationException unknown) {
        return Check.bad(
            "rights",
            "those of %s cannot be read: %s".formatted(file, unknown.getMessage()),
            "Look at the file's owner and rights.");
      }
    }
    return Check.good("rights", "keys and passwords are the owner's only");
  }

  private Check database() {
    String kind = instance.database().embeddedState() == null ? "external" : "embedded";
    return Check.good(
        "database", "PostgreSQL %s, %s".formatted(instance.database().version(), kind));
  }

  private Check schema() {
    String version =
        instance
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        "SELECT version FROM flyway_schema_history"
                            + " WHERE success ORDER BY installed_rank DESC LIMIT 1")
                    .mapTo(String.class)
                    .findOne()
                    .orElse("none"));
    return Check.good("schema", "version " + version);
  }

  /** Missing ones are made when they are needed, but then the retention job does not run. */
  private Check partitions() {
    if (instance.fleet() == null) {
      return Check.good("partitions", "made when they are needed; no daemon runs here");
    }
    LocalDate today = instance.now().atZone(ZoneOffset.UTC).toLocalDate();
    for (String table : KeptPartitions.TABLES) {
      for (LocalDate day : List.of(today, today.plusDays(1))) {
        String name = KeptPartitions.name(table, day);
        boolean there =
            instance
                .jdbi()
                .withHandle(handle ->
                    handle
                        .createQuery("SELECT to_regclass(:name) IS NOT NULL")
                        .bind("name", name)
                        .mapTo(Boolean.class)
                        .one());
        if (!there) {
          return Check.bad(
              "partitions",
              name + " is missing",
              "The server makes them each hour; start it, or look at its log for retention.");
        }
      }
    }
    return Check.good("partitions", "there for %s and the day after".formatted(today));
  }

  private Check nodes() {
    List<NodeStore.Node> nodes = instance.nodes().nodes();
    Instant longAgo = instance.now().minus(LONG_GONE);
    List<String> gone =
        nodes.stream()
            .filter(node -> node.shards() > 0 && node.lastSeen().isBefore(longAgo))
            .map(NodeStore.Node::name)
            .toList();
    long alive = nodes.stream().filter(node -> !node.lastSeen().isBefore(longAgo)).count();
    // Without a living node leases wait for the next one, and that is no problem of theirs.
    return gone.isEmpty() || alive == 0
        ? Check.good("nodes", "%d alive".formatted(alive))
        : Check.bad(
            "nodes",
            "gone, and still holding shards: " + String.join(", ", gone),
            "Another node takes over within seconds; if not, look at the logs of those alive.");
  }

  private Check disk() {
    try {
      long free = Files.getFileStore(instance.home().root()).getUsableSpace();
      String state = "%,d MB free".formatted(free / 1_000_000);
      return free > LITTLE_SPACE
          ? Check.good("disk", state)
          : Check.bad("disk", state, "Free space where the home is, or move it.");
    } catch (IOException unreadable) {
      return Check.bad("disk", String.valueOf(unreadable.getMessage()), "Look at the disk.");
    }
  }

  private Check clock() {
    Instant there =
        instance
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT clock_timestamp()")
                    .mapTo(OffsetDateTime.class)
                    .one()
                    .toInstant());
    Duration skew = Duration.between(there, instance.now()).abs();
    String state = "%,d ms apart from the database's".formatted(skew.toMillis());
    return skew.compareTo(MOST_SKEW) < 0
        ? Check.good("clock", state)
        : Check.bad("clock", state, "Set both clocks by the same time server.");
  }

  private Check definitions() {
    Validation validation = instance.compiled();
    String state = "%,d daemons can run".formatted(validation.compiled().daemons().size());
    return validation.valid()
        ? Check.good("definitions", state)
        : Check.bad(
            "definitions",
            state + "; " + validation.faults().getFirst(),
            "Mend them: tomte definitions check tells all faults.");
  }

  private Check secrets() {
    List<String> unreadable = instance.secrets().unreadable();
    return unreadable.isEmpty()
        ? Check.good("secrets", "%,d readable".formatted(instance.secrets().names().size()))
        : Check.bad(
            "secrets",
            "not readable with this key: " + String.join(", ", unreadable),
            "Bring back the key file, or set them anew.");
  }

  private Check alarms() {
    int open = instance.alarms().open().size();
    return open == 0
        ? Check.good("alarms", "none open")
        : Check.bad("alarms", open + " open", "Look at them: tomte alarms.");
  }

  private Check quarantine() {
    long waiting =
        instance
            .quarantine()
            .count(
                new QuarantineStore.Filter(
                    null, null, QuarantineStore.State.NEW, null, null, null));
    return waiting == 0
        ? Check.good("quarantine", "empty")
        : Check.bad(
            "quarantine",
            "%,d wait for a person".formatted(waiting),
            "Look at them: tomte quarantine list.");
  }

  /** What could not be done at a source after its events were committed. */
  private Check acknowledgements() {
    List<String> daemons =
        instance.definitionStore().daemons().stream()
            .filter(head -> !instance.acknowledgements().parked(head.id(), 1).isEmpty())
            .map(DaemonHead::name)
            .toList();
    return daemons.isEmpty()
        ? Check.good("acknowledgements", "none was refused by a source")
        : Check.bad(
            "acknowledgements",
            "refused by the sources of " + String.join(", ", daemons),
            "Look at the rights there; events are committed, but not moved or marked.");
  }

  /** Ids in the future come from another cluster, by other means than tomte restore. */
  private Check changes() {
    boolean ahead =
        instance
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        SELECT coalesce((SELECT xid::text::bigint FROM change
                            ORDER BY xid DESC, sequence DESC LIMIT 1), 0)
                          >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
                            + (SELECT base FROM change_era)
                        """)
                    .mapTo(Boolean.class)
                    .one());
    return ahead
        ? Check.bad(
            "changes",
            "the database came from a server that counted transactions higher, so new changes are"
                + " not seen",
            "Restore a backup of tomte backup, or do as docs/adr/0007-change-era.md says.")
        : Check.good("changes", "new ones come after those that are there");
  }

  /** Backups that others make of the database are not known here. */
  private Check backup() {
    Backups.Last last = instance.backups().last();
    if (last == null) {
      return Check.good("backup", "none was made by tomte backup");
    }
    Duration age = Duration.between(last.at(), instance.now());
    String state = "%s, %,d hours old".formatted(last.file(), age.toHours());
    return age.compareTo(OLD_BACKUP) < 0
        ? Check.good("backup", state)
        : Check.bad("backup", state, "Make one again: tomte backup.");
  }
}
