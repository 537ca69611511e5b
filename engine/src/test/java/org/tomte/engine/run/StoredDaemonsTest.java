package org.tomte.engine.run;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.alarm.AlarmBook;
import org.tomte.engine.definition.compile.DefinitionValidator;
import org.tomte.engine.definition.compile.StubConnectors;
import org.tomte.engine.definition.revision.Definitions;
import org.tomte.engine.definition.revision.InMemoryDefinitions;
import org.tomte.engine.definition.revision.SaveOutcome;
import org.tomte.engine.shard.NodeStore;
import org.tomte.engine.shard.ShardLease;
import org.tomte.engine.shard.ShardMap;
import org.tomte.engine.simulation.InMemoryCommit;
import org.tomte.engine.simulation.MemoryAlarms;

class StoredDaemonsTest {
  private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");
  private static final Definitions.Who WHO = new Definitions.Who("ada", "because");
  private static final List<Integer> ALL = IntStream.range(0, ShardMap.SHARDS).boxed().toList();
  private static final String NIGHT =
      "time-frame: night\nzone: UTC\nopen: [{days: mon-sun, from: \"22:00\", to: \"23:00\"}]\n";

  private final HeldShards nodes = new HeldShards();
  private final InstantSource clock = InstantSource.fixed(START);
  private final InMemoryDefinitions store = new InMemoryDefinitions();
  private final Definitions definitions =
      new Definitions(store, new DefinitionValidator(StubConnectors.installed()), clock);
  private final InMemoryCommit commit = new InMemoryCommit(CaseworkContext.plain(clock));
  private final CommitGate gate = new CommitGate(commit, 1);
  private final StoredDaemons daemons =
      new StoredDaemons(
          store,
          new CurrentDefinitions(store, definitions),
          new DaemonFactory(FieldCatalogue::standard, text -> text, clock, Path.of(".")),
          commit.epochs(),
          nodes,
          new RunServices(
              gate,
              commit.pointers(),
              commit.acknowledgements(),
              commit.rollups(),
              new AlarmBook(new MemoryAlarms(), clock, text -> text),
              new RunServices.Place(clock, "node")));

  @AfterEach
  void stop() {
    gate.close();
  }

  private void save(String text, int revision, String name) {
    assertThat(definitions.save(text, revision, revision == 0 ? null : name, WHO))
        .isInstanceOf(SaveOutcome.Saved.class);
  }

  private static String daemon(String name, String schedule) {
    return "daemon: %s\nowner: soc\nsource: {type: clock}\nschedule: %s\nunmatched: discard\n"
        .formatted(name, schedule);
  }

  private Map<String, MemberSource.Loaded> load() {
    return daemons.load(ALL).stream()
        .collect(Collectors.toMap(loaded -> loaded.member().name(), Function.identity()));
  }

  @Test
  void anEditedTimeFrameReachesTheDaemonsThatRunByItAndNoOthers() {
    save(NIGHT, 0, "night");
    save(daemon("nightly", "{every: 1m, during: night}"), 0, "nightly");
    save(daemon("always", "{every: 1m}"), 0, "always");
    var before = load();
    save(NIGHT.replace("22:00", "12:00"), 1, "night");
    var after = load();
    assertThat(next(of(before, "nightly")))
        .isBetween(Instant.parse("2026-11-25T22:00:00Z"), Instant.parse("2026-11-25T22:01:00Z"));
    assertThat(next(of(after, "nightly")))
        .isBetween(Instant.parse("2026-11-25T12:00:00Z"), Instant.parse("2026-11-25T12:01:00Z"));
    assertThat(of(after, "nightly").epoch())
        .as("a run by the old frame cannot commit any more")
        .isGreaterThan(of(before, "nightly").epoch());
    assertThat(of(after, "always").member()).isSameAs(of(before, "always").member());
    assertThat(of(after, "always").epoch()).isEqualTo(of(before, "always").epoch());
  }

  private static Instant next(MemberSource.Loaded loaded) {
    return requireNonNull(loaded.member().timetable()).next(START).orElseThrow();
  }

  private static MemberSource.Loaded of(Map<String, MemberSource.Loaded> loaded, String name) {
    return requireNonNull(loaded.get(name));
  }

  @Test
  void aMovedPointerIsAChangeThatNodesLookFor() {
    save(daemon("always", "{every: 1m}"), 0, "always");
    long before = daemons.moves();
    var stream =
        new org.tomte.engine.commit.StreamName(of(load(), "always").member().id(), "clock");
    commit.pointers().move(stream, null, "ann", "from the beginning");
    assertThat(daemons.moves()).isGreaterThan(before);
  }

  @Test
  void aSwitchChangesNoDaemon() {
    save(daemon("always", "{every: 1m}"), 0, "always");
    var before = load();
    store.enable(
        of(before, "always").member().id(),
        true,
        new org.tomte.engine.definition.revision.Author("ada", "", START));
    var after = load();
    assertThat(of(after, "always").enabled()).isTrue();
    assertThat(of(after, "always").member()).isSameAs(of(before, "always").member());
  }

  @Test
  void anEditedAndADeletedDaemonAreSeen() {
    save(daemon("one", "{every: 1m}"), 0, "one");
    save(daemon("two", "{every: 1m}"), 0, "two");
    var before = load();
    save(daemon("one", "{every: 5m}"), 1, "one");
    definitions.delete(
        new org.tomte.engine.definition.revision.DocumentName(
            org.tomte.engine.definition.DefinitionKind.DAEMON, "two"),
        1,
        WHO);
    var after = load();
    assertThat(after).containsOnlyKeys("one");
    assertThat(of(after, "one").member().revision()).isEqualTo(2);
    assertThat(of(after, "one").member()).isNotSameAs(of(before, "one").member());
  }

  @Test
  void aNodeThatLostItsShardsTakesNoEpochsOfOthers() {
    save(daemon("always", "{every: 1m}"), 0, "always");
    assertThat(load()).hasSize(1);
    nodes.held = false;
    assertThat(load()).isEmpty();
  }

  /** Holds all shards or none. */
  private static final class HeldShards implements NodeStore {
    private boolean held = true;

    @Override
    public boolean holds(String node, int shard) {
      return held;
    }

    @Override
    public Heartbeat heartbeat(String node, Duration timeToLive) {
      return new Heartbeat(held ? ALL : List.of(), List.of(), 1);
    }

    @Override
    public List<ShardLease> claim(String node, Collection<Integer> shards, Duration timeToLive) {
      return List.of();
    }

    @Override
    public void settle(String node, Map<Integer, Instant> settledUntil) {}

    @Override
    public void release(String node, Collection<Integer> shards) {}

    @Override
    public void leave(String node) {}

    @Override
    public List<Node> nodes() {
      return List.of();
    }
  }
}
