package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.source.IncidentsSettings;
import org.tomte.casework.source.IncidentsSettings.State;
import org.tomte.testkit.PollerContract;
import org.tomte.testkit.PollerSample;
import org.tomte.testkit.Reading;

class IncidentsConnectorTest extends PollerContract {

  private static final IncidentsSettings ALL = settings(null, null, false, true, false);

  private static IncidentsSettings settings(
      @Nullable Duration age,
      @Nullable Duration idle,
      boolean unattended,
      boolean changed,
      boolean own) {
    return new IncidentsSettings(
        State.ANY, age, idle, unattended, null, List.of(), "age", changed, own, false);
  }

  @Override
  protected PollerSample<?> sample() {
    return SourceSamples.sample(new SourceSamples().incidents(), ALL);
  }

  @Test
  void anEventTellsTheIncidentAndHowLongItHasBeenSo() throws Exception {
    SourceSamples samples = new SourceSamples();
    Event event = read(samples, ALL).getFirst();
    assertThat(event.key()).isEqualTo("1");
    assertThat(event.time()).isNull();
    assertThat(event.fields())
        .containsEntry("number", 1L)
        .containsEntry("title", "t0")
        .containsEntry("status", "open")
        .containsEntry("ageSeconds", seconds(samples, 300))
        .containsEntry("statusSeconds", seconds(samples, 0))
        .containsEntry("tags", List.of("own"))
        .containsEntry("depth", 0L)
        .containsEntry("createdBy", Map.of("kind", "person", "name", "ada"))
        .doesNotContainKeys("owner", "closed", "severity");
  }

  /** How long before the launch something was that happened so long before the sample's end. */
  private static Long seconds(SourceSamples samples, long before) {
    return Duration.between(samples.fixture.now.minusSeconds(before), SourceSamples.LAUNCH)
        .toSeconds();
  }

  @Test
  void ownChangesMakeNoNewVersionUnlessAskedFor() throws Exception {
    SourceSamples samples = new SourceSamples();
    IncidentsSettings own = settings(null, null, false, true, true);
    String before = read(samples, ALL).getFirst().version();
    String ownBefore = read(samples, own).getFirst().version();
    samples.fixture.doing(
        samples.fixture.byDaemon, c -> c.updateIncident(1, map("title", "mine"), true).orThrow());
    assertThat(read(samples, ALL).getFirst().version()).isEqualTo(before);
    assertThat(read(samples, own).getFirst().version()).isNotEqualTo(ownBefore);
    samples.fixture.doing(
        samples.fixture.byPerson, c -> c.updateIncident(1, map("title", "hers"), true).orThrow());
    assertThat(read(samples, ALL).getFirst().version()).isNotEqualTo(before);
  }

  @Test
  void anIncidentThatTheDaemonMadeIsSeenOnceSomebodyElseTouchesIt() throws Exception {
    SourceSamples samples = new SourceSamples();
    Incident own = samples.fixture.open(samples.fixture.byDaemon, map("title", "own"));
    assertThat(read(samples, ALL)).extracting(Event::key).doesNotContain("" + own.number());
    samples.fixture.doing(samples.fixture.byPerson, c -> c.addNote(own.ref(), "why?").orThrow());
    assertThat(read(samples, ALL)).extracting(Event::key).contains("" + own.number());
  }

  @Test
  void settingsChooseByStateAgeIdlenessAndAttention() throws Exception {
    SourceSamples samples = new SourceSamples();
    samples.fixture.doing(
        samples.fixture.byPerson, c -> c.close(2, "benign", null, false).orThrow());
    samples.fixture.now = SourceSamples.LAUNCH.minusSeconds(3_600);
    long young =
        samples.fixture.open(Cause.Daemon.of(999_999, null, null), map("title", "young")).number();

    assertThat(keys(samples, State.OPEN, null, null, false)).containsExactly("1", "3", "" + young);
    assertThat(keys(samples, State.CLOSED, null, null, false)).containsExactly("2");
    assertThat(keys(samples, State.ANY, Duration.ofHours(2), null, false))
        .containsExactly("1", "2", "3");
    assertThat(keys(samples, State.OPEN, null, Duration.ofHours(2), false))
        .containsExactly("1", "3");
    assertThat(keys(samples, State.ANY, Duration.ofMinutes(5), null, true))
        .containsExactly("" + young);
    assertThat(keys(samples, State.ANY, Duration.ofHours(1), null, true)).isEmpty();
  }

  @Test
  void aDurationThatChoosesNothingIsRefused() {
    assertThatThrownBy(() -> settings(Duration.ZERO, null, false, false, false))
        .hasMessageContaining("age-over")
        .hasMessageContaining("24h");
  }

  private static List<String> keys(
      SourceSamples samples,
      State state,
      @Nullable Duration age,
      @Nullable Duration idle,
      boolean unattended)
      throws Exception {
    return read(
            samples,
            new IncidentsSettings(
                state, age, idle, unattended, null, List.of(), "age", false, false, false))
        .stream()
        .map(Event::key)
        .toList();
  }

  private static List<Event> read(SourceSamples samples, IncidentsSettings settings)
      throws Exception {
    try (Poller poller = samples.incidents().open(settings, SourceSamples.context())) {
      List<Item> items =
          Reading.pagesOf(SourceSamples.LAUNCH, 2).all(poller).getOrDefault("incidents", List.of());
      return items.stream().map(Event.class::cast).toList();
    }
  }
}
