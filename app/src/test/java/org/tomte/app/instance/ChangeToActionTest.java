package org.tomte.app.instance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tomte.casework.change.Cause;
import org.tomte.casework.incident.NewIncident;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.DaemonId;
import org.tomte.engine.definition.revision.Author;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.SaveOutcome;

/** The whole way from a committed change to what a daemon does about it, on a running node. */
class ChangeToActionTest {
  private static final String DAEMON =
      """
      daemon: owner-removed
      owner: soc
      source: {type: changes, fields: [owner], to: [""]}
      start: beginning
      schedule: [{every: 12h}]
      mappings:
        lost: {title: {template: "{{ event.incident.label }} lost {{ event.before }}"}}
      rules: [{id: tell, when: has(event.before), then: [{do: add-to-triage, mapping: lost}]}]
      unmatched: discard
      """;

  private static final Cause HAND = new Cause.Import("test");

  @TempDir Path home;

  @Test
  void aDaemonActsWithinASecondOfTheChange() throws Exception {
    InstanceSettings settings = new InstanceSettings(home, null, Map.of(), InstantSource.system());
    try (Instance instance = Instance.open(settings)) {
      save(instance, "team: soc\n");
      save(instance, DAEMON);
      DaemonId daemon = instance.definitionStore().daemon("owner-removed").orElseThrow().id();
      Author author = new Author("test", "", instance.now());
      assertThat(instance.definitionStore().enable(daemon, true, author)).isTrue();
      instance.startNode();
      long number =
          instance
              .commands()
              .inTransaction(
                  HAND,
                  c -> c.createIncidents(List.of(NewIncident.of("general", Map.of("title", "t")))))
              .getFirst()
              .orThrow()
              .number();
      removeOwner(instance, number);
      await(Duration.ofSeconds(20), () -> acted(instance) == 1);

      List<Long> millis = new ArrayList<>();
      for (int i = 2; i <= 11; i++) {
        int expected = i;
        Thread.sleep(100);
        long begun = System.nanoTime();
        removeOwner(instance, number);
        await(Duration.ofSeconds(10), () -> acted(instance) == expected);
        millis.add((System.nanoTime() - begun) / 1_000_000);
      }
      long median = millis.stream().sorted().toList().get(5);
      assertThat(median).as("milliseconds from change to action: %s", millis).isLessThan(1_000);
    }
  }

  private static void save(Instance instance, String text) {
    SaveOutcome outcome =
        instance.definitions().save(text, 0, null, new Definitions.Who("test", ""));
    assertThat(outcome).isInstanceOf(SaveOutcome.Saved.class);
  }

  private static void removeOwner(Instance instance, long number) {
    for (String owner : List.of("ada", "")) {
      instance
          .commands()
          .inTransaction(HAND, c -> c.updateIncident(number, Map.of("owner", owner), true))
          .orThrow();
    }
  }

  private static int acted(Instance instance) {
    return instance.casework().triageEvents(TriageFilter.ALL, 0, 100).size();
  }

  private static void await(Duration most, BooleanSupplier done) throws InterruptedException {
    long end = System.nanoTime() + most.toNanos();
    while (!done.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited %s", most).isLessThan(end);
      Thread.sleep(2);
    }
  }
}
