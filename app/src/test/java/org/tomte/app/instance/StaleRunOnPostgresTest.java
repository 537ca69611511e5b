package org.tomte.app.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.api.Connector;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.StoredPointer;
import org.tomte.engine.commit.StreamName;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.DefinitionFile;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.ImportOptions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.pointer.PointerCodec;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.PointerState;
import org.tomte.engine.run.RunResult;
import org.tomte.engine.run.StoredDaemons;
import org.tomte.engine.shard.ShardMap;
import org.tomte.store.testing.PostgreSql;
import org.tomte.store.testing.TestDatabase;

/**
 * A whole instance on PostgreSQL. A run has committed its first page and hangs in the second while
 * its daemon is disabled, edited, taken over and so on; when its source answers at last, nothing of
 * that page may be committed, and a later run must bring it once.
 */
@PostgreSql
class StaleRunOnPostgresTest {
  private static final String DAEMON =
      """
      team: soc
      ---
      daemon: numbers
      description: %s
      owner: soc
      source: {type: hanging, place: %s}
      start: beginning
      acknowledge: {done: {tell: done}}
      schedule: [{every: 1h}]
      limits: {deadline: %s}
      mappings:
        number: {title: {template: "{{ event.number }}"}}
      unmatched: {do: add-to-triage, mapping: number}
      """;

  @TempDir Path folder;
  private final TestDatabase server;
  private TestDatabase database;
  private String place;
  private HangingConnector.Source source;
  private Instance instance;
  private DaemonId daemon;

  StaleRunOnPostgresTest(TestDatabase server) {
    this.server = server;
  }

  @BeforeEach
  void open(TestInfo test) throws IOException {
    database = server.another();
    place = test.getTestMethod().orElseThrow().getName();
    source = HangingConnector.source(place);
    instance = opened();
    save("first", "5m");
    daemon = instance.definitionStore().daemon("numbers").orElseThrow().id();
    instance.startNode();
  }

  @AfterEach
  void close() {
    source.letGo();
    instance.close();
    database.close();
  }

  /** The instance finds the connector of this test like any other, but only this instance does. */
  private Instance opened() throws IOException {
    Path services = Files.createDirectories(folder.resolve("extra/META-INF/services"));
    Files.writeString(
        services.resolve(Connector.class.getName()), HangingConnector.class.getName());
    Thread thread = Thread.currentThread();
    ClassLoader usual = thread.getContextClassLoader();
    URL[] extra = {folder.resolve("extra").toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(extra, usual)) {
      thread.setContextClassLoader(loader);
      return Instance.open(
          new InstanceSettings(
              folder.resolve("home"),
              database.address().url(),
              Map.of(
                  "TOMTE_DB_USER", database.address().user(),
                  "TOMTE_DB_PASSWORD", database.address().password()),
              Clock.systemUTC()));
    } finally {
      thread.setContextClassLoader(usual);
    }
  }

  private void save(String description, String deadline) {
    Definitions definitions = instance.definitions();
    DefinitionFile file =
        DefinitionFile.of("numbers.yaml", DAEMON.formatted(description, place, deadline));
    SaveOutcome outcome =
        definitions.apply(
            definitions.plan(List.of(file), ImportOptions.CAREFUL),
            new Definitions.Who("test", "because"));
    assertThat(outcome).isInstanceOf(SaveOutcome.Saved.class);
  }

  private CompletableFuture<RunResult> startedAndHanging() throws InterruptedException {
    CompletableFuture<RunResult> run = started();
    assertThat(source.hanging().await(20, TimeUnit.SECONDS)).isTrue();
    stands(HangingConnector.PAGE);
    return run;
  }

  private CompletableFuture<RunResult> started() {
    return instance.node().fleet().start(daemon, null, true).orElseThrow();
  }

  private RunResult answered(CompletableFuture<RunResult> run) throws Exception {
    source.letGo();
    return run.get(20, TimeUnit.SECONDS);
  }

  private static List<Integer> upTo(int last) {
    return IntStream.rangeClosed(1, last).boxed().toList();
  }

  private List<Integer> created() {
    return instance.casework().triageEvents(TriageFilter.ALL, 0, 100).stream()
        .map(TriageEvent::title)
        .map(Integer::valueOf)
        .sorted()
        .toList();
  }

  private long rows(String table) {
    return instance
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
  }

  /** Exactly the events up to this one were committed, with all that belongs to them. */
  private void stands(int last) {
    await().untilAsserted(() -> assertThat(rows("pending_acknowledgement")).isZero());
    assertThat(created()).isEqualTo(upTo(last));
    assertThat(rows("event_key")).isEqualTo(last);
    assertThat(rows("kept_event")).isEqualTo(last);
    assertThat(rows("quarantine")).isZero();
    assertThat(source.told()).hasSize(last).contains("key-" + last);
    assertThat(pointer()).isEqualTo(pointerAt(last));
  }

