package org.tomte.engine.definition.revision;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.casework.access.Access;
import org.tomte.casework.access.Role;
import org.tomte.casework.people.Person;
import org.tomte.casework.setting.CaseSettings;
import org.tomte.engine.access.Operation;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.compile.DefinitionSet;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.StandingDefinitions;
import org.tomte.engine.definition.compile.Validation;
import org.tomte.engine.definition.yaml.DefinitionFault;

/**
 * What people do with documents: save, rename, clone, roll back, delete, import. Nothing is stored
 * that the validator has a fault with, and nothing over a revision that was not looked at.
 */
public final class Definitions {

  private final DefinitionStore store;
  private final StandingDefinitions standing;
  private final InstantSource clock;

  /** The documents of a store. */
  public Definitions(DefinitionStore store, DefinitionValidator validator, InstantSource clock) {
    this.store = store;
    this.standing = new StandingDefinitions(validator);
    this.clock = clock;
  }

  /**
   * All stored documents, checked and compiled as they are now. Only what changed since the last
   * time, and what refers to it, is read and compiled again.
   */
  public Validation load() {
    return standing.validate(store.heads().stream().map(Definitions::part).toList(), this::read);
  }

  private static StandingDefinitions.Part part(DocumentHead head) {
    return new StandingDefinitions.Part(head, head.kind(), head.name());
  }

  private List<DefinitionReader.Result> read(List<StandingDefinitions.Part> parts) {
    List<DocumentHead> heads =
        parts.stream()
            .map(StandingDefinitions.Part::version)
            .map(DocumentHead.class::cast)
            .toList();
    Map<Integer, StoredDocument> stored = new HashMap<>();
    store
        .documents(heads.stream().map(DocumentHead::id).toList())
        .forEach(document -> stored.put(document.id(), document));
    return heads.stream().map(head -> read(stored.get(head.id()))).toList();
  }

  /** What was deleted a moment ago reads as nothing. */
  private static DefinitionReader.Result read(@Nullable StoredDocument document) {
    return document == null
        ? new DefinitionReader.Result(List.of(), List.of(), List.of())
        : new DefinitionReader().read(document.file(), document.text());
  }

  /** What would be with some documents in place of those stored. */
  private Validation with(DefinitionSet fresh, List<DocumentHead> others) {
    return standing.validate(fresh, others.stream().map(Definitions::part).toList(), this::read);
  }

  /**
   * Saves one document that was edited, or a new one.
   *
   * @param text as written; one document
   * @param expectedRevision the revision that was edited; 0 for a new document
   * @param editedName the name the document had when it was opened, so that another name in the
   *     text is a rename; null for a new document
   */
  public SaveOutcome save(String text, int expectedRevision, @Nullable String editedName, Who who) {
    return save(text, expectedRevision, editedName, Revision.Change.CHANGED, who);
  }

  /**
   * Who does something.
   *
   * @param name a person's log-in name
   * @param why in their words; may be empty
   * @param role what they may do
   */
  public record Who(String name, String why, Role role) {

    /** Somebody whose door has asked already whether they may. */
    public Who(String name, String why) {
      this(name, why, Role.ADMINISTRATOR);
    }
  }

