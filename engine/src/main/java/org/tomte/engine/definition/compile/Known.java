package org.tomte.engine.definition.compile;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.tomte.engine.definition.Definition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.TableDefinition;
import org.tomte.engine.definition.TimeFrameDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.timeframe.TimeFrame;
import org.tomte.engine.timeframe.TimeFrames;

/**
 * What the documents of a set define, by name. A document with faults is known by its name, so that
 * a reference to it is not told as a fault of its own.
 */
final class Known {

  /** The template that is there without a document. */
  private static final String GENERAL = "general";

  private final Map<DefinitionKind, SequencedMap<String, DefinitionDocument>> documents =
      new EnumMap<>(DefinitionKind.class);
  private final Map<String, TimeFrame> frames = new LinkedHashMap<>();
  private final SequencedMap<String, TableContents> tables = new LinkedHashMap<>();

  /** Looks over the documents; a name that is there twice is a fault. */
  Known(DefinitionSet set, FaultList faults) {
    for (DefinitionKind kind : DefinitionKind.values()) {
      documents.put(kind, new LinkedHashMap<>());
    }
    for (DefinitionDocument document : set.documents()) {
      add(document, new DocumentFaults(faults, document));
    }
  }

  private void add(DefinitionDocument document, DocumentFaults faults) {
    if (document.name().isEmpty()) {
      return;
    }
    DefinitionDocument first = of(document.kind()).putIfAbsent(document.name(), document);
    if (first != null) {
      faults.fault(
          DocumentPath.ROOT.key(document.kind().word()),
          "the "
              + document.kind().word()
              + " "
              + document.name()
              + " is defined a second time; the first is at "
              + first.place());
      return;
    }
    if (document.complete() && document.definition() instanceof TimeFrameDefinition frame) {
      frames.put(frame.name(), frame.toTimeFrame());
    }
    if (document.definition() instanceof TableDefinition table) {
      tables.put(table.name(), contents(table, faults));
    }
  }

  private static TableContents contents(TableDefinition table, DocumentFaults faults) {
    try {
      return TableContents.of(table);
    } catch (IllegalArgumentException wrong) {
      faults.fault(
          DocumentPath.ROOT.key(TableContents.formOf(table)), String.valueOf(wrong.getMessage()));
      return TableContents.EMPTY;
    }
  }

  private SequencedMap<String, DefinitionDocument> of(DefinitionKind kind) {
    return documents.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  SequencedSet<String> names(DefinitionKind kind) {
    SequencedSet<String> names = new LinkedHashSet<>(of(kind).keySet());
    if (kind == DefinitionKind.TEMPLATE) {
      names.add(GENERAL);
    }
    return names;
  }

  /** The records of a kind that are complete, by name. */
  <T extends Definition> SequencedMap<String, T> complete(DefinitionKind kind, Class<T> type) {
    SequencedMap<String, T> complete = new LinkedHashMap<>();
    of(kind)
        .forEach((name, document) -> {
          if (document.complete() && type.isInstance(document.definition())) {
            complete.put(name, type.cast(document.definition()));
          }
        });
    return complete;
  }

  TimeFrames timeFrames() {
    return new TimeFrames(frames);
  }

  Optional<TableContents> table(String name) {
    return Optional.ofNullable(tables.get(name));
  }

  Tables tables() {
    Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    of(DefinitionKind.TABLE).keySet().forEach(name -> values.put(name, Map.of()));
    tables.forEach((name, contents) -> values.put(name, contents.values()));
    return Tables.of(values);
  }
}
