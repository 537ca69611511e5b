package org.tomte.testkit.casework;

import static org.tomte.testkit.casework.CaseworkContract.map;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalInt;
import org.tomte.api.PollingConnector;
import org.tomte.api.SourceContext;
import org.tomte.casework.change.ChangeSignals;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.source.ChangesConnector;
import org.tomte.casework.source.DaemonIdentities;
import org.tomte.casework.source.DataParts;
import org.tomte.casework.source.IncidentsSettings;
import org.tomte.casework.source.ObjectsConnector;
import org.tomte.engine.search.CelConditions;
import org.tomte.testkit.PollerSample;

/** A data layer with a past, as a source. */
final class SourceSamples {
  static final String DAEMON = "watcher";
  static final Instant LAUNCH = Instant.parse("2026-11-27T00:00:00Z");

  final InMemoryStore store = new InMemoryStore();
  final CaseworkFixture fixture = new CaseworkFixture(store);
  final ChangeSignals signals = new ChangeSignals(store.feed());
  final DaemonIdentities identities =
      name -> name.equals(DAEMON) ? OptionalInt.of(fixture.daemon) : OptionalInt.empty();

  /** Three incidents and a triage event by others, edits and notes, and some own changes. */
  SourceSamples() {
    for (int i = 0; i < 3; i++) {
      long number =
          fixture
              .open(fixture.byPerson, map("title", "t" + i, "description", "d".repeat(i)))
              .number();
      fixture.addToTriage(fixture.byPerson, map("title", "e" + i, "severity", "low"));
      fixture.now = fixture.now.plusSeconds(100);
      fixture.doing(fixture.byDaemon, c -> c.updateIncident(number, map("tags", "own"), true));
      fixture.doing(fixture.byPerson, c -> c.addNote(ObjectRef.incident(number), "looked at"));
    }
    fixture.doing(fixture.byPerson, c -> c.setStatus(1, "open", false));
  }

  ObjectsConnector<Incident, IncidentsSettings> incidents() {
    return ObjectsConnector.incidents(parts());
  }

  ChangesConnector changes() {
    return new ChangesConnector(parts());
  }

  /** Waits until changes from now on are told. */
  void awaitSignals() throws InterruptedException {
    while (!signals.listening()) {
      Thread.sleep(5);
    }
  }

  DataParts parts() {
    return new DataParts(
        store.reader(),
        store.feed(),
        signals,
        identities,
        new CelConditions(),
        () -> fixture.settings.fields());
  }

  static SourceContext context() {
    return new SourceContext(DAEMON, InstantSource.fixed(LAUNCH), Path.of("."));
  }

  static <S extends Record> PollerSample<S> sample(PollingConnector<S> connector, S settings) {
    return new PollerSample<>(connector, settings, context(), LAUNCH, null, Map.of());
  }
}