  private String pointer() {
    return instance.pointers().of(daemon).stream().map(StoredPointer::words).findFirst().orElse("");
  }

  private static String pointerAt(int last) {
    return "event " + last;
  }

  /** The stale run is refused, and the next run brings what it could not. */
  private void committedNothingAndTheNextRunGoesOn(CompletableFuture<RunResult> run)
      throws Exception {
    assertThat(answered(run).outcome()).isNotEqualTo(RunResult.Outcome.DONE);
    stands(HangingConnector.PAGE);
    instance.node().fleet().reconcile();
    await()
        .until(() -> instance.node().fleet().status(daemon).orElseThrow().runningSince() == null);
    assertThat(started().get(20, TimeUnit.SECONDS).outcome()).isEqualTo(RunResult.Outcome.DONE);
    stands(HangingConnector.EVENTS);
  }

  @Test
  void withoutAnyCauseTheRunCommitsAll() throws Exception {
    assertThat(answered(startedAndHanging()).outcome()).isEqualTo(RunResult.Outcome.DONE);
    stands(HangingConnector.EVENTS);
  }

  @Test
  void nothingIsCommittedAfterTheDeadline() throws Exception {
    save("first", "1s");
    instance.node().fleet().reconcile();
    long before = epoch();
    CompletableFuture<RunResult> run = startedAndHanging();
    await().until(() -> epoch() > before);
    committedNothingAndTheNextRunGoesOn(run);
  }

  @Test
  void nothingIsCommittedAfterTheDaemonWasDisabled() throws Exception {
    enable(true);
    instance.node().fleet().reconcile();
    CompletableFuture<RunResult> run = startedAndHanging();
    enable(false);
    committedNothingAndTheNextRunGoesOn(run);
  }

  @Test
  void nothingIsCommittedAfterTheDaemonWasDisabledAndEnabledAgain() throws Exception {
    enable(true);
    instance.node().fleet().reconcile();
    CompletableFuture<RunResult> run = startedAndHanging();
    enable(false);
    enable(true);
    committedNothingAndTheNextRunGoesOn(run);
  }

  @Test
  void nothingIsCommittedAfterAnEdit() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    save("second", "5m");
    committedNothingAndTheNextRunGoesOn(run);
  }

  @Test
  void nothingIsCommittedAfterAnEditThatTheNodeHasSeen() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    save("second", "5m");
    instance.node().fleet().reconcile();
    committedNothingAndTheNextRunGoesOn(run);
  }

  @Test
  void afterThePointerWasMovedTheRunStartsOverFromThere() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    PointerState moved =
        org.tomte.engine.pointer.PointerMove.parse(HangingConnector.KIND, "15")
            .apply(
                HangingConnector.KIND,
                PointerSettings.DEFAULT,
                null,
                instance.clock().instant(),
                null);
    instance
        .pointers()
        .move(
            new StreamName(daemon, HangingConnector.STREAM),
            PointerMove.to(
                HangingConnector.STREAM, moved.kind(), PointerCodec.write(moved), "event 15"),
            "anna",
            "no need of these");
    assertThat(answered(run).outcome()).isEqualTo(RunResult.Outcome.DONE);
    assertThat(created())
        .isEqualTo(
            IntStream.concat(IntStream.rangeClosed(1, 10), IntStream.rangeClosed(16, 20))
                .boxed()
                .toList());
    assertThat(pointer()).isEqualTo(pointerAt(HangingConnector.EVENTS));
  }

  @Test
  void nothingIsCommittedAfterATakeOver() throws Exception {
    CompletableFuture<RunResult> run = startedAndHanging();
    int shard = ShardMap.shardOf(daemon);
    instance.nodes().heartbeat("other", Duration.ofMinutes(5));
    await()
        .until(() -> {
          instance.nodes().leave(instance.nodeName());
          return !instance.nodes().claim("other", List.of(shard), Duration.ofMinutes(5)).isEmpty();
        });
    new StoredDaemons(
            instance.definitionStore(),
            instance.current(),
            instance.factory(),
            instance.epochs(),
            instance.nodes(),
            instance.runServices())
        .takeOver(List.of(shard));
    int polls = source.polls();
    assertThat(answered(run).outcome()).isNotEqualTo(RunResult.Outcome.DONE);
    stands(HangingConnector.PAGE);
    assertThat(source.polls()).as("it does not start over either").isEqualTo(polls);
  }

  private long epoch() {
    return instance
        .epochs()
        .of(List.of(daemon))
        .getOrDefault(new LaneName(daemon, Batch.WHOLE), 0L);
  }

  private void enable(boolean enabled) {
    Author author = new Author("anna", "", instance.clock().instant());
    assertThat(instance.definitionStore().enable(daemon, enabled, author)).isTrue();
  }
}
