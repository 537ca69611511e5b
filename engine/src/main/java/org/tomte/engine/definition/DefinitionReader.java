package org.tomte.engine.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.yaml.Binder;
import org.tomte.engine.definition.yaml.DefinitionFault;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Suggestion;
import org.tomte.engine.definition.yaml.YamlDocument;
import org.tomte.engine.definition.yaml.YamlEntry;
import org.tomte.engine.definition.yaml.YamlMap;
import org.tomte.engine.definition.yaml.YamlNode;
import org.tomte.engine.definition.yaml.YamlReader;
import org.tomte.engine.definition.yaml.YamlScalar;

/** Reads files of the definition format. Never throws for what is in a file. */
public final class DefinitionReader {

  /** The version of the format that this program writes and understands without migration. */
  public static final int FORMAT = 1;

  private static final String VERSION_KEY = "tomte";

  private final int format;
  private final List<FormatMigration> migrations;

  /** A reader of the present format. */
  public DefinitionReader() {
    this(FORMAT, List.of());
  }

  /**
   * A reader of a format that older files are lifted to.
   *
   * @param migrations one from each older version
   */
  DefinitionReader(int format, List<FormatMigration> migrations) {
    this.format = format;
    this.migrations = List.copyOf(migrations);
  }

  /**
   * What a file holds.
   *
   * @param documents those that could be told apart, in order
   * @param faults why it cannot be used as it is
   * @param warnings what a person should look at
   */
  public record Result(
      List<DefinitionDocument> documents,
      List<DefinitionFault> faults,
      List<DefinitionFault> warnings) {}

  /**
   * Reads a file.
   *
   * @param file the name to show in faults
   */
  public Result read(String file, String text) {
    FaultList faults = new FaultList();
    return result(new YamlReader(file, faults).read(text), faults);
  }

  /** Reads a file of UTF-8 bytes. */
  public Result read(String file, byte[] bytes) {
    FaultList faults = new FaultList();
    return result(new YamlReader(file, faults).read(bytes), faults);
  }

  private Result result(List<YamlDocument> texts, FaultList faults) {
    List<DefinitionDocument> documents = new ArrayList<>();
    int version = 1;
    for (YamlDocument text : texts) {
      YamlNode root = text.root();
      if (root instanceof YamlMap map) {
        version = version(map, version, faults);
        document(map, text.text(), version, faults).ifPresent(documents::add);
      } else if (root != null) {
        faults.fault(
            root.place(),
            DocumentPath.ROOT,
            "a document is an object that begins with one of "
                + String.join(", ", DefinitionKind.words())
                + ", not "
                + root.kind());
      }
    }
    return new Result(List.copyOf(documents), faults.faults(), faults.warnings());
  }

  /** The version stands in the first document of a file and holds for those after it. */
  private int version(YamlMap map, int before, FaultList faults) {
    YamlEntry entry = map.entry(VERSION_KEY);
    if (entry == null) {
      return before;
    }
    Object value = entry.value().value();
    if (value instanceof Long number && number >= 1 && number <= format) {
      return number.intValue();
    }
    String message =
        value instanceof Long number && number > format
            ? "this file is written for format " + number + "; this program knows up to " + format
            : "tomte is the version of the format, a number from 1 to " + format;
    faults.fault(entry.value().place(), DocumentPath.ROOT.key(VERSION_KEY), message);
    return before;
  }

  private Optional<DefinitionDocument> document(
      YamlMap map, String text, int version, FaultList faults) {
    int before = faults.count();
    YamlMap lifted = lifted(withoutVersion(map), version, faults);
    if (lifted.entries().isEmpty()) {
      return Optional.empty();
    }
    YamlScalar first = lifted.entries().getFirst().key();
    DefinitionKind kind = kind(first, faults);
    if (kind == null) {
      return Optional.empty();
    }
    YamlMap named = withFirstKey(lifted, kind.word());
    Definition definition =
        new Binder(faults).bind(named, kind.record(), DocumentPath.ROOT).orElse(null);
    String name =
        named.entries().getFirst().value() instanceof YamlScalar scalar ? scalar.text() : "";
    boolean complete = faults.count() == before;
    return Optional.of(new DefinitionDocument(kind, name, definition, named, complete, text));
  }

  private static YamlMap withoutVersion(YamlMap map) {
    return new YamlMap(
        map.place(),
        map.entries().stream().filter(entry -> !entry.key().text().equals(VERSION_KEY)).toList());
  }

  private YamlMap lifted(YamlMap map, int version, FaultList faults) {
    YamlMap lifted = map;
    for (int from = version; from < format; from++) {
      int step = from;
      FormatMigration migration =
          migrations.stream()
              .filter(one -> one.from() == step)
              .findFirst()
              .orElseThrow(() -> new IllegalStateException("no migration from format " + step));
      lifted = migration.lift(lifted, faults);
    }
    return lifted;
  }

  /** The kind; for a misspelt first key the one that was meant, so that the rest is checked too. */
  private static @Nullable DefinitionKind kind(YamlScalar first, FaultList faults) {
    Optional<DefinitionKind> kind = DefinitionKind.of(first.text());
    if (kind.isPresent()) {
      return kind.get();
    }
    String nearest = Suggestion.nearest(first.text(), DefinitionKind.words());
    faults.fault(
        first.place(),
        DocumentPath.ROOT.key(first.text()),
        "the first key of a document says what it is, and "
            + Suggestion.quoted(first.text())
            + " is not known"
            + Suggestion.valid(DefinitionKind.words()),
        nearest);
    return nearest == null ? null : DefinitionKind.of(nearest).orElse(null);
  }

  private static YamlMap withFirstKey(YamlMap map, String word) {
    YamlEntry first = map.entries().getFirst();
    if (first.key().text().equals(word)) {
      return map;
    }
    List<YamlEntry> entries = new ArrayList<>(map.entries());
    YamlScalar key = new YamlScalar(word, true, first.key().source());
    entries.set(0, new YamlEntry(key, first.value()));
    return new YamlMap(map.place(), entries);
  }
}
