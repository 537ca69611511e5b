package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.casework.indicator.IndicatorName;
import org.tomte.casework.indicator.IndicatorType;
import org.tomte.casework.indicator.NewIndicator;
import org.tomte.casework.source.Chosen;
import org.tomte.casework.source.IncidentsSettings;
import org.tomte.casework.source.IncidentsSettings.State;
import org.tomte.casework.source.ObjectsConnector;
import org.tomte.casework.source.ObjectsSettings;
import org.tomte.casework.task.NewTask;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;
import org.tomte.testkit.Reading;

class ObjectsConnectorTest extends PollerContract {
  private static final List<Duration> STEPS =
      List.of(Duration.ofMinutes(30), Duration.ofHours(2), Duration.ofDays(9));

  @Override
  protected PollerSample<?> sample() {
    return SourceSamples.sample(new SourceSamples().incidents(), steps("true", "idle"));
  }

  private static IncidentsSettings steps(@Nullable String where, String of) {
    return new IncidentsSettings(
        State.ANY, null, null, false, where, STEPS, of, false, false, false);
  }

  private static ObjectsSettings where(@Nullable String where) {
    return new ObjectsSettings(where, List.of(), "age", false, false, false);
  }

  @Test
  void aConditionChoosesAmongObjectsOfEachKind() throws Exception {
    SourceSamples samples = new SourceSamples();
    CaseworkFixture f = samples.fixture;
    f.doing(
        f.byPerson,
        c ->
            c.createTasks(
                List.of(
                    NewTask.of(map("title", "late", "due", "2026-11-26T00:00:00Z")),
                    NewTask.of(map("title", "in time", "due", "2026-12-26T00:00:00Z")))));
    f.doing(
        f.byPerson,
        c ->
            c.seeIndicators(
                List.of(
                    NewIndicator.of(
                        new IndicatorName(IndicatorType.DOMAIN, "evil.example"), map()))));
    assertThat(read(ObjectsConnector.tasks(samples.parts()), where("due < now")))
        .singleElement()
        .satisfies(event -> assertThat(event.fields()).containsEntry("title", "late"));
    assertThat(read(ObjectsConnector.triage(samples.parts()), where("title in ['e0', 'e2']")))
        .hasSize(2);
    assertThat(read(ObjectsConnector.indicators(samples.parts()), where("idle > duration('1d')")))
        .singleElement()
        .satisfies(event -> assertThat(event.fields()).containsEntry("value", "evil.example"));
    assertThat(read(ObjectsConnector.indicators(samples.parts()), where("idle > duration('2d')")))
        .isEmpty();
  }

  @Test
  void eachStepThatAnObjectReachedIsAnEvent() throws Exception {
    SourceSamples samples = new SourceSamples();
    List<Event> events = read(samples.incidents(), steps("number == 1", "idle"));
    assertThat(events).extracting(Event::key).containsExactly("1/30m", "1/2h");
    assertThat(events.getFirst().fields())
        .containsEntry(
            "step", Map.of("after", "30m", "seconds", 1_800L, "number", 1L, "highest", false));
    assertThat(events.getLast().fields())
        .containsEntry(
            "step", Map.of("after", "2h", "seconds", 7_200L, "number", 2L, "highest", true));
  }

  @Test
  void whatIsWrongIsSaid() {
    SourceSamples samples = new SourceSamples();
    assertThatThrownBy(() -> read(samples.incidents(), steps("sverity == 'low'", "idle")))
        .isInstanceOf(ConnectorFault.class)
        .hasMessageContaining("did you mean 'severity'");
    assertThatThrownBy(() -> read(samples.incidents(), steps(null, "opened")))
        .hasMessageContaining("opened is not how long")
        .hasMessageContaining("inPhaseFor");
    assertThatThrownBy(() ->
            new ObjectsSettings(
                null, List.of(STEPS.get(1), STEPS.get(0)), "age", false, false, false))
        .hasMessageContaining("[30m, 2h, 1d]");
  }

  @Test
  void restrictedIncidentsAreThereOnlyWhenAskedFor() throws Exception {
    SourceSamples samples = new SourceSamples();
    CaseworkFixture f = samples.fixture;
    f.open(f.byPerson, map("title", "secret", "restricted", true));
    String where = "title == 'secret'";
    assertThat(read(samples.incidents(), restricted(where, false))).isEmpty();
    assertThat(read(samples.incidents(), restricted(where, true))).hasSize(1);
  }

  private static IncidentsSettings restricted(String where, boolean restricted) {
    return new IncidentsSettings(
        State.ANY, null, null, false, where, List.of(), "age", false, false, restricted);
  }

  private static <S extends Record & Chosen> List<Event> read(
      ObjectsConnector<?, S> connector, S settings) throws Exception {
    try (Poller poller = connector.open(settings, SourceSamples.context())) {
      List<Item> items =
          Reading.pagesOf(SourceSamples.LAUNCH, 2)
              .all(poller)
              .getOrDefault(connector.name(), List.of());
      return items.stream().map(Event.class::cast).toList();
    }
  }
}
