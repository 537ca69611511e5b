package org.tomte.engine.definition.compile;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.Definition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.TableDefinition;
import org.tomte.engine.definition.TimeFrameDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.definition.yaml.Place;
import org.tomte.engine.expression.function.Tables;
import org.tomte.engine.timeframe.TimeFrame;
import org.tomte.engine.timeframe.TimeFrames;

/**
 * What the documents of a set define, by name. A document with faults is known by its name, so that
 * a reference to it is not told as a fault of its own.
 */
final class Documents {

  /** The template that is there without a document. */
  private static final String GENERAL = "general";

  private final Map<DefinitionKind, SequencedMap<String, Named>> byName =
      new EnumMap<>(DefinitionKind.class);
  private final SequencedMap<String, TableContents> contents = new LinkedHashMap<>();
  private final TimeFrames timeFrames;
  private final Tables tables;
  private final TeamSettings settings;

  /**
   * A document among others.
   *
   * @param place where it begins
   * @param document null for a daemon that nobody has to read again
   */
  record Named(
      DefinitionKind kind, String name, Place place, @Nullable DefinitionDocument document) {

    static Named of(DefinitionDocument document) {
      return new Named(document.kind(), document.name(), document.place(), document);
    }

    /** The same without its text where no other document needs it: daemons are many. */
    Named light() {
      return kind == DefinitionKind.DAEMON ? new Named(kind, name, place, null) : this;
    }
  }

  /** Looks over the documents; a name that is there twice is a fault. */
  Documents(List<Named> all, FaultList faults) {
    for (DefinitionKind kind : DefinitionKind.values()) {
      byName.put(kind, new LinkedHashMap<>());
    }
    Map<String, TimeFrame> frames = new LinkedHashMap<>();
    for (Named named : all) {
      if (!named.name().isEmpty() && isFirst(named, faults) && named.document() != null) {
        take(named.document(), frames, faults);
      }
    }
    this.timeFrames = new TimeFrames(frames);
    this.tables = tablesNow();
    this.settings = TeamSettings.of(this);
  }

  private boolean isFirst(Named named, FaultList faults) {
    Named first = of(named.kind()).putIfAbsent(named.name(), named);
    if (first == null) {
      return true;
    }
    DocumentPath path = DocumentPath.ROOT.key(named.kind().word());
    faults.fault(
        named.document() == null ? named.place() : named.document().placeOf(path),
        path,
        "the "
            + named.kind().word()
            + " "
            + named.name()
            + " is defined a second time; the first is at "
            + first.place());
    return false;
  }

  private void take(DefinitionDocument document, Map<String, TimeFrame> frames, FaultList faults) {
    if (document.complete() && document.definition() instanceof TimeFrameDefinition frame) {
      frames.put(frame.name(), frame.toTimeFrame());
    }
    if (document.definition() instanceof TableDefinition table) {
      contents.put(table.name(), contents(table, new DocumentFaults(faults, document)));
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

  private Tables tablesNow() {
    Map<String, Map<String, Object>> values = new LinkedHashMap<>();
    of(DefinitionKind.TABLE).keySet().forEach(name -> values.put(name, Map.of()));
    contents.forEach((name, table) -> values.put(name, table.values()));
    return Tables.of(values);
  }

  private SequencedMap<String, Named> of(DefinitionKind kind) {
    return byName.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
  }

  boolean has(DefinitionKind kind, String name) {
    return of(kind).containsKey(name) || (kind == DefinitionKind.TEMPLATE && name.equals(GENERAL));
  }

  boolean any(DefinitionKind kind) {
    return kind == DefinitionKind.TEMPLATE || !of(kind).isEmpty();
  }

  SequencedSet<String> names(DefinitionKind kind) {
    SequencedSet<String> names = new LinkedHashSet<>(of(kind).keySet());
    if (kind == DefinitionKind.TEMPLATE) {
      names.add(GENERAL);
    }
    return names;
  }

  /** The document of this name; null when there is none, or when nobody has to read it again. */
  @Nullable DefinitionDocument document(DefinitionKind kind, String name) {
    Named named = of(kind).get(name);
    return named == null ? null : named.document();
  }

  /** All of a kind as they are written, to see whether one changed. */
  Map<String, DefinitionDocument> documents(DefinitionKind kind) {
    Map<String, DefinitionDocument> documents = new LinkedHashMap<>();
    of(kind)
        .forEach((name, named) -> {
          if (named.document() != null) {
            documents.put(name, named.document());
          }
        });
    return documents;
  }

  /** The record of this name, if there is one and it is complete. */
  <T extends Definition> @Nullable T complete(DefinitionKind kind, Class<T> type, String name) {
    DefinitionDocument document = document(kind, name);
    return document != null && document.complete() && type.isInstance(document.definition())
        ? type.cast(document.definition())
        : null;
  }

  /** The records of a kind that are complete, by name. */
  <T extends Definition> SequencedMap<String, T> complete(DefinitionKind kind, Class<T> type) {
    SequencedMap<String, T> complete = new LinkedHashMap<>();
    for (String name : of(kind).keySet()) {
      T record = complete(kind, type, name);
      if (record != null) {
        complete.put(name, record);
      }
    }
    return complete;
  }

  TimeFrames timeFrames() {
    return timeFrames;
  }

  /** What the team set for the data layer. */
  TeamSettings settings() {
    return settings;
  }

  @Nullable TableContents table(String name) {
    return contents.get(name);
  }

  Tables tables() {
    return tables;
  }
}
