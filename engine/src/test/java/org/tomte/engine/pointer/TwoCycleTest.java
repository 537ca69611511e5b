package org.tomte.engine.pointer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.tomte.api.Event;
import org.tomte.api.Page;
import org.tomte.api.Position;
import org.tomte.api.StreamKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of two SIEMs over several polls, with events that became visible late. */
@NullUnmarked
class TwoCycleTest {

  @Test
  void eachCycleBringsExactlyTheNewIds() throws IOException {
    int scenarios = 0;
    for (JsonNode scenario : read().get("scenarios")) {
      play(scenario);
      scenarios++;
    }
    assertThat(scenarios).isEqualTo(2);
  }

  private static JsonNode read() throws IOException {
    try (InputStream in = TwoCycleTest.class.getResourceAsStream("two_cycle_dedup.json")) {
      return new JsonMapper().readTree(in);
    }
  }

  private static void play(JsonNode scenario) {
    List<Event> answer = new ArrayList<>();
    PointerSettings settings =
        PointerSettings.DEFAULT
            .withStart(Start.BEGINNING)
            .withLateness(PointerSettings.Lateness.DEFAULT.withReread(Duration.ofMinutes(1)));
    ModelRunner runner =
        new ModelRunner(
            new StreamKind.Watermark(Duration.ofMillis(1)),
            settings,
            _ -> Page.last(answer),
            new Random(1));
    runner.maxEvents = 50;
    for (JsonNode cycle : scenario.get("cycles")) {
      answer.clear();
      answer.addAll(events(cycle.get("response")));
      assertThat(runner.run()).isTrue();
      List<String> wanted = new ArrayList<>();
      cycle.get("expect_new_ids").forEach(id -> wanted.add(id.stringValue()));
      assertThat(runner.keys(Verdict.NEW))
          .as("%s", scenario.get("name"))
          .containsExactlyInAnyOrderElementsOf(wanted);
      runner.now = runner.now.plusSeconds(60);
    }
  }

  private static List<Event> events(JsonNode response) {
    List<Event> events = new ArrayList<>();
    if (response.has("hits")) {
      for (JsonNode hit : response.get("hits").get("hits")) {
        Instant time = Instant.parse(hit.get("_source").get("@timestamp").stringValue());
        events.add(event(hit.get("_id").stringValue(), time));
      }
      return events;
    }
    for (JsonNode insight : response.get("data").get("objects")) {
      String created = insight.get("created").stringValue();
      Instant time = LocalDateTime.parse(created).toInstant(ZoneOffset.UTC);
      events.add(event(insight.get("id").stringValue(), time));
    }
    return events;
  }

  private static Event event(String id, Instant time) {
    return Event.of(id, new Position.At(time, id), time, Map.of());
  }
}
