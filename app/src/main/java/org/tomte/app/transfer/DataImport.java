package org.tomte.app.transfer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tomte.app.instance.OpenInstance;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.keep.AttachedFiles;

/**
 * Imports files of objects: first every line is read and checked, then all of it is written in one
 * transaction. Numbers are kept when the data layer is empty; otherwise there are new ones.
 */
public final class DataImport {
  private static final int MOST_FAULTS_TOLD = 50;

  private final OpenInstance instance;
  private final Path folder;
  private final FieldCatalogue fields;
  private final ImportedFiles files;
  private final boolean empty;
  private final Map<DataFile, Long> lines = new EnumMap<>(DataFile.class);
  private final List<String> faults = new ArrayList<>();
  private long faulty;

  private DataImport(OpenInstance instance, Path folder, FieldCatalogue fields) {
    this.instance = instance;
    this.fields = fields;
    this.folder = folder;
    this.files = new ImportedFiles(folder, new AttachedFiles(instance.blobs()));
    this.empty = isEmpty(instance);
  }

  /**
   * What was found and done.
   *
   * @param lines how many good lines each file has, by its word
   * @param faulty how many lines cannot be imported
   * @param faults the first of them, each with file, line and reason
   * @param numbersKept whether objects keep their numbers
   * @param applied whether it was written
   */
  public record Outcome(
      Map<String, Long> lines,
      long faulty,
      List<String> faults,
      boolean numbersKept,
      boolean applied) {

    /** Copies the collections. */
    public Outcome {
      lines = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(lines));
      faults = List.copyOf(faults);
    }
  }

  /** Whether a folder is an export with data. */
  public static boolean isExport(Path folder) {
    return Files.isRegularFile(folder.resolve(DataExport.MANIFEST))
        && Files.isDirectory(folder.resolve(DataFile.FOLDER));
  }

  /**
   * Checks the files, and writes what they hold.
   *
   * @param fields the fields that objects can have
   * @param apply whether to write
   * @param keepGoing whether to leave faulty lines out; otherwise nothing is written when there is
   *     one
   * @throws IOException when a file cannot be read
   */
  public static Outcome run(
      OpenInstance instance,
      Path folder,
      FieldCatalogue fields,
      boolean apply,
      boolean keepGoing,
      Consumer<String> progress)
      throws IOException {
    DataImport importing = new DataImport(instance, folder, fields);
    try {
      ImportedLine checked = importing.check(progress);
      boolean good = importing.faulty == 0 || keepGoing;
      if (apply && good) {
        importing.apply(checked, progress);
      }
      return importing.outcome(apply && good);
    } catch (UncheckedIOException unreadable) {
      throw unreadable.getCause();
    }
  }

  private static boolean isEmpty(OpenInstance instance) {
    return instance.casework().incidents(IncidentFilter.ALL, 0, 1).isEmpty()
        && instance.casework().triageEvents(TriageFilter.ALL, 0, 1).isEmpty()
        && instance.casework().tasks(TaskFilter.ALL, 0, 1).isEmpty()
        && instance.casework().indicators(IndicatorFilter.ALL, 0, 1).isEmpty();
  }

  private Outcome outcome(boolean applied) {
    Map<String, Long> words = new LinkedHashMap<>();
    lines.forEach((file, count) -> words.put(file.word(), count));
    return new Outcome(words, faulty, faults, empty, applied);
  }

  private ObjectLines reading() {
    Map<String, Integer> daemons = new LinkedHashMap<>();
    for (DaemonHead head : instance.definitionStore().daemons()) {
      daemons.put(head.name(), head.id().value());
    }
    return ObjectLines.reading(
        name -> {
          Integer id = empty ? daemons.get(name) : null; // keys may be taken where tasks are
          return id == null ? OptionalInt.empty() : OptionalInt.of(id);
        },
        empty);
  }

  private ImportedLine check(Consumer<String> progress) {
    ImportedLine checked = new ImportedLine(fields, files);
    ObjectLines reading = reading();
    for (DataFile file : DataFile.values()) {
      progress.accept("Reading " + file.path());
      each(
          file,
          reading,
          (object, fault, line) -> {
            String wrong = object == null ? fault : checked.fault(object);
            if (wrong == null) {
              lines.merge(file, 1L, Long::sum);
              return;
            }
            faulty++;
            if (faults.size() < MOST_FAULTS_TOLD) {
              faults.add("%s:%d: %s".formatted(file.path(), line, wrong));
            }
          });
    }
    return checked;
  }

  private void apply(ImportedLine checked, Consumer<String> progress) {
    instance
        .transactions()
        .inOne(transaction -> {
          ImportWriter writer = new ImportWriter(transaction, checked, files, empty);
          ImportedLine again = new ImportedLine(fields, files);
          ObjectLines reading = reading();
          for (DataFile file : DataFile.values()) {
            progress.accept("Writing " + file.word());
            each(
                file,
                reading,
                (object, _, _) -> {
                  if (object != null && again.fault(object) == null) {
                    writer.add(object);
                  }
                });
            writer.flush();
          }
          writer.finish();
          return writer;
        });
  }

  /** Takes a line. */
  @FunctionalInterface
  private interface Taker {

    /**
     * Takes it.
     *
     * @param object what it holds; null when it cannot be understood
     * @param fault why not; null when it can
     * @param line the first is 1
     */
    void take(@Nullable Object object, @Nullable String fault, long line);
  }

  private void each(DataFile file, ObjectLines reading, Taker taker) {
    Path path = folder.resolve(file.path());
    if (!Files.exists(path)) {
      return;
    }
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      long number = 0;
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        Object object = null;
        String fault = null;
        try {
          object = reading.object(line, file.type());
        } catch (IllegalArgumentException wrong) {
          fault = String.valueOf(wrong.getMessage());
        }
        taker.take(object, fault, number);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          new IOException("%s cannot be read: %s".formatted(path, e.getMessage()), e));
    }
  }
}
