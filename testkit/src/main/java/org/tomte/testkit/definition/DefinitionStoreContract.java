package org.tomte.testkit.definition;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.DefinitionReader;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.Installed;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.DaemonHead;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.DefinitionFolder;
import org.tomte.engine.definition.revision.DefinitionStore;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.DocumentChange;
import org.tomte.engine.definition.revision.DocumentHead;
import org.tomte.engine.definition.revision.DocumentName;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.ImportPlan;
import org.tomte.engine.definition.revision.PlannedChange;
import org.tomte.engine.definition.revision.PlannedChange.State;
import org.tomte.engine.definition.revision.Revision;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.definition.revision.StoredDocument;

/** What every store of definitions must do, through the commands that people use. */
public abstract class DefinitionStoreContract {

  /** When everything in these tests happens. */
  protected static final Instant AT = Instant.parse("2026-11-25T10:00:00Z");

  /** Who does it. */
  protected static final Definitions.Who WHO = new Definitions.Who("ada", "because");

  /** Who does it, where the store is asked itself. */
  protected static final Author AUTHOR = new Author("ada", "because", AT);

  /** An empty store. */
  protected abstract DefinitionStore store();

  /** The commands over a store, with a clock connector and nothing else installed. */
  protected static Definitions definitions(DefinitionStore store) {
    return new Definitions(
        store, new DefinitionValidator(Installed.of(List.of(new ClockStub()))), () -> AT);
  }

  /** A daemon that does nothing every so often. */
  protected static String daemon(String name, String every) {
    return """
    # keeps its comment
    daemon: %s
    owner: soc
    source: {type: clock}
    schedule: {every: %s}
    start: -24h   # a day back
    unmatched: discard
    """
        .formatted(name, every);
  }

  /** The name of a daemon's document. */
  protected static DocumentName name(String daemon) {
    return new DocumentName(DefinitionKind.DAEMON, daemon);
  }

  /** The name of a template's document. */
  protected static DocumentName template(String template) {
    return new DocumentName(DefinitionKind.TEMPLATE, template);
  }

  private static DaemonHead head(DefinitionStore store, String name) {
    return store.daemon(name).orElseThrow();
  }

  private static SaveOutcome.Saved saved(SaveOutcome outcome) {
    assertThat(outcome).isInstanceOf(SaveOutcome.Saved.class);
    return (SaveOutcome.Saved) outcome;
  }

  private static String refused(SaveOutcome outcome) {
    assertThat(outcome).isInstanceOf(SaveOutcome.Refused.class);
    return ((SaveOutcome.Refused) outcome).reason();
  }

  @Test
  void aNewDaemonHasAnIdentityAndWaitsUntilItIsEnabled() {
    DefinitionStore store = store();
    long before = store.version();

    SaveOutcome.Saved outcome = saved(definitions(store).save(daemon("d", "1m"), 0, null, WHO));

    assertThat(outcome.version()).isEqualTo(store.version()).isGreaterThan(before);
    DaemonHead head = head(store, "d");
    assertThat(head.enabled()).isFalse();
    assertThat(head.revision()).isEqualTo(1);
    assertThat(head.anchor()).isEqualTo(AT);
    StoredDocument document = store.find(name("d")).orElseThrow();
    assertThat(document.text()).isEqualTo(daemon("d", "1m"));
    assertThat(document.id()).isEqualTo(head.id().value());
    assertThat(document.file()).isEqualTo("daemons/d.yaml");
  }

  @Test
  void everySaveIsARevisionWithWhoWhenAndWhy() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    DaemonHead before = head(store, "d");

    saved(definitions.save(daemon("d", "5m"), 1, "d", new Definitions.Who("grace", "too often")));

