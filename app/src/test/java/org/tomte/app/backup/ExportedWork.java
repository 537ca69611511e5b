package org.tomte.app.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Content;
import org.tomte.app.instance.Instance;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.NewAttachment;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.entity.EntityEdit;
import org.tomte.casework.entity.EntityName;
import org.tomte.casework.note.NewNote;
import org.tomte.casework.note.Note;
import org.tomte.casework.note.NoteEdit;
import org.tomte.casework.task.NewEffort;
import org.tomte.casework.task.NewTask;
import org.tomte.engine.keep.AttachedFiles;

/** What people do beside incidents, in an instance that is exported: files, efforts, entities. */
final class ExportedWork {
  private static final EntityName MALLORY = EntityName.parse("user:mallory");
  private static final byte[] LARGE = new byte[(1 << 20) + 7];
  private static final byte[] SMALL = "Subject: hi\n\nhello\n".repeat(100).getBytes(UTF_8);

  static {
    new Random(4).nextBytes(LARGE);
  }

  private ExportedWork() {}

  static void fill(Instance instance, long incident) throws IOException {
    ObjectRef object = ObjectRef.incident(incident);
    NewAttachment small = file(instance, object, "mail.eml", SMALL);
    NewAttachment large = file(instance, object, "sample.bin", LARGE);
    instance.commands().inTransaction("anna", casework -> work(casework, object, small, large));
  }

  private static NewAttachment file(
      Instance instance, ObjectRef object, String name, byte[] content) throws IOException {
    return new AttachedFiles(instance.blobs())
        .store(
            object,
            name,
            Content.of(content),
            new NewAttachment.About("as it came", "ticket 4"),
            Long.MAX_VALUE);
  }

  private static Entity work(
      Casework casework, ObjectRef object, NewAttachment small, NewAttachment large) {
    long first = task(casework, object, Map.of());
    long second = task(casework, object, Map.of("waitsFor", List.of(String.valueOf(first))));
    casework.addEfforts(
        List.of(
            NewEffort.of(first, Duration.ofMinutes(90), "logs"),
            NewEffort.of(second, Duration.ofMinutes(5), null)));
    casework.attachFiles(List.of(small, large)).forEach(Outcome::orThrow);
    long note =
        casework
            .addNotes(List.of(new NewNote(object, "Call @anna", new Note.Flags(true, false), null)))
            .getFirst()
            .orThrow();
    casework.editNotes(List.of(NoteEdit.of(note, new NoteEdit.Action.Rewrite("Called @anna"))));
    casework.tieEntity(object, MALLORY).orThrow();
    casework.untieEntity(object, EntityName.parse("file:sample.bin")).orThrow();
    casework.editEntities(
        List.of(
            EntityEdit.of(MALLORY, new EntityEdit.Action.Tag(Set.of("insider"), Set.of())),
            EntityEdit.of(MALLORY, new EntityEdit.Action.Lock("under watch"))));
    // What is gone leaves a change that nothing can be tied to.
    EntityName gone = EntityName.parse("user:gone");
    casework.tieEntity(object, gone).orThrow();
    return casework
        .editEntities(List.of(EntityEdit.of(gone, new EntityEdit.Action.Delete())))
        .getFirst()
        .orThrow()
        .entity();
  }

  private static long task(Casework casework, ObjectRef object, Map<String, Object> more) {
    Map<String, @Nullable Object> fields = new HashMap<>(more);
    fields.put("title", "look");
    NewTask wanted = new NewTask(null, object.id(), fields, null, null);
    return casework.createTasks(List.of(wanted)).getFirst().orThrow().task().number();
  }

