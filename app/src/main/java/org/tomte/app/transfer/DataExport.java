package org.tomte.app.transfer;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.tomte.app.console.JsonText;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.attachment.Attachment;
import org.tomte.casework.attachment.StoredFile;
import org.tomte.casework.change.Change;
import org.tomte.casework.entity.Entity;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.note.Note;
import org.tomte.casework.sla.SlaClock;
import org.tomte.casework.task.Effort;
import org.tomte.casework.task.Task;
import org.tomte.casework.transfer.ObjectSource;
import org.tomte.casework.transfer.SeenLink;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.keep.AttachedFiles;

/** Writes all objects of the data layer into files, a line each, as they stand at one instant. */
public final class DataExport implements ObjectSource.Receiver, AutoCloseable {
  /** The file that makes a folder an export. */
  public static final String MANIFEST = "export.json";

  private static final int FORMAT = 1;
  private static final int TELL_EVERY = 10_000;

  private final Path folder;
  private final ObjectLines lines;
  private final ExportedFiles files;
  private final Consumer<String> progress;
  private final Map<DataFile, BufferedWriter> writers = new EnumMap<>(DataFile.class);
  private final Map<DataFile, Long> counts = new EnumMap<>(DataFile.class);

  private DataExport(Path folder, ObjectLines lines, AttachedFiles files, Consumer<String> progress)
      throws IOException {
    this.folder = folder;
    this.lines = lines;
    this.progress = progress;
    Files.createDirectories(
        folder.resolve(DataFile.FOLDER),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    this.files = new ExportedFiles(folder, files);
    for (DataFile file : DataFile.values()) {
      writers.put(file, writer(unfinished(file)));
      counts.put(file, 0L);
    }
  }

  private static BufferedWriter writer(Path path) throws IOException {
    Files.deleteIfExists(path);
    Files.createFile(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.newBufferedWriter(path, StandardCharsets.UTF_8, StandardOpenOption.WRITE);
  }

  private Path unfinished(DataFile file) {
    return folder.resolve(file.path() + ".unfinished");
  }

  /**
   * What was written.
   *
   * @param lines how many lines each file has, by its word
   * @param missing contents of attachments that could not be read, for people
   */
  public record Written(Map<String, Long> lines, List<String> missing) {

    /** Nothing. */
    public static final Written NOTHING = new Written(Map.of(), List.of());

    /** Copies the collections. */
    public Written {
      lines = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(lines));
      missing = List.copyOf(missing);
    }
  }

  /**
   * Exports the data layer of an instance.
   *
   * @throws IOException when a file cannot be written; earlier files of the same names stay
   */
  public static Written write(OpenInstance instance, Path folder, Consumer<String> progress)
      throws IOException {
    Map<Integer, String> daemons = new LinkedHashMap<>();
    for (DaemonHead head : instance.definitionStore().daemons()) {
      daemons.put(head.id().value(), head.name());
    }
    ObjectLines lines = ObjectLines.writing(id -> daemons.getOrDefault(id, "deleted-daemon-" + id));
    AttachedFiles files = new AttachedFiles(instance.blobs());
    try (DataExport export = new DataExport(folder, lines, files, progress)) {
      instance.objects().read(export);
      return export.finish(instance);
    } catch (UncheckedIOException failed) {
      throw failed.getCause();
    }
  }

  private Written finish(OpenInstance instance) throws IOException {
    Map<String, Long> written = new LinkedHashMap<>();
    for (DataFile file : DataFile.values()) {
      BufferedWriter writer = writers.get(file);
      if (writer != null) {
        writer.close();
      }
      Files.move(
          unfinished(file),
          folder.resolve(file.path()),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
      written.put(file.word(), counts.getOrDefault(file, 0L));
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("tomte-export", FORMAT);
    manifest.put("at", instance.now());
    manifest.put("lines", written);
    manifest.put("missingFiles", files.missing());
    manifest.put("secrets", instance.secrets().names());
    Files.writeString(folder.resolve(MANIFEST), JsonText.pretty(manifest) + "\n");
    files.removeOthers();
    return new Written(written, files.missing());
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter writer : writers.values()) {
      writer.close();
    }
    for (DataFile file : DataFile.values()) {
      Files.deleteIfExists(unfinished(file));
    }
  }

  private void put(DataFile file, Object object) {
    BufferedWriter writer = writers.get(file);
    if (writer == null) {
      throw new IllegalStateException("no writer for " + file);
    }
    long count = counts.merge(file, 1L, Long::sum);
    if (count % TELL_EVERY == 0) {
      progress.accept("%s: %,d".formatted(file.word(), count));
    }
    try {
      writer.write(lines.line(object));
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void incident(Incident incident) {
    put(DataFile.INCIDENTS, incident);
  }

  @Override
  public void triageEvent(TriageEvent event) {
    put(DataFile.TRIAGE_EVENTS, event);
  }

  @Override
  public void task(Task task) {
    put(DataFile.TASKS, task);
  }

  @Override
  public void indicator(Indicator indicator) {
    put(DataFile.INDICATORS, indicator);
  }

  @Override
  public void note(Note note) {
    put(DataFile.NOTES, note);
  }

  @Override
  public void effort(Effort effort) {
    put(DataFile.EFFORTS, effort);
  }

  @Override
  public void attachment(Attachment attachment, StoredFile file) {
    put(DataFile.ATTACHMENTS, attachment);
    try {
      files.write(attachment, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void entity(Entity entity) {
    put(DataFile.ENTITY_DETAILS, entity);
  }

  @Override
  public void interval(Interval interval) {
    put(DataFile.INTERVALS, interval);
  }

  @Override
  public void clock(SlaClock clock) {
    put(DataFile.CLOCKS, clock);
  }

  @Override
  public void link(SeenLink link) {
    put(DataFile.ENTITIES, link);
  }

  @Override
  public void change(Change change) {
    put(DataFile.CHANGES, change);
  }

  @Override
  public void labelCounter(ObjectSource.LabelCount count) {
    put(DataFile.LABEL_COUNTERS, count);
  }
}