    List<Revision> revisions = store.revisions(name("d"));
    assertThat(revisions).extracting(Revision::number).containsExactly(2, 1);
    assertThat(revisions.getFirst().author()).isEqualTo(new Author("grace", "too often", AT));
    assertThat(revisions.getFirst().change()).isEqualTo(Revision.Change.CHANGED);
    assertThat(revisions.getLast().text()).isEqualTo(daemon("d", "1m"));
    assertThat(head(store, "d").identity()).isEqualTo(before.identity());
    assertThat(definitions.diff(name("d"), 1, 2))
        .contains("-schedule: {every: 1m}\n+schedule: {every: 5m}\n");
    assertThat(definitions.keyDiff(name("d"), 1, 2))
        .extracting(Object::toString)
        .containsExactly("schedule.every: 1m -> 5m");
  }

  @Test
  void aTextWithFaultsIsNotStored() {
    DefinitionStore store = store();

    SaveOutcome outcome =
        definitions(store).save(daemon("d", "1m").replace("clock", "clok"), 0, null, WHO);

    assertThat(outcome).isInstanceOf(SaveOutcome.Invalid.class);
    assertThat(store.documents()).isEmpty();
  }

  @Test
  void anEditOfAnOlderRevisionIsRefused() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    definitions.save(daemon("d", "2m"), 1, "d", WHO);
    long before = store.version();

    assertThat(refused(definitions.save(daemon("d", "3m"), 1, "d", WHO)))
        .isEqualTo("daemon d is at revision 2, and the change was made to revision 1");
    assertThat(refused(definitions.save(daemon("d", "3m"), 0, null, WHO)))
        .contains("daemon d is there already");
    assertThat(refused(definitions.delete(name("d"), 1, WHO))).contains("is at revision 2");
    assertThat(store.version()).isEqualTo(before);
    assertThat(store.revisions(name("d"))).hasSize(2);
  }

  @Test
  void aRenameKeepsIdentityHistoryAndComments() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    DaemonHead before = head(store, "d");
    store.enable(before.id(), true, AUTHOR);

    saved(definitions.rename("d", "renamed", WHO));

    DaemonHead after = head(store, "renamed");
    assertThat(after.id()).isEqualTo(before.id());
    assertThat(after.identity()).isEqualTo(before.identity());
    assertThat(after.enabled()).isTrue();
    assertThat(store.daemon("d")).isEmpty();
    assertThat(store.find(name("renamed")).orElseThrow().text()).isEqualTo(daemon("renamed", "1m"));
    assertThat(store.revisions(name("renamed")))
        .extracting(Revision::name)
        .containsExactly("renamed", "d");
  }

  @Test
  void aNameCanBeGivenOnce() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    definitions.save(daemon("e", "1m"), 0, null, WHO);

    assertThat(definitions.rename("d", "e", WHO)).isNotInstanceOf(SaveOutcome.Saved.class);
    assertThat(head(store, "d").id()).isNotEqualTo(head(store, "e").id());
  }

  @Test
  void aCloneStartsDisabledAtNowWithAnIdentityOfItsOwn() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    store.enable(head(store, "d").id(), true, AUTHOR);

    saved(definitions.cloneDaemon("d", "copy", WHO));

    assertThat(head(store, "copy").enabled()).isFalse();
    assertThat(head(store, "copy").id()).isNotEqualTo(head(store, "d").id());
    assertThat(store.find(name("copy")).orElseThrow().text())
        .contains("daemon: copy\n")
        .contains("start: now   # a day back\n");
  }

  @Test
  void aRollBackIsANewRevision() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    definitions.save(daemon("d", "2m"), 1, "d", WHO);

    saved(definitions.rollBack(name("d"), 1, WHO));

    assertThat(store.revisions(name("d")))
        .extracting(Revision::change)
        .containsExactly(
            Revision.Change.ROLLED_BACK, Revision.Change.CHANGED, Revision.Change.CREATED);
    assertThat(store.find(name("d")).orElseThrow().text()).isEqualTo(daemon("d", "1m"));
    assertThat(refused(definitions.rollBack(name("d"), 9, WHO)))
        .isEqualTo("daemon d has no revision 9; it has 1 to 3");
  }

  @Test
  void aDeletedDaemonComesBackWithAnotherIdentity() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    DaemonHead before = head(store, "d");

    saved(definitions.delete(name("d"), 1, WHO));
    assertThat(store.daemons()).isEmpty();
    assertThat(store.revisions(name("d"))).isEmpty();
    assertThat(store.enable(before.id(), true, AUTHOR)).isFalse();

    saved(definitions.save(daemon("d", "1m"), 0, null, WHO));
    assertThat(head(store, "d").id()).isNotEqualTo(before.id());
    assertThat(store.revisions(name("d"))).hasSize(1);
  }

  @Test
  void whatIsReferredToCannotBeDeleted() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save("time-frame: f\nzone: UTC\nopen: {days: mon}\n", 0, null, WHO);
    definitions.save(daemon("d", "1m").replace("every: 1m", "every: 1m, during: f"), 0, null, WHO);
    DocumentName frame = new DocumentName(DefinitionKind.TIME_FRAME, "f");

    assertThat(definitions.delete(frame, 1, WHO)).isInstanceOf(SaveOutcome.Invalid.class);
    assertThat(store.find(frame)).isPresent();
  }

  @Test
  void switchesAreStoredAndCounted() {
    DefinitionStore store = store();
    definitions(store).save(daemon("d", "1m"), 0, null, WHO);
    long before = store.version();

    assertThat(store.enable(head(store, "d").id(), true, AUTHOR)).isTrue();

    assertThat(head(store, "d").enabled()).isTrue();
    assertThat(store.version()).isGreaterThan(before);
  }

  @Test
  void changesAreStoredTogetherOrNotAtAll() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    List<DefinitionFile> files =
        List.of(
            DefinitionFile.of("a.yaml", daemon("a", "1m")),
            DefinitionFile.of("d.yaml", daemon("d", "9m")));
    ImportPlan plan = definitions.plan(files, ImportOptions.CAREFUL);
    definitions.save(daemon("d", "2m"), 1, "d", WHO);

    assertThat(refused(definitions.apply(plan, WHO))).contains("daemon d is at revision 2");
    assertThat(store.daemon("a")).isEmpty();
    assertThat(store.find(name("d")).orElseThrow().text()).isEqualTo(daemon("d", "2m"));
  }

  @Test
  void ofManyWhoEditOneRevisionOneWins() throws Exception {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    CountDownLatch together = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<SaveOutcome>> outcomes =
          IntStream.rangeClosed(2, 7)
              .mapToObj(minutes ->
                  threads.submit(
                      (Callable<SaveOutcome>)
                          () -> {
                            together.await();
                            return definitions.save(daemon("d", minutes + "m"), 1, "d", WHO);
                          }))
              .toList();
      together.countDown();
      int won = 0;
      for (Future<SaveOutcome> outcome : outcomes) {
        won += outcome.get() instanceof SaveOutcome.Saved ? 1 : 0;
      }
      assertThat(won).isEqualTo(1);
    }
    assertThat(store.revisions(name("d"))).extracting(Revision::number).containsExactly(2, 1);
  }

  private static final Map<String, String> FOLDER =
      Map.of(
          "b.yaml",
              "\uFEFF# head\ntomte: 1\n"
                  + daemon("one", "1m")
                  + "---\r\nteam: soc # last\n---\n# tail",
          "deep/a.yml", daemon("two", "1h") + "\n# end\n...\n");

  private static List<DefinitionFile> files(Map<String, String> texts) {
    return texts.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(file -> DefinitionFile.of(file.getKey(), file.getValue()))
        .toList();
  }

  @Test
  void whatIsImportedIsExportedByteForByte() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);

    saved(definitions.apply(definitions.plan(files(FOLDER), ImportOptions.CAREFUL), WHO));

    assertThat(DefinitionFolder.files(store.documents()))
        .containsExactlyInAnyOrderEntriesOf(FOLDER);
    ImportPlan again = definitions.plan(files(FOLDER), new ImportOptions(true, true));
    assertThat(again.changes()).extracting(PlannedChange::state).containsOnly(State.UNCHANGED);
    assertThat(again.toStore()).isEmpty();
  }

  @Test
  void anImportSaysWhatItWouldDoAndDoesIt() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    saved(definitions.apply(definitions.plan(files(FOLDER), new ImportOptions(false, true)), WHO));
    DaemonHead one = head(store, "one");
    assertThat(one.enabled()).isTrue();
    Map<String, String> changed =
        Map.of(
            "b.yaml",
            daemon("uno", "1m") + "renamed-from: one\n---\nteam: soc # last\n",
            "c.yaml",
            daemon("three", "1h"));

    ImportPlan plan = definitions.plan(files(changed), new ImportOptions(true, false));

    assertThat(plan.changes())
        .extracting(change -> change.document().name(), PlannedChange::state)
        .containsExactlyInAnyOrder(
            tuple("uno", State.RENAMED),
            tuple("soc", State.CHANGED),
            tuple("three", State.NEW),
            tuple("two", State.DELETED));
    saved(definitions.apply(plan, WHO));
    assertThat(head(store, "uno").id()).isEqualTo(one.id());
    assertThat(store.daemons()).extracting(DaemonHead::name).containsExactly("three", "uno");
    assertThat(DefinitionFolder.files(store.documents()))
        .containsExactlyInAnyOrderEntriesOf(changed);
  }

  @Test
  void anImportThatDeletesNothingLeavesTheRest() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    saved(definitions.apply(definitions.plan(files(FOLDER), ImportOptions.CAREFUL), WHO));

    ImportPlan plan =
        definitions.plan(
            List.of(DefinitionFile.of("deep/a.yml", daemon("two", "2h"))), ImportOptions.CAREFUL);

    assertThat(plan.changes())
        .extracting(PlannedChange::state)
        .containsExactlyInAnyOrder(State.CHANGED, State.ONLY_STORED, State.ONLY_STORED);
    saved(definitions.apply(plan, WHO));
    assertThat(store.daemons()).hasSize(2);
  }

  @Test
  void aDocumentThatMovesToAnotherFileGetsNoRevision() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);

    saved(
        definitions.apply(
            definitions.plan(
                List.of(DefinitionFile.of("new/place.yaml", daemon("d", "1m"))),
                ImportOptions.CAREFUL),
            WHO));

    assertThat(store.find(name("d")).orElseThrow().file()).isEqualTo("new/place.yaml");
    assertThat(store.revisions(name("d"))).hasSize(1);
  }

  @Test
  void aChangedStartSaysThatThePointerStays() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);

    SaveOutcome.Saved outcome =
        saved(definitions.save(daemon("d", "1m").replace("-24h", "beginning"), 1, "d", WHO));

    assertThat(outcome.advice())
        .singleElement()
        .asString()
        .startsWith("start changed: it counts only for streams without a pointer");
  }

  @Test
  void faultsThatWereThereBeforeKeepNobodyFromWorking() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    definitions.save(daemon("d", "1m"), 0, null, WHO);
    String broken = daemon("broken", "1m").replace("clock", "gone");
    DocumentChange.Save past =
        new DocumentChange.Save(
            name("broken"),
            null,
            0,
            broken,
            requireNonNull(
                new DefinitionReader()
                    .read("x", daemon("broken", "1m"))
                    .documents()
                    .getFirst()
                    .definition()),
            new DocumentChange.Home("broken.yaml", 0),
            false,
            Revision.Change.CREATED);
    store.apply(List.of(past), AUTHOR);
    assertThat(definitions.load().valid()).isFalse();
    assertThat(definitions.load().compiled().daemons()).containsOnlyKeys("d");

    saved(definitions.save(daemon("d", "2m"), 1, "d", WHO));
    assertThat(definitions.save(broken, 1, "broken", WHO)).isInstanceOf(SaveOutcome.Invalid.class);
  }

  @Test
  void headsAreTheDocumentsWithoutTheirTextsAndChangeWithThem() {
    DefinitionStore store = store();
    Definitions definitions = definitions(store);
    saved(definitions.save(daemon("a", "1m"), 0, null, WHO));
    saved(definitions.save(daemon("b", "1m"), 0, null, WHO));
    List<DocumentHead> before = store.heads();
    assertThat(before).isEqualTo(store.documents().stream().map(StoredDocument::head).toList());
    assertThat(before).hasSize(2);

    saved(definitions.save(daemon("b", "2m"), 1, "b", WHO));
    assertThat(store.heads()).hasSize(2).containsOnlyOnce(before.getFirst());
    assertThat(store.heads()).doesNotContain(before.getLast());

    List<Integer> ids = before.stream().map(DocumentHead::id).toList();
    assertThat(store.documents(ids)).containsExactlyInAnyOrderElementsOf(store.documents());
    assertThat(store.documents(List.of(ids.getFirst(), 1_000_000)))
        .extracting(StoredDocument::name)
        .containsExactly("a");
    assertThat(store.documents(List.of())).isEmpty();
  }
}