  private SaveOutcome save(
      String text,
      int expectedRevision,
      @Nullable String editedName,
      Revision.Change change,
      Who who) {
    DefinitionReader.Result result = new DefinitionReader().read("document", text);
    DefinitionSet set = DefinitionSet.of(List.of(result));
    if (result.documents().size() != 1 || !result.faults().isEmpty()) {
      return result.faults().isEmpty()
          ? new SaveOutcome.Refused(
              "the text holds " + result.documents().size() + " documents; save them one by one")
          : new SaveOutcome.Invalid(with(set, List.of()));
    }
    DefinitionDocument document = result.documents().getFirst();
    DocumentName target = new DocumentName(document.kind(), document.name());
    DocumentName edited =
        editedName == null ? target : new DocumentName(document.kind(), editedName);
    StoredDocument before = store.find(edited).orElse(null);
    Validation validation = newFaults(with(set, others(edited)), List.of("document"));
    if (!validation.valid() || document.definition() == null) {
      return new SaveOutcome.Invalid(validation);
    }
    boolean renamed = before != null && !edited.equals(target);
    DocumentChange.Home home =
        before == null
            ? DocumentChange.Home.of(target)
            : new DocumentChange.Home(before.file(), before.ordinal());
    Revision.Change what =
        before == null ? Revision.Change.CREATED : renamed ? Revision.Change.RENAMED : change;
    DocumentChange.Save save =
        new DocumentChange.Save(
            target,
            renamed ? edited.name() : null,
            expectedRevision,
            text,
            document.definition(),
            home,
            false,
            what);
    List<KeyChange> keys = before == null ? List.of() : KeyDiff.between(before.text(), text);
    return applied(List.of(save), who, validation, ChangeAdvice.of(target, keys));
  }

  /**
   * Only faults in the files at hand and those that their change brings to others. What was wrong
   * elsewhere before, for example after a connector was removed, must not keep people from working.
   */
  private Validation newFaults(Validation after, List<String> files) {
    Set<DefinitionFault> before = new HashSet<>(load().faults());
    List<DefinitionFault> faults =
        after.faults().stream()
            .filter(fault -> files.contains(fault.file()) || !before.contains(fault))
            .toList();
    List<DefinitionFault> warnings =
        after.warnings().stream().filter(one -> files.contains(one.file())).toList();
    return new Validation(faults, warnings, after.compiled());
  }

  /** The stored documents beside the one that is being edited. */
  private List<DocumentHead> others(DocumentName edited) {
    return store.heads().stream().filter(one -> !one.documentName().equals(edited)).toList();
  }

  private SaveOutcome applied(
      List<DocumentChange> changes, Who who, Validation validation, List<String> advice) {
    String forbidden = forbidden(changes, who);
    if (forbidden == null) {
      forbidden = nobodyLeft(load().compiled().settings(), validation.compiled().settings());
    }
    if (forbidden != null) {
      return new SaveOutcome.Refused(forbidden);
    }
    Author author = new Author(who.name(), who.why(), clock.instant());
    return switch (store.apply(changes, author)) {
      case ApplyOutcome.Applied(long version) ->
          new SaveOutcome.Saved(
              version,
              changes.stream().map(DocumentChange::target).toList(),
              validation.warnings(),
              advice);
      case ApplyOutcome.Conflict(_, String reason) -> new SaveOutcome.Refused(reason);
    };
  }

  /** Why somebody may not make changes; null when they may. Who people are decides who may what. */
  private static @Nullable String forbidden(List<DocumentChange> changes, Who who) {
    boolean people =
        changes.stream()
            .map(change -> change.target().kind())
            .anyMatch(kind -> kind == DefinitionKind.USER || kind == DefinitionKind.TEAM);
    Operation operation = people ? Operation.PEOPLE : Operation.DEFINITIONS;
    return changes.isEmpty() ? null : operation.forbidden(Access.person(who.name(), who.role()));
  }

  /** Once there is an administrator there remains one. */
  private static @Nullable String nobodyLeft(CaseSettings before, CaseSettings after) {
    List<String> had = administrators(before);
    return had.isEmpty() || !administrators(after).isEmpty()
        ? null
        : "nobody would be an active administrator any more; make somebody else one before %s is not"
            .formatted(String.join(", ", had));
  }

  private static List<String> administrators(CaseSettings settings) {
    return settings.people().values().stream()
        .filter(person -> person.active() && person.role() == Role.ADMINISTRATOR)
        .map(Person::name)
        .toList();
  }

