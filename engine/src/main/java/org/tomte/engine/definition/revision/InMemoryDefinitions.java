package org.tomte.engine.definition.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.CustomFieldDefinition;
import org.tomte.engine.definition.DefinitionKind;

/** Documents in memory, for tests and for runs without a database. */
public final class InMemoryDefinitions implements DefinitionStore {

  private static final Comparator<StoredDocument> BY_PLACE =
      Comparator.comparing(StoredDocument::file)
          .thenComparingInt(StoredDocument::ordinal)
          .thenComparing(StoredDocument::kind)
          .thenComparing(StoredDocument::name);

  private Map<Integer, StoredDocument> current = new LinkedHashMap<>();
  private Map<Integer, DaemonHead> heads = new LinkedHashMap<>();
  private Map<Integer, List<Revision>> history = new LinkedHashMap<>();
  private final Map<String, String> types = new HashMap<>();
  private int lastId;
  private long version;

  @Override
  public synchronized long version() {
    return version;
  }

  @Override
  public synchronized List<StoredDocument> documents() {
    return current.values().stream().sorted(BY_PLACE).toList();
  }

  @Override
  public synchronized List<DocumentHead> heads() {
    return documents().stream().map(StoredDocument::head).toList();
  }

  @Override
  public synchronized List<StoredDocument> documents(Collection<Integer> ids) {
    return ids.stream().distinct().map(current::get).filter(Objects::nonNull).toList();
  }

  @Override
  public synchronized Optional<StoredDocument> find(DocumentName name) {
    return current.values().stream().filter(one -> one.documentName().equals(name)).findFirst();
  }

  @Override
  public synchronized List<DaemonHead> daemons() {
    return heads.values().stream().sorted(Comparator.comparing(DaemonHead::name)).toList();
  }

  @Override
  public synchronized Optional<DaemonHead> daemon(String name) {
    return heads.values().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  @Override
  public synchronized List<Revision> revisions(DocumentName name) {
    return find(name)
        .map(document -> history.getOrDefault(document.id(), List.of()).reversed())
        .map(List::copyOf)
        .orElse(List.of());
  }

  @Override
  public synchronized ApplyOutcome apply(List<DocumentChange> changes, Author author) {
    Map<Integer, StoredDocument> documentsBefore = new LinkedHashMap<>(current);
    Map<Integer, DaemonHead> headsBefore = new LinkedHashMap<>(heads);
    Map<Integer, List<Revision>> historyBefore = new LinkedHashMap<>();
    history.forEach((id, revisions) -> historyBefore.put(id, new ArrayList<>(revisions)));
    for (DocumentChange change : changes) {
      String refused =
          switch (change) {
            case DocumentChange.Save save -> save(save, author);
            case DocumentChange.Delete delete -> delete(delete, author);
            case DocumentChange.Move move -> move(move);
          };
      if (refused != null) {
        current = documentsBefore;
        heads = headsBefore;
        history = historyBefore;
        return new ApplyOutcome.Conflict(change.target(), refused);
      }
    }
    return new ApplyOutcome.Applied(++version);
  }

  private @Nullable String save(DocumentChange.Save save, Author author) {
    DocumentName target = save.target();
    String formerName = save.formerName() == null ? target.name() : save.formerName();
    StoredDocument before = find(new DocumentName(target.kind(), formerName)).orElse(null);
    String refused = Conflicts.of(save, before, find(target).orElse(null));
    if (refused == null && save.definition() instanceof CustomFieldDefinition field) {
      refused = Conflicts.customField(field, formerName, types.get(field.name()));
      types.putIfAbsent(field.name(), field.type());
    }
    if (refused != null) {
      return refused;
    }
    int id = before == null ? ++lastId : before.id();
    int revision = before == null ? 1 : before.revision() + 1;
    current.put(
        id,
        new StoredDocument(
            id,
            target.kind(),
            target.name(),
            revision,
            save.text(),
            save.home().file(),
            save.home().ordinal()));
    if (target.kind() == DefinitionKind.DAEMON) {
      heads.put(id, head(id, save, revision, author));
    }
    record(
        id,
        new Revision(target.kind(), revision, target.name(), save.text(), author, save.change()));
    return null;
  }

  private DaemonHead head(int id, DocumentChange.Save save, int revision, Author author) {
    DaemonHead before = heads.get(id);
    return before == null
        ? new DaemonHead(
            new DaemonId(id),
            UUID.randomUUID(),
            save.target().name(),
            save.enabled(),
            revision,
            author.at(),
            author.at())
        : new DaemonHead(
            before.id(),
            before.identity(),
            save.target().name(),
            before.enabled(),
            revision,
            before.anchor(),
            before.created());
  }

  private @Nullable String move(DocumentChange.Move move) {
    StoredDocument before = find(move.target()).orElse(null);
    if (before != null) {
      DocumentChange.Home home = move.home();
      current.put(
          before.id(),
          new StoredDocument(
              before.id(),
              before.kind(),
              before.name(),
              before.revision(),
              before.text(),
              home.file(),
              home.ordinal()));
    }
    return Conflicts.of(move, before);
  }

  private @Nullable String delete(DocumentChange.Delete delete, Author author) {
    StoredDocument before = find(delete.target()).orElse(null);
    String refused = Conflicts.of(delete, before);
    if (refused != null || before == null) {
      return refused;
    }
    record(
        before.id(),
        new Revision(
            before.kind(),
            before.revision() + 1,
            before.name(),
            before.text(),
            author,
            Revision.Change.DELETED));
    current.remove(before.id());
    heads.remove(before.id());
    return null;
  }

  private void record(int id, Revision revision) {
    history.computeIfAbsent(id, _ -> new ArrayList<>()).add(revision);
  }

  @Override
  public synchronized boolean enable(DaemonId daemon, boolean enabled, Author author) {
    DaemonHead before = heads.get(daemon.value());
    if (before == null) {
      return false;
    }
    heads.put(
        daemon.value(),
        new DaemonHead(
            before.id(),
            before.identity(),
            before.name(),
            enabled,
            before.revision(),
            before.anchor(),
            before.created()));
    version++;
    return true;
  }
}
