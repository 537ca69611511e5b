package org.tomte.app.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tomte.app.ExitCode;
import org.tomte.app.console.CommandFault;
import org.tomte.app.console.Progress;
import org.tomte.app.console.Table;
import org.tomte.app.instance.OpenInstance;
import org.tomte.store.backup.Backup;
import org.tomte.store.backup.BackupArchive;
import org.tomte.store.backup.BackupFault;
import org.tomte.store.backup.BackupManifest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tomte backup}. */
@Command(
    name = "backup",
    description = {
      "Writes the whole instance into one file, as it is at one instant, while it goes on working:"
          + " all tables, sequences and blobs. Secrets stay encrypted; their key is not in it"
          + " unless it is asked for."
    },
    footer = {
      "",
      "Example: tomte backup /srv/backups/tomte.zip",
      "Exit: 0 done, 1 it cannot be made or is damaged or blobs are missing, 2 wrong options, 3 no"
          + " instance."
    })
final class BackupCommand implements Callable<Integer>, InstanceCommand, InputCommand {
  private final CommandContext context;

  @Mixin private JsonOption json = new JsonOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "Where to; a new file in backups/ of the home when absent.")
  private @Nullable String file;

  @Option(
      names = "--include-key",
      description = {
        "Put the key of the secrets in too, encrypted by a passphrase that is asked for or read"
            + " from standard input."
      })
  private boolean includeKey;

  @Option(names = "--list", description = "List the backups in backups/ of the home instead.")
  private boolean list;

  @Option(
      names = "--verify",
      paramLabel = "FILE",
      description = "Read a backup whole and compare every digest instead.")
  private @Nullable String verify;

  BackupCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public boolean needsInstance() {
    return !list && verify == null;
  }

  @Override
  public @Nullable Prompt prompt() {
    return includeKey && needsInstance() ? new Prompt("Passphrase for the key", true) : null;
  }

  @Override
  public Integer call() {
    if ((list ? 1 : 0) + (verify == null ? 0 : 1) + (file == null && !includeKey ? 0 : 1) > 1) {
      throw new CommandFault(
          ExitCode.USAGE, "--list and --verify FILE stand alone: neither makes a backup.");
    }
    if (list) {
      return listed(context.services().backupFolder());
    }
    return verify == null ? make() : verified(context.console().path(verify));
  }

  private Integer make() {
    String passphrase = includeKey ? context.input().text() : null;
    OpenInstance instance = context.door().open();
    Path target = file == null ? null : context.console().path(file);
    if (target != null && Files.isDirectory(target)) {
      throw new CommandFault(ExitCode.USAGE, "%s is a folder; name a file.".formatted(file));
    }
    Backup.Made made;
    try (Progress progress = context.console().progress()) {
      made = instance.backups().make(target, passphrase, progress::say);
    }
    if (json.wanted()) {
      context.console().json(facts(made.file(), made.bytes(), made.manifest()));
    } else {
      tell(made);
    }
    return made.manifest().missingBlobs().isEmpty() ? ExitCode.DONE : ExitCode.DIFFERS;
  }

  private void tell(Backup.Made made) {
    BackupManifest manifest = made.manifest();
    context.console().line(context.console().shown(made.file()));
    context
        .console()
        .line(
            "%,d rows of %d tables and %s, %,.1f MB"
                .formatted(
                    manifest.rows(),
                    manifest.tables().size(),
                    Checked.count(manifest.blobs().size(), "blob"),
                    made.bytes() / 1e6));
    BackupManifest.Secrets secrets = manifest.secrets();
    if (secrets.count() > 0) {
      context
          .console()
          .note(
              secrets.keyIncluded()
                  ? "The key of the secrets is in it, encrypted by the passphrase."
                  : "%s stay encrypted by the key %s, which is not in it: keep secret.key of the home or TOMTE_KEY elsewhere."
                      .formatted(
                          Checked.count(secrets.count(), "secret"),
                          String.join(", ", secrets.keys())));
    }
    manifest
        .missingBlobs()
        .forEach(name -> context.console().note("Missing or damaged, so not in it: blob " + name));
  }

  private static Map<String, Object> facts(Path file, long bytes, BackupManifest manifest) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("file", file.toString());
    facts.put("bytes", bytes);
    facts.put("at", manifest.at());
    facts.put("program", manifest.program());
    facts.put("schema", manifest.schema());
    facts.put("server", manifest.server());
    facts.put("tables", manifest.tables().size());
    facts.put("rows", manifest.rows());
    facts.put("blobs", manifest.blobs().size());
    facts.put("blob-bytes", manifest.blobBytes());
    facts.put("missing-blobs", manifest.missingBlobs());
    facts.put("secrets", manifest.secrets().count());
    facts.put("keys", manifest.secrets().keys());
    facts.put("key-included", manifest.secrets().keyIncluded());
    return facts;
  }

  private Integer verified(Path path) {
    BackupManifest manifest;
    try (BackupArchive archive = BackupArchive.open(path);
        Progress progress = context.console().progress()) {
      archive.verify(progress::say);
      manifest = archive.manifest();
    }
    if (json.wanted()) {
      context.console().json(facts(path, size(path), manifest));
      return ExitCode.DONE;
    }
    context
        .console()
        .line(
            "Whole: %,d rows of %d tables and %s, made at %s by Tomte %s, schema %s, PostgreSQL %s."
                .formatted(
                    manifest.rows(),
                    manifest.tables().size(),
                    Checked.count(manifest.blobs().size(), "blob"),
                    Instants.shown(manifest.at()),
                    manifest.program(),
                    manifest.schema(),
                    manifest.server()));
    return ExitCode.DONE;
  }

  private Integer listed(Path folder) {
    List<Map<String, Object>> all = new ArrayList<>();
    Table table = Table.of("file", "made", "rows", "MB", "schema", "state");
    int exit = ExitCode.DONE;
    for (Path path : archives(folder)) {
      String name = String.valueOf(path.getFileName());
      try (BackupArchive archive = BackupArchive.open(path)) {
        BackupManifest manifest = archive.manifest();
        all.add(facts(path, size(path), manifest));
        table.row(
            name,
            Instants.shown(manifest.at()),
            "%,d".formatted(manifest.rows()),
            "%,.1f".formatted(size(path) / 1e6),
            manifest.schema(),
            "not verified");
      } catch (BackupFault broken) {
        all.add(Map.of("file", path.toString(), "fault", broken.words()));
        table.row(name, null, null, null, null, broken.words());
        exit = ExitCode.DIFFERS;
      }
    }
    if (json.wanted()) {
      context.console().json(all);
    } else if (table.isEmpty()) {
      context.console().line("There is no backup in " + folder + ".");
    } else {
      context.console().table(table);
    }
    return exit;
  }

  private static List<Path> archives(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".zip"))
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted()
          .toList();
    } catch (IOException unreadable) {
      throw new CommandFault(
          ExitCode.DIFFERS, "%s cannot be read: %s".formatted(folder, unreadable.getMessage()));
    }
  }

  private static long size(Path path) {
    return path.toFile().length();
  }
}