  /** Gives a daemon another name; its identity, pointers and history go on. */
  public SaveOutcome rename(String daemon, String newName, Who who) {
    DocumentName name = new DocumentName(DefinitionKind.DAEMON, daemon);
    return store
        .find(name)
        .map(document ->
            save(
                TextEdit.withValue(document.text(), name.kind().word(), newName),
                document.revision(),
                daemon,
                Revision.Change.RENAMED,
                who))
        .orElseGet(() -> notThere(name));
  }

  private static SaveOutcome notThere(DocumentName name) {
    return new SaveOutcome.Refused(name + " is not there");
  }

  /** A copy of a daemon with an identity of its own: disabled, and starting at now. */
  public SaveOutcome cloneDaemon(String daemon, String newName, Who who) {
    DocumentName name = new DocumentName(DefinitionKind.DAEMON, daemon);
    return store
        .find(name)
        .map(document -> {
          String named = TextEdit.withValue(document.text(), name.kind().word(), newName);
          String fresh = TextEdit.withValue(named, "start", "now");
          return save(fresh, 0, null, Revision.Change.CREATED, who);
        })
        .orElseGet(() -> notThere(name));
  }

  /** Makes the text of an earlier revision the newest one. */
  public SaveOutcome rollBack(DocumentName name, int revision, Who who) {
    Optional<StoredDocument> document = store.find(name);
    Optional<Revision> wanted =
        store.revisions(name).stream().filter(one -> one.number() == revision).findFirst();
    if (document.isEmpty()) {
      return notThere(name);
    }
    if (wanted.isEmpty()) {
      return new SaveOutcome.Refused(
          "%s has no revision %d; it has 1 to %d"
              .formatted(name, revision, document.get().revision()));
    }
    return save(
        wanted.get().text(),
        document.get().revision(),
        name.name(),
        Revision.Change.ROLLED_BACK,
        who);
  }

  /** Deletes a document, unless another one refers to it. */
  public SaveOutcome delete(DocumentName name, int expectedRevision, Who who) {
    Validation without = newFaults(with(DefinitionSet.of(List.of()), others(name)), List.of());
    if (!without.valid()) {
      return new SaveOutcome.Invalid(without);
    }
    return applied(
        List.of(new DocumentChange.Delete(name, expectedRevision)), who, without, List.of());
  }

  /** The unified diff of two revisions; empty when their texts are equal or one is not there. */
  public String diff(DocumentName name, int from, int to) {
    return LineDiff.unified("revision " + from, text(name, from), "revision " + to, text(name, to));
  }

  /** The values that differ between two revisions. */
  public List<KeyChange> keyDiff(DocumentName name, int from, int to) {
    return KeyDiff.between(text(name, from), text(name, to));
  }

  private String text(DocumentName name, int revision) {
    return store.revisions(name).stream()
        .filter(one -> one.number() == revision)
        .map(Revision::text)
        .findFirst()
        .orElse("");
  }

  /** What an import of files would do; also the comparison of a folder with the store. */
  public ImportPlan plan(List<DefinitionFile> files, ImportOptions options) {
    List<PlannedChange> changes = new ImportPlanner(store.documents(), options).plan(files);
    Set<DocumentName> staying = new HashSet<>();
    for (PlannedChange change : changes) {
      if (change.state() == PlannedChange.State.ONLY_STORED) {
        staying.add(change.document());
      }
    }
    List<DocumentHead> others =
        store.heads().stream().filter(head -> staying.contains(head.documentName())).toList();
    DefinitionSet fresh = DefinitionSet.of(DefinitionFile.contents(files));
    List<String> paths = files.stream().map(DefinitionFile::path).toList();
    return new ImportPlan(changes, newFaults(with(fresh, others), paths));
  }

  /** Imports as planned: everything in one transaction, or nothing. */
  public SaveOutcome apply(ImportPlan plan, Who who) {
    if (!plan.validation().valid()) {
      return new SaveOutcome.Invalid(plan.validation());
    }
    List<String> advice = plan.changes().stream().flatMap(one -> one.advice().stream()).toList();
    return applied(plan.toStore(), who, plan.validation(), advice);
  }
}
