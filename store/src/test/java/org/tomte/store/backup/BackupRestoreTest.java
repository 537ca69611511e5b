package org.tomte.store.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Content;
import org.tomte.casework.Casework;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.triage.NewTriageEvent;
import org.tomte.store.casework.JdbiCasework;
import org.tomte.store.casework.JdbiChangeFeed;
import org.tomte.store.commit.KeptPartitions;
import org.tomte.store.keep.FolderBlobStore;
import org.tomte.store.testing.OnEveryPostgreSql;
import org.tomte.store.testing.TestDatabase;

@OnEveryPostgreSql
@Tag("whole")
class BackupRestoreTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  @TempDir private Path folder;
  private final TestDatabase template;
  private TestDatabase source;
  private Jdbi jdbi;
  private FolderBlobStore blobs;

  BackupRestoreTest(TestDatabase database) {
    this.template = database;
    this.source = database;
    this.jdbi = Jdbi.create(database.dataSource());
  }

  @BeforeEach
  void blobs() throws IOException {
    blobs = new FolderBlobStore(folder.resolve("blobs"), InstantSource.fixed(NOW));
    source = template.another();
    jdbi = Jdbi.create(source.dataSource());
  }

  private void work(Jdbi database, String title) {
    database.useTransaction(handle -> {
      Casework casework =
          new Casework(
              new JdbiCasework(handle), new Cause.Person("anna"), CaseworkContext.plain(() -> NOW));
      long event =
          casework
              .addToTriage(List.of(NewTriageEvent.of(Map.of("title", title))))
              .getFirst()
              .orThrow();
      long number =
          casework
              .createIncidents(List.of(NewIncident.of("general", Map.of("title", title))))
              .getFirst()
              .orThrow()
              .number();
      casework.addNote(org.tomte.casework.change.ObjectRef.incident(number), "of event " + event);
      casework.close(number, "done", "a\ttab,\na line, \\N and \u00e4", false);
    });
  }

  private void fill() throws Exception {
    work(jdbi, "first");
    String blob =
        blobs.put(List.of(Content.of("a large body".getBytes(StandardCharsets.UTF_8)))).getFirst();
    jdbi.useTransaction(handle -> {
      handle.execute("INSERT INTO node VALUES ('old', now(), now(), now() + interval '1 hour')");
      handle.execute(
          "UPDATE shard SET holder = 'old', lease_until = now(), settled_until = now() WHERE number"
              + " < 9");
      handle.execute("INSERT INTO lane (daemon, lane, epoch) VALUES (1, 'main', 41)");
      KeptPartitions.make(handle.getConnection(), LocalDate.of(2026, 11, 24));
      handle.execute(
          "INSERT INTO kept_event (id, at, day, until, daemon, stream, hash, bytes, decision,"
              + " event, raw, blobs) VALUES (7, now(), '2026-11-24', '2027-01-01', 1, 1,"
              + " gen_random_uuid(), 1, 'd', 'e', '\\x00ff5c'::bytea, ARRAY[?])",
          blob);
      handle.execute(
          "INSERT INTO outbox (id, order_key, sender, owner, rule, action, run, depth, word,"
              + " connection, content, files, created, state, due, lease_until, claim) VALUES"
              + " (gen_random_uuid(), 'k', 's', 'o', 'r', 'a', now(), 0, 'send-email', 'c', '{}',"
              + " '[]', now(), 1, now(), now(), 3)");
      handle.execute(
          "INSERT INTO definition (kind, name, revision, text, file, ordinal) VALUES ('team',"
              + " 'soc', 1, 't', 'f', 0)");
      handle.execute(
          "INSERT INTO definition_revision VALUES (1, 1, 'soc', 't', 'new', 'anna', '', now())");
    });
  }

  private Backup.Made backup(Path file) {
    return new Backup(source.database(), blobs, "test").write(file, NOW, null, _ -> {});
  }

  private Restore.Restored restore(Path file, TestDatabase target, Aftermath aftermath)
      throws IOException {
    FolderBlobStore there =
        new FolderBlobStore(folder.resolve("restored-blobs"), InstantSource.fixed(NOW));
    try (BackupArchive archive = BackupArchive.open(file)) {
      return new Restore(target.database(), there).run(archive, aftermath, NOW, _ -> {});
    }
  }

  /** Every table as one text each, and sequences. */
  private static Map<String, String> contents(Jdbi jdbi) throws java.sql.SQLException {
    return jdbi.withHandle(handle -> {
      Map<String, String> contents = new TreeMap<>();
      SchemaCatalogue catalogue = new SchemaCatalogue(handle.getConnection());
      for (String table : catalogue.tables()) {
        contents.put(
            table,
            handle
                .createQuery(
                    "SELECT coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '') FROM %s t"
                        .formatted(table))
                .mapTo(String.class)
                .one());
      }
      contents.put("sequences", catalogue.sequences().toString());
      return contents;
    });
  }

  @Test
  void everyTableComesBackButForWhatMustNot() throws Exception {
    fill();
    Backup.Made made = backup(folder.resolve("one.zip"));
    assertThat(made.manifest().rows()).isGreaterThan(70);
    assertThat(made.manifest().blobs()).hasSize(1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.file())))
        .isEqualTo("rw-------");
    try (TestDatabase target = template.anotherEmpty()) {
      Restore.Restored restored = restore(made.file(), target, Aftermath.HOLD_OUTBOX);
      assertThat(restored.held()).isTrue();
      Jdbi there = Jdbi.create(target.dataSource());
      Map<String, String> before = contents(jdbi);
      Map<String, String> after = contents(there);
      assertThat(after.keySet()).isEqualTo(before.keySet());
      Map<String, String> differing = new LinkedHashMap<>();
      before.forEach((table, rows) -> {
        if (!rows.equals(after.get(table))) {
          differing.put(table, String.valueOf(after.get(table)));
        }
      });
      differing.remove("change_era"); // clusters differ
      assertThat(differing.keySet())
          .containsExactlyInAnyOrder("node", "shard", "lane", "outbox", "outbox_switch");
      assertThat(differing).containsEntry("node", "").containsEntry("lane", "(1,main,42,)");
      assertThat(differing.get("shard")).doesNotContain("old");
      assertThat(differing.get("outbox_switch")).startsWith("(t,t,restore,");
      assertThat(
              number(there, "SELECT count(*) FROM outbox WHERE lease_until IS NULL AND claim = 4"))
          .isOne();
      assertThat(number(there, "SELECT count(*) FROM shard WHERE settled_until IS NOT NULL"))
          .isEqualTo(9);
    }
    assertThat(
            Files.readString(
                folder
                    .resolve("restored-blobs")
                    .resolve(made.manifest().blobs().getFirst().sha256().substring(0, 2))
                    .resolve(made.manifest().blobs().getFirst().sha256())))
        .isEqualTo("a large body");
  }

  @Test
  void theSameLifeGoesOnWithoutAnyDifference() throws Exception {
    fill();
    Backup.Made made = backup(folder.resolve("same.zip"));
    try (TestDatabase target = template.anotherEmpty()) {
      restore(made.file(), target, Aftermath.SAME_LIFE);
      Map<String, String> before = contents(jdbi);
      Map<String, String> after = contents(Jdbi.create(target.dataSource()));
      before.remove("change_era");
      after.remove("change_era");
      assertThat(after).isEqualTo(before);
    }
  }

  @Test
  void whatIsCommittedMeanwhileIsInItWholeOrNotAtAll() throws Exception {
    AtomicBoolean ended = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    for (int writer = 0; writer < 2; writer++) {
      String name = "writer " + writer + " ";
      writers.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; !ended.get(); i++) {
                  work(jdbi, name + i);
                }
              }));
    }
    Path file = folder.resolve("busy.zip");
    while (number(jdbi, "SELECT count(*) FROM incident") < 20) {
      Thread.onSpinWait();
    }
    backup(file);
    long afterwards = number(jdbi, "SELECT count(*) FROM incident");
    ended.set(true);
    for (Thread writer : writers) {
      writer.join();
    }
    try (TestDatabase target = template.anotherEmpty()) {
      restore(file, target, Aftermath.HOLD_OUTBOX);
      Jdbi there = Jdbi.create(target.dataSource());
      long incidents = number(there, "SELECT count(*) FROM incident");
      assertThat(incidents).isBetween(20L, afterwards);
      assertThat(number(there, "SELECT count(*) FROM triage_event")).isEqualTo(incidents);
      assertThat(number(there, "SELECT count(*) FROM note")).isEqualTo(incidents);
      assertThat(number(there, "SELECT count(*) FROM incident WHERE closed IS NULL")).isZero();
      assertThat(
              number(
                  there,
                  "SELECT count(*) FROM incident i WHERE 2 <> (SELECT count(*) FROM"
                      + " incident_interval v WHERE v.incident = i.number AND v.track = 1)"))
          .isZero();
      work(there, "afterwards"); // no number is given twice
      assertThat(number(there, "SELECT count(*) FROM incident")).isEqualTo(incidents + 1);
    }
  }

  @Test
  void theFeedGoesOnFromThePlaceWhereItsReaderWasHoweverTheClustersCount() throws Exception {
    work(jdbi, "before");
    JdbiChangeFeed feed = new JdbiChangeFeed(jdbi);
    ChangePosition place = feed.read(ChangePosition.START, 1_000).getLast().position();
    ChangePosition end = feed.end();
    Path file = folder.resolve("feed.zip");
    backup(file);
    aheadOfThisCluster(file, 5_000_000);
    ChangePosition far = new ChangePosition(end.transaction() + 4_000_000, 5);
    try (TestDatabase target = template.anotherEmpty()) {
      restore(file, target, Aftermath.HOLD_OUTBOX);
      Jdbi there = Jdbi.create(target.dataSource());
      JdbiChangeFeed restored = new JdbiChangeFeed(there);
      assertThat(restored.read(ChangePosition.START, 1_000))
          .isEqualTo(feed.read(ChangePosition.START, 1_000));
      assertThat(restored.read(place, 10)).isEmpty();
      work(there, "after");
      List<Change> fresh = restored.read(far, 1_000);
      assertThat(fresh).hasSizeGreaterThan(3);
      assertThat(restored.read(place, 1_000)).isEqualTo(fresh);
      assertThat(restored.end()).isGreaterThan(fresh.getLast().position());
      // and once more into a third one
      Path second = folder.resolve("second.zip");
      new Backup(target.database(), blobs, "test").write(second, NOW, null, _ -> {});
      try (TestDatabase third = template.anotherEmpty()) {
        restore(second, third, Aftermath.HOLD_OUTBOX);
        Jdbi last = Jdbi.create(third.dataSource());
        work(last, "later");
        assertThat(new JdbiChangeFeed(last).read(fresh.getLast().position(), 1_000))
            .hasSize(fresh.size());
      }
    }
  }

  /** Tells another place of the original's counter, as of a cluster that is much older. */
  private static void aheadOfThisCluster(Path file, long more) throws IOException {
    rewritten(
        file,
        BackupManifest.ENTRY,
        text -> {
          var json = (tools.jackson.databind.node.ObjectNode) BackupArchive.JSON.readTree(text);
          json.put("nextTransaction", json.get("nextTransaction").asLong() + more);
          return json.toString();
        });
  }

  private static void rewritten(
      Path file, String entry, java.util.function.UnaryOperator<String> change) throws IOException {
    try (var zip = java.nio.file.FileSystems.newFileSystem(file)) {
      Path inside = zip.getPath(entry);
      Files.writeString(inside, change.apply(Files.readString(inside)));
    }
  }

  @Test
  void whatCannotBeRestoredIsRefusedAndSaysWhy() throws Exception {
    fill();
    Path file = folder.resolve("good.zip");
    backup(file);
    assertThatThrownBy(() -> restore(file, source, Aftermath.HOLD_OUTBOX))
        .isInstanceOf(BackupFault.class)
        .hasMessageContaining("is not empty: the table");
    try (TestDatabase target = template.anotherEmpty()) {
      Path newer = copy(file, "newer.zip");
      rewritten(
          newer,
          BackupManifest.ENTRY,
          text -> text.replaceFirst("\"schema\" : \"\\d+\"", "\"schema\" : \"999\""));
      assertThatThrownBy(() -> restore(newer, target, Aftermath.HOLD_OUTBOX))
          .hasMessageContaining("has a schema of version 999, this program knows up to");
      Path format = copy(file, "format.zip");
      rewritten(
          format, BackupManifest.ENTRY, text -> text.replace("\"format\" : 1", "\"format\" : 2"));
      assertThatThrownBy(() -> restore(format, target, Aftermath.HOLD_OUTBOX))
          .hasMessageContaining("is in format 2, this program reads up to 1");
      Path changed = copy(file, "changed.zip");
      rewritten(changed, "tables/incident.copy", text -> text.replace("first", "fIrst"));
      assertThatThrownBy(() -> restore(changed, target, Aftermath.HOLD_OUTBOX))
          .hasMessageContaining("is damaged: the entry tables/incident.copy cannot be used");
      Path text = Files.writeString(folder.resolve("text.zip"), "no archive");
      assertThatThrownBy(() -> restore(text, target, Aftermath.HOLD_OUTBOX))
          .hasMessageContaining("is no backup of Tomte, or its end is missing");
      Path flipped = copy(file, "flipped.zip");
      byte[] bytes = Files.readAllBytes(flipped);
      for (int at = 200; at < bytes.length; at += 97) {
        byte[] broken = bytes.clone();
        broken[at] ^= 0x10;
        Files.write(flipped, broken);
        try (BackupArchive archive = BackupArchive.open(flipped)) {
          archive.verify(_ -> {});
          assertThat(archive.manifest()).isEqualTo(manifest(file)); // harmless: a time stamp
        } catch (BackupFault told) {
          assertThat(told.words()).contains("flipped.zip");
        }
      }
      byte[] cut = java.util.Arrays.copyOf(bytes, bytes.length - 40);
      Files.write(flipped, cut);
      assertThatThrownBy(() -> BackupArchive.open(flipped))
          .hasMessageContaining("its end is missing");
      // After all that the target is still empty, and the good one goes in.
      restore(file, target, Aftermath.RELEASE_OUTBOX);
      assertThat(
              number(
                  Jdbi.create(target.dataSource()),
                  "SELECT count(*) FROM outbox_switch WHERE held"))
          .isZero();
    }
  }

  private BackupManifest manifest(Path file) {
    try (BackupArchive archive = BackupArchive.open(file)) {
      return archive.manifest();
    }
  }

  private Path copy(Path file, String name) throws IOException {
    return Files.copy(file, folder.resolve(name));
  }

  @Test
  void blobsThatAreGoneOrChangedAreTold() throws Exception {
    fill();
    Path left = Files.writeString(folder.resolve(".whole.zip.2147483000.unfinished"), "of a kill");
    String name = backup(folder.resolve("whole.zip")).manifest().blobs().getFirst().sha256();
    assertThat(left).doesNotExist();
    Path blob = folder.resolve("blobs").resolve(name.substring(0, 2)).resolve(name);
    Files.write(blob, "other".getBytes(StandardCharsets.UTF_8));
    BackupManifest changed = backup(folder.resolve("changed.zip")).manifest();
    assertThat(changed.missingBlobs()).containsExactly(name);
    assertThat(changed.blobs()).isEmpty();
    Files.delete(blob);
    assertThat(backup(folder.resolve("gone.zip")).manifest().missingBlobs()).containsExactly(name);
  }

  @Test
  void aMigratedDatabaseWithoutDataCountsAsEmptyAndAnOlderSchemaIsBroughtUpToDate()
      throws Exception {
    fill();
    Path file = folder.resolve("old.zip");
    try (TestDatabase old = template.anotherEmpty();
        TestDatabase target = template.another()) {
      new org.tomte.store.postgres.Migrations(old.database()).migrateTo("10");
      Jdbi.create(old.dataSource())
          .useHandle(handle ->
              handle.execute(
                  "INSERT INTO triage_event (id, status, title, created, cause, cause_name, depth)"
                      + " VALUES (nextval('casework_sequence'), 0, 'old', now(), 2, 'anna', 0)"));
      BackupManifest manifest =
          new Backup(old.database(), blobs, "test").write(file, NOW, null, _ -> {}).manifest();
      assertThat(manifest.schema()).isEqualTo("10");
      Restore.Restored restored = restore(file, target, Aftermath.HOLD_OUTBOX);
      assertThat(Integer.parseInt(restored.schema())).isGreaterThanOrEqualTo(14);
      Jdbi there = Jdbi.create(target.dataSource());
      assertThat(new JdbiChangeFeed(there).read(ChangePosition.START, 10)).hasSize(1);
      work(there, "new");
      assertThat(new JdbiChangeFeed(there).read(ChangePosition.START, 100)).hasSizeGreaterThan(4);
    }
  }

  @Test
  void aBackupThatFailsLeavesNoFile() throws Exception {
    try (TestDatabase empty = template.anotherEmpty()) {
      assertThatThrownBy(() ->
              new Backup(empty.database(), blobs, "test")
                  .write(folder.resolve("none.zip"), NOW, null, _ -> {}))
          .isInstanceOf(BackupFault.class)
          .hasMessageContaining("nothing to back up");
    }
    try (var files = Files.list(folder)) {
      assertThat(files.filter(Files::isRegularFile)).isEmpty();
    }
  }

  private static long number(Jdbi jdbi, String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
