package org.tomte.engine.definition.revision;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.Definition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.revision.PlannedChange.State;

/** Compares files with what is stored. */
final class ImportPlanner {

  private final ImportOptions options;
  private final Map<DocumentName, StoredDocument> stored = new LinkedHashMap<>();
  private final Set<DocumentName> seen = new LinkedHashSet<>();
  private final List<PlannedChange> changes = new ArrayList<>();

  ImportPlanner(List<StoredDocument> documents, ImportOptions options) {
    this.options = options;
    documents.forEach(document -> stored.put(document.documentName(), document));
  }

  List<PlannedChange> plan(List<DefinitionFile> files) {
    Set<DocumentName> written = new LinkedHashSet<>();
    for (DefinitionFile file : files) {
      file.content()
          .documents()
          .forEach(one -> written.add(new DocumentName(one.kind(), one.name())));
    }
    for (DefinitionFile file : files) {
      List<DefinitionDocument> documents = file.content().documents();
      for (int i = 0; i < documents.size(); i++) {
        document(documents.get(i), new DocumentChange.Home(file.path(), i), written);
      }
    }
    stored.values().stream()
        .filter(one -> !seen.contains(one.documentName()))
        .forEach(this::missing);
    return changes;
  }

  private void document(
      DefinitionDocument document, DocumentChange.Home home, Set<DocumentName> written) {
    DocumentName name = new DocumentName(document.kind(), document.name());
    Definition definition = document.definition();
    if (definition == null || !seen.add(name)) {
      return;
    }
    StoredDocument same = stored.get(name);
    StoredDocument former = same == null ? former(definition, name, written) : null;
    StoredDocument before = same == null ? former : same;
    if (former != null) {
      seen.add(former.documentName());
    }
    String beforeText = before == null ? "" : before.text();
    State state = state(same, former, document.text());
    List<KeyChange> keys =
        before == null ? List.of() : KeyDiff.between(beforeText, document.text());
    String beforeFile = before == null ? "/dev/null" : before.file();
    changes.add(
        new PlannedChange(
            name,
            state,
            LineDiff.unified(beforeFile, beforeText, home.file(), document.text()),
            keys,
            advice(name, definition, keys, written),
            change(name, before, document, definition, home, state)));
  }

  private static List<String> advice(
      DocumentName name, Definition definition, List<KeyChange> keys, Set<DocumentName> written) {
    List<String> advice = new ArrayList<>(ChangeAdvice.of(name, keys));
    if (definition instanceof DaemonDefinition daemon
        && daemon.renamedFrom() != null
        && written.contains(new DocumentName(name.kind(), daemon.renamedFrom()))) {
      advice.add(
          "renamed-from names "
              + daemon.renamedFrom()
              + ", which is still defined; "
              + name.name()
              + " has an identity of its own");
    }
    return advice;
  }

  private static boolean isAt(StoredDocument document, DocumentChange.Home home) {
    return document.file().equals(home.file()) && document.ordinal() == home.ordinal();
  }

  private static State state(
      @Nullable StoredDocument same, @Nullable StoredDocument former, String text) {
    if (same == null) {
      return former == null ? State.NEW : State.RENAMED;
    }
    return same.text().equals(text) ? State.UNCHANGED : State.CHANGED;
  }

  /** The daemon whose identity goes on under a new name: named by the file, and gone from it. */
  private @Nullable StoredDocument former(
      Definition definition, DocumentName name, Set<DocumentName> written) {
    if (!(definition instanceof DaemonDefinition daemon) || daemon.renamedFrom() == null) {
      return null;
    }
    DocumentName former = new DocumentName(name.kind(), daemon.renamedFrom());
    return written.contains(former) ? null : stored.get(former);
  }

  private @Nullable DocumentChange change(
      DocumentName name,
      @Nullable StoredDocument before,
      DefinitionDocument document,
      Definition definition,
      DocumentChange.Home home,
      State state) {
    if (before != null && state == State.UNCHANGED) {
      return isAt(before, home) ? null : new DocumentChange.Move(name, home);
    }
    boolean renamed = state == State.RENAMED;
    return new DocumentChange.Save(
        name,
        renamed && before != null ? before.name() : null,
        before == null ? 0 : before.revision(),
        document.text(),
        definition,
        home,
        options.enableNew(),
        before == null ? Revision.Change.CREATED : changeOf(renamed));
  }

  private static Revision.Change changeOf(boolean renamed) {
    return renamed ? Revision.Change.RENAMED : Revision.Change.CHANGED;
  }

  private void missing(StoredDocument document) {
    boolean goes = options.deleteMissing();
    changes.add(
        new PlannedChange(
            document.documentName(),
            goes ? State.DELETED : State.ONLY_STORED,
            goes ? LineDiff.unified(document.file(), document.text(), "/dev/null", "") : "",
            List.of(),
            List.of(),
            goes ? new DocumentChange.Delete(document.documentName(), document.revision()) : null));
  }
}
