package org.tomte.app.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.app.console.Console;
import org.tomte.app.instance.InstanceRestore;
import org.tomte.store.backup.BackupManifest;
import org.tomte.store.backup.MajorUpgrade;

/** Tells what a restore or an upgrade did and what a person has to do now. */
public final class RestoreWords {
  private final Console console;

  /** Words for a console. */
  public RestoreWords(Console console) {
    this.console = console;
  }

  /** Tells of an upgrade of the database. */
  public void tell(MajorUpgrade.Upgraded upgraded, boolean json) {
    Path kept = upgraded.kept();
    if (json) {
      Map<String, @Nullable Object> facts = new LinkedHashMap<>();
      facts.put("from", upgraded.from());
      facts.put("to", upgraded.to());
      facts.put("rows", upgraded.rows());
      facts.put("kept", kept == null ? null : kept.toString());
      console.json(facts);
      return;
    }
    if (kept == null) {
      console.line("The database is of PostgreSQL %d already.".formatted(upgraded.to()));
      return;
    }
    console.line(
        upgraded.rows() == 0
            ? "An upgrade that was interrupted is finished."
            : "Upgraded from PostgreSQL %d to %d: %,d rows copied and counted."
                .formatted(upgraded.from(), upgraded.to(), upgraded.rows()));
    console.line(
        "The old data directory is kept in %s; delete it when all is well.".formatted(kept));
  }

  /** Tells of a restore. */
  public void tell(InstanceRestore.Done done, boolean json) {
    BackupManifest manifest = done.restored().manifest();
    if (json) {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("home", done.home().toString());
      facts.put("at", manifest.at());
      facts.put("rows", manifest.rows());
      facts.put("blobs", manifest.blobs().size());
      facts.put("missing-blobs", manifest.missingBlobs());
      facts.put("schema", done.restored().schema());
      facts.put("outbox-held", done.restored().held());
      facts.put("missing-keys", done.keys());
      facts.put("left-out", done.restored().leftOut());
      console.json(facts);
      return;
    }
    console.line(
        "Restored %,d rows of %d tables and %s as of %s; the schema is at version %s."
            .formatted(
                manifest.rows(),
                manifest.tables().size() - done.restored().leftOut().size(),
                Checked.count(manifest.blobs().size(), "blob"),
                Instants.shown(manifest.at()),
                done.restored().schema()));
    if (done.restored().held()) {
      console.line(
          "The outbox is held: look at tomte outbox list, discard what was sent since the backup,"
              + " then tomte outbox release-all.");
    }
    if (!done.keys().isEmpty()) {
      console.note(
          "%s need the key %s, which this home does not have: bring the old home's secret.key here, set TOMTE_KEY, or set them anew."
              .formatted(
                  Checked.count(manifest.secrets().count(), "secret"),
                  String.join(", ", done.keys())));
    }
    done.restored()
        .leftOut()
        .forEach(table -> console.note("Left out, because it is no table of Tomte: " + table));
    manifest.missingBlobs().forEach(blob -> console.note("Was missing already: blob " + blob));
  }
}