  /** Everything is in the instance, and in what it exported, as it was. */
  static void isThere(Instance instance, Path out, Path again) throws IOException {
    assertThat(lines(out, "attachments")).hasSize(2);
    assertThat(lines(out, "efforts")).hasSize(2);
    assertThat(lines(out, "entity-details").toString())
        .contains("user:mallory", "insider", "under watch", "anna");
    assertThat(lines(again, "entity-details").toString().replaceAll("\"id\":\\d+", ""))
        .isEqualTo(lines(out, "entity-details").toString().replaceAll("\"id\":\\d+", ""));
    assertThat(lines(again, "entities").stream().map(ExportedWork::timeless).sorted().toList())
        .isEqualTo(lines(out, "entities").stream().map(ExportedWork::timeless).sorted().toList())
        .anyMatch(line -> line.contains("file:sample.bin") && line.contains("removed"));
    assertThat(lines(again, "notes").toString()).contains("Called @anna", "\"pinned\":true");
    long incident = number(instance, "SELECT number FROM incident WHERE title = 'one'");
    holdsFiles(instance, incident);
    assertThat(
            number(
                instance,
                "SELECT count(*) FROM change c JOIN entity e ON e.id = c.object_id"
                    + " WHERE c.object_kind = 6 AND e.value = 'mallory'"))
        .isEqualTo(2);
  }

  private static String timeless(String line) {
    return line.replaceAll("\"at\":\"[^\"]*\"", "");
  }

  private static void holdsFiles(Instance instance, long incident) throws IOException {
    List<Attachment> files = instance.casework().attachments(ObjectRef.incident(incident));
    assertThat(files).extracting(Attachment::name).containsExactly("mail.eml", "sample.bin");
    assertThat(content(instance, files.getFirst())).isEqualTo(SMALL);
    assertThat(content(instance, files.getLast())).isEqualTo(LARGE);
    assertThat(instance.casework().attachedFile(files.getLast().id()).orElseThrow().blob())
        .isEqualTo(files.getLast().digests().sha256());
  }

  private static byte[] content(Instance instance, Attachment attachment) throws IOException {
    try (InputStream in =
        new AttachedFiles(instance.blobs())
            .open(attachment, instance.casework().attachedFile(attachment.id()).orElseThrow())) {
      return in.readAllBytes();
    }
  }

  /** All of it came once more under new numbers, which refer to each other. */
  static void isThereTwice(Instance instance) throws IOException {
    holdsFiles(instance, number(instance, "SELECT max(number) FROM incident WHERE title = 'one'"));
    assertThat(number(instance, "SELECT count(*) FROM attachment")).isEqualTo(4);
    assertThat(
            number(
                instance,
                "SELECT count(*) FROM change c JOIN attachment a"
                    + " ON a.id = (c.after ->> 'id')::bigint AND a.object_id = c.object_id"
                    + " WHERE c.field = 'attachment'"))
        .isEqualTo(4);
    assertThat(
            number(
                instance,
                "SELECT count(*) FROM task t JOIN task w ON t.waits_for = ARRAY[w.number::text]"
                    + " AND w.incident = t.incident JOIN task_effort e ON e.task = w.number"
                    + " WHERE e.seconds = 5400 AND w.effort = 5400"))
        .isEqualTo(2);
    assertThat(
            number(
                instance,
                "SELECT count(*) FROM change c JOIN note n"
                    + " ON n.id = (c.after ->> 'id')::bigint AND n.object_id = c.object_id"
                    + " WHERE c.field = 'note' AND jsonb_typeof(c.after) = 'object'"))
        .isEqualTo(2);
    assertThat(number(instance, "SELECT count(*) FROM change WHERE object_kind = 6"))
        .as("what was known of the entity stays as it is")
        .isEqualTo(2);
  }

  /** Spoils the first content, takes the second away, and empties an effort. */
  static void damage(Path export) throws IOException {
    List<String> attachments = lines(export, "attachments");
    Path first = export.resolve("data/files").resolve(sha256(attachments.getFirst()));
    byte[] content = Files.readAllBytes(first);
    content[3]++;
    Files.write(first, content);
    Files.delete(export.resolve("data/files").resolve(sha256(attachments.getLast())));
    Path efforts = export.resolve("data/efforts.jsonl");
    Files.writeString(
        efforts, Files.readString(efforts).replace("\"seconds\":5400", "\"seconds\":0"));
  }

  private static String sha256(String line) {
    return line.replaceAll(".*\"sha256\":\"([0-9a-f]{64})\".*", "$1");
  }

  private static List<String> lines(Path export, String file) throws IOException {
    return Files.readAllLines(export.resolve("data/" + file + ".jsonl"));
  }

  private static long number(Instance instance, String sql) {
    return Jdbi.create(instance.database().dataSource())
        .withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
  }
}
