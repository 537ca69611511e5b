package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Page;
import org.tomte.api.PollRequest;
import org.tomte.api.Poller;
import org.tomte.api.Watch;
import org.tomte.casework.change.Cause;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.source.ChangesSettings;
import org.tomte.casework.source.ChangesSettings.Objects;
import org.tomte.casework.task.NewTask;
import org.tomte.casework.task.TaskEdit;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;
import org.tomte.testkit.Reading;
import org.tomte.testkit.SimpleSignal;

class ChangesConnectorTest extends PollerContract {

  private static final ChangesSettings ALL = new ChangesSettings(Objects.ALL, List.of(), false);

  @Override
  protected PollerSample<?> sample() {
    return SourceSamples.sample(new SourceSamples().changes(), ALL);
  }

  @Test
  void anEventTellsWhoChangedWhatAndTheObjectAsItStands() throws Exception {
    SourceSamples samples = new SourceSamples();
    Event last = read(samples, ALL).getLast();
    assertThat(last.time()).isEqualTo(samples.fixture.now);
    assertThat(last.fields())
        .containsEntry("object", Map.of("kind", "incident", "id", 1L))
        .containsEntry("field", "status")
        .containsEntry("before", "new")
        .containsEntry("after", "open")
        .containsEntry("by", "ada")
        .containsEntry("depth", 0L);
    assertThat(last.fields().get("incident"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("title", "t0");
  }

  @Test
  void aNewTriageEventIsAChange() throws Exception {
    SourceSamples samples = new SourceSamples();
    ChangesSettings settings = new ChangesSettings(Objects.TRIAGE_EVENTS, List.of(), false);
    List<Event> events = read(samples, settings);
    assertThat(events).hasSize(3);
    assertThat(events.getFirst().fields()).containsEntry("field", "created");
    assertThat(events.getFirst().fields().get("triage"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("title", "e0")
        .containsEntry("severity", "low")
        .containsEntry("status", "new");
  }

  @Test
  void tasksAndIndicatorsAreSeenAsTheyStand() throws Exception {
    SourceSamples samples = new SourceSamples();
    long task =
        samples
            .fixture
            .doing(
                samples.fixture.byPerson,
                c -> c.createTasks(List.of(NewTask.of(map("title", "look")))))
            .getFirst()
            .orThrow()
            .task()
            .number();
    TaskEdit begun = TaskEdit.of(task, new TaskEdit.Action.Set(map("progress", 30), false));
    samples.fixture.doing(samples.fixture.byPerson, c -> c.editTasks(List.of(begun)));
    NewIndicator seen =
        NewIndicator.of(new IndicatorName(IndicatorType.IP, "192.0.2.7"), map("tlp", "red"));
    samples.fixture.doing(samples.fixture.byPerson, c -> c.seeIndicators(List.of(seen, seen)));

    List<Event> events = read(samples, new ChangesSettings(Objects.TASKS, List.of(), false));
    assertThat(events)
        .extracting(event -> event.fields().get("field"))
        .containsExactly("created", "progress", "status");
    assertThat(events.get(1).fields())
        .containsEntry("before", 0L)
        .containsEntry("after", 30L)
        .extractingByKey("task", InstanceOfAssertFactories.MAP)
        .containsEntry("number", task)
        .containsEntry("title", "look")
        .containsEntry("status", "in-progress");
    events = read(samples, new ChangesSettings(Objects.INDICATORS, List.of(), false));
    assertThat(events)
        .singleElement()
        .satisfies(event ->
            assertThat(event.fields())
                .containsEntry("field", "created")
                .extractingByKey("indicator", InstanceOfAssertFactories.MAP)
                .containsEntry("type", "ip")
                .containsEntry("value", "192.0.2.7")
                .containsEntry("sightings", 2L));
  }

  @Test
  void ownChangesAreLeftOutUnlessAskedFor() throws Exception {
    SourceSamples samples = new SourceSamples();
    List<String> tags = List.of("tags");
    assertThat(read(samples, new ChangesSettings(Objects.ALL, tags, false))).isEmpty();
    List<Event> own = read(samples, new ChangesSettings(Objects.ALL, tags, true));
    assertThat(own).hasSize(3);
    assertThat(own.getFirst().fields()).containsEntry("depth", 1L);
  }

  @Test
  void anotherDaemonsChangeIsSeenWithItsDepth() throws Exception {
    SourceSamples samples = new SourceSamples();
    Cause other = new Cause.Daemon(samples.fixture.daemon + 1, null, "close", 4);
    samples.fixture.doing(other, c -> c.close(3, "benign", null, true).orThrow());
    List<Event> events =
        read(samples, new ChangesSettings(Objects.INCIDENTS, List.of("status"), false));
    assertThat(events.getLast().fields())
        .containsEntry("depth", 4L)
        .containsEntry("after", "closed");
    assertThat(events.getLast().fields().get("cause"))
        .isEqualTo(
            Map.of("kind", "daemon", "daemon", (long) samples.fixture.daemon + 1, "rule", "close"));
  }

  private static ChangesSettings filter(
      List<String> fields, List<String> from, List<String> to, boolean reopened) {
    return new ChangesSettings(Objects.INCIDENTS, fields, from, to, reopened, 1, null, true, false);
  }

  @Test
  void changesAreChosenByWhatWasBeforeAndIsAfter() throws Exception {
    SourceSamples samples = new SourceSamples();
    CaseworkFixture f = samples.fixture;
    f.doing(f.byPerson, c -> c.updateIncident(1, map("owner", "ada", "severity", "low"), true));
    f.doing(f.byPerson, c -> c.updateIncident(1, map("severity", "critical"), true));
    f.doing(f.byPerson, c -> c.updateIncident(1, map("owner", null), true));
    f.doing(f.byPerson, c -> c.close(1, "benign", null, true));
    f.doing(f.byPerson, c -> c.reopen(1));
    assertThat(read(samples, filter(List.of("owner"), List.of(), List.of(""), false)))
        .singleElement()
        .satisfies(event -> assertThat(event.fields()).containsEntry("before", "ada"));
    assertThat(
            read(
                samples,
                filter(List.of("severity"), List.of("low"), List.of("high", "critical"), false)))
        .singleElement()
        .satisfies(event -> assertThat(event.fields()).containsEntry("after", "critical"));
    assertThat(read(samples, filter(List.of(), List.of("medium"), List.of(), false))).isEmpty();
    assertThat(read(samples, filter(List.of("tags"), List.of(), List.of("own"), false))).hasSize(3);
    assertThat(read(samples, filter(List.of(), List.of(), List.of(), true)))
        .singleElement()
        .satisfies(event -> assertThat(event.fields()).containsEntry("before", "closed"));
  }

  @Test
  void changesThatComeOftenMakeOneEventEachTimeTheNumberIsComplete() throws Exception {
    SourceSamples samples = new SourceSamples();
    CaseworkFixture f = samples.fixture;
    for (int i = 0; i < 8; i++) {
      f.now = f.now.plus(i == 4 ? Duration.ofHours(3) : Duration.ofMinutes(10));
      String severity = i % 2 == 0 ? "high" : "low";
      f.doing(f.byPerson, c -> c.updateIncident(2, map("severity", severity), true));
    }
    ChangesSettings flapping =
        new ChangesSettings(
            Objects.INCIDENTS,
            List.of("severity"),
            List.of(),
            List.of(),
            false,
            3,
            Duration.ofHours(1),
            false,
            false);
    List<Event> events = read(samples, flapping);
    assertThat(events).hasSize(2);
    assertThat(events.getFirst().fields())
        .containsEntry("times", 3L)
        .containsEntry("after", "high");
    assertThatThrownBy(() ->
            new ChangesSettings(
                Objects.ALL, List.of(), List.of(), List.of(), false, 3, null, false, false))
        .hasMessageContaining("times: 3, within: 1h");
  }

  @Test
  void changesOfRestrictedIncidentsAndTheirTasksAreSeenOnlyWhenAskedFor() throws Exception {
    SourceSamples samples = new SourceSamples();
    CaseworkFixture f = samples.fixture;
    long secret =
        f.open(f.byPerson, map("title", "secret", "restricted", true, "owner", "ada")).number();
    f.doing(
        f.byPerson,
        c ->
            c.createTasks(List.of(new NewTask(null, secret, map("title", "t"), null, null)))
                .getFirst()
                .orThrow());
    int without = read(samples, ALL).size();
    ChangesSettings with =
        new ChangesSettings(
            Objects.ALL, List.of(), List.of(), List.of(), false, 1, null, false, true);
    assertThat(read(samples, with)).hasSize(without + 3); // created, its task, the task's creation
    assertThat(read(samples, ALL)).noneMatch(event -> event.fields().toString().contains("secret"));
  }

  @Test
  void whoeverWatchesHearsOfAChangeAtOnceAndOfNoOther() throws Exception {
    SourceSamples samples = new SourceSamples();
    CaseworkFixture f = samples.fixture;
    ChangesSettings owners = filter(List.of("owner"), List.of(), List.of(), false);
    Semaphore news = new Semaphore(0);
    Watch watch = samples.changes().watch(owners, SourceSamples.context());
    Thread waiting =
        Thread.ofVirtual()
            .start(() -> {
              try {
                watch.await(news::release);
              } catch (ConnectorFault | InterruptedException ended) {
                Thread.currentThread().interrupt();
              }
            });
    try {
      assertThat(news.tryAcquire(5, TimeUnit.SECONDS)).as("once at the beginning").isTrue();
      samples.awaitSignals();
      f.doing(f.byPerson, c -> c.updateIncident(1, map("severity", "low"), true));
      f.doing(f.byPerson, c -> c.updateIncident(1, map("owner", "ada"), true));
      samples.signals.wake();
      assertThat(news.tryAcquire(1, TimeUnit.SECONDS)).as("within a second").isTrue();
      assertThat(news.tryAcquire(300, TimeUnit.MILLISECONDS)).as("for nothing else").isFalse();
    } finally {
      waiting.interrupt();
      samples.signals.close();
    }
  }

  @Test
  void aPageOfOthersChangesStillMovesThePointer() throws Exception {
    SourceSamples samples = new SourceSamples();
    ChangesSettings nothing = new ChangesSettings(Objects.ALL, List.of("team"), false);
    try (Poller poller = samples.changes().open(nothing, SourceSamples.context())) {
      Page page = poller.poll(request(null, 1_000));
      assertThat(page.items()).isEmpty();
      assertThat(page.token()).isNotNull();
      Page again = poller.poll(request(page.token(), 1_000));
      assertThat(again.token()).isEqualTo(page.token());
      assertThat(again.next()).isNull();
    }
  }

  @Test
  void aPointerOfAnotherKindIsRefused() throws Exception {
    try (Poller poller = new SourceSamples().changes().open(ALL, SourceSamples.context())) {
      assertThatThrownBy(() -> poller.poll(request("yesterday", 10)))
          .isInstanceOfSatisfying(
              ConnectorFault.class,
              fault -> assertThat(fault.kind()).isEqualTo(FaultKind.CONFIGURATION))
          .hasMessageContaining("1200:34")
          .hasMessageContaining("yesterday");
    }
  }

  @Test
  void aFieldThatNothingHasIsRefused() {
    assertThatThrownBy(() -> new ChangesSettings(Objects.ALL, List.of("sttaus"), false))
        .hasMessageContaining("did you mean 'status'?");
    assertThat(new ChangesSettings(Objects.ALL, List.of("custom.cost"), false).fields())
        .containsExactly("custom.cost");
  }

  @Test
  void whatIsDoneAfterTheLastReadingIsReadNext() throws Exception {
    SourceSamples samples = new SourceSamples();
    try (Poller poller = samples.changes().open(ALL, SourceSamples.context())) {
      Page first = poller.poll(request(null, 1_000));
      samples.fixture.doing(
          samples.fixture.byPerson, c -> c.updateIncident(2, map("title", "z"), false).orThrow());
      Page second = poller.poll(request(first.token(), 1_000));
      assertThat(second.items()).hasSize(1);
    }
  }

  private static PollRequest request(@Nullable String token, int max) {
    return new PollRequest(
        "changes", null, null, token, null, max, 1 << 20, SourceSamples.LAUNCH, new SimpleSignal());
  }

  private static List<Event> read(SourceSamples samples, ChangesSettings settings)
      throws Exception {
    try (Poller poller = samples.changes().open(settings, SourceSamples.context())) {
      List<Item> items =
          Reading.pagesOf(SourceSamples.LAUNCH, 3).all(poller).getOrDefault("changes", List.of());
      return items.stream().map(Event.class::cast).toList();
    }
  }
}
