package org.tomte.testkit.casework;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tomte.testkit.casework.CaseworkContract.map;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.tomte.casework.Casework;
import org.tomte.casework.Outcome;
import org.tomte.casework.change.Cause;
import org.tomte.casework.change.Change;
import org.tomte.casework.change.ChangePosition;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentEdit;
import org.tomte.casework.incident.Interval;
import org.tomte.casework.incident.Track;
import org.tomte.casework.triage.TriageEdit;
import org.tomte.casework.triage.TriageEvent;

/**
 * Whatever is done, the change log and the intervals alone explain how every object became what it
 * is. Commands are generated from fixed seeds.
 */
public abstract class ReplayContract {
  private static final int COMMANDS = 60;
  private static final List<String> STATUSES = List.of("new", "open", "on-hold", "closed", "bogus");
  private static final List<String> PHASES = List.of("containment", "recovery", "post-incident");
  private static final List<String> SEVERITIES = List.of("critical", "low", "nonsense");

  /** The store under test; it may hold what other tests left. */
  protected abstract CaseworkStore store();

  /** How many sequences of commands are tried. */
  protected abstract int sequences();

  @Test
  void theChangeLogAndTheIntervalsExplainEveryObject() {
    int changes = 0;
    for (int seed = 0; seed < sequences(); seed++) {
      CaseworkFixture fixture = new CaseworkFixture(store());
      ChangePosition before = store().feed().end();
      Objects made = run(fixture, new Random(seed));
      List<ObjectRef> inFeed = new ArrayList<>();
      for (Change change : CaseworkFixture.readAll(store().feed(), before)) {
        inFeed.add(change.object());
      }
      for (long number : made.incidents()) {
        List<Change> history = store().reader().history(ObjectRef.incident(number));
        explains(fixture.incident(number), history);
        assertThat(inFeed.stream().filter(ObjectRef.incident(number)::equals))
            .hasSameSizeAs(history);
        changes += history.size();
      }
      for (long id : made.events()) {
        List<Change> history = store().reader().history(ObjectRef.triageEvent(id));
        explains(store().reader().triageEvent(id).orElseThrow(), history);
        assertThat(inFeed.stream().filter(ObjectRef.triageEvent(id)::equals))
            .hasSameSizeAs(history);
      }
    }
    assertThat(changes).isGreaterThan(sequences() * COMMANDS / 2);
  }

  private record Objects(List<Long> incidents, List<Long> events) {}

  private Objects run(CaseworkFixture fixture, Random random) {
    Objects made = new Objects(new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < COMMANDS; i++) {
      fixture.now = fixture.now.plusSeconds(random.nextInt(200) - 20);
      Cause cause = cause(fixture, random);
      if (i < 3 || random.nextInt(15) == 0) {
        made.incidents().add(fixture.open(cause, fields(random, false)).number());
        made.events().add(fixture.addToTriage(cause, fields(random, true)));
        continue;
      }
      int edits = 1 + random.nextInt(4);
      fixture.doing(
          cause,
          casework -> {
            for (int edit = 0; edit < edits; edit++) {
              act(casework, made, random);
            }
            return edits;
          });
    }
    return made;
  }

  private static Cause cause(CaseworkFixture fixture, Random random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> fixture.byPerson;
      case 2 -> new Cause.Import("old.json");
      case 3 -> new Cause.Daemon(fixture.daemon, null, null, 3);
      default -> fixture.byDaemon;
    };
  }

  /** Valid for a new object when it is a triage event or the values are. */
  private static Map<String, @Nullable Object> fields(Random random, boolean triage) {
    Map<String, @Nullable Object> fields = map("title", "t" + random.nextInt(4));
    if (random.nextBoolean()) {
      fields.put("severity", SEVERITIES.get(random.nextInt(2)));
    }
    if (!triage && random.nextInt(4) == 0) {
      fields.put("status", STATUSES.get(random.nextInt(4)));
    }
    return fields;
  }

  private static void act(Casework casework, Objects made, Random random) {
    long number = made.incidents().get(random.nextInt(made.incidents().size()));
    long event = made.events().get(random.nextInt(made.events().size()));
    boolean force = random.nextInt(4) == 0;
    switch (random.nextInt(10)) {
      case 0 -> casework.close(number, "done", random.nextBoolean() ? "note" : null, force);
      case 1 -> casework.reopen(number);
      case 2 -> casework.setStatus(number, pick(random, STATUSES), force);
      case 3 -> casework.setPhase(number, pick(random, PHASES), force);
      case 4 -> casework.addNote(ObjectRef.incident(number), "n");
      case 5 -> casework.editTriage(List.of(triageEdit(event, random, force)));
      case 6 -> {
        if (random.nextInt(3) == 0) {
          var outcome = casework.convert(event, "general", map("owner", "ada"));
          if (outcome instanceof Outcome.Done<Incident> done) {
            made.incidents().add(done.value().number());
          }
        }
      }
      default ->
          casework.editIncidents(List.of(edit(number, random, force), edit(number, random, force)));
    }
  }

  private static TriageEdit triageEdit(long id, Random random, boolean force) {
    return TriageEdit.of(
        id,
        switch (random.nextInt(6)) {
          case 0 -> new TriageEdit.Action.Discard("no");
          case 1 -> new TriageEdit.Action.Grab("ada");
          default -> new TriageEdit.Action.Set(some(random), force);
        });
  }

  private static IncidentEdit edit(long number, Random random, boolean force) {
    return IncidentEdit.of(number, new IncidentEdit.Action.Set(some(random), force));
  }

  private static Map<String, @Nullable Object> some(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> map("severity", pick(random, SEVERITIES), "owner", "ada");
      case 1 -> map("owner", null, "tags", List.of("a", "b" + random.nextInt(3)));
      case 2 -> map("title", "t" + random.nextInt(4), "starttime", "2026-01-01T00:00:00+01:00");
      case 3 -> map("tags", null, "description", "from 192.0.2." + random.nextInt(9));
      default -> map("severity", null);
    };
  }

  private static String pick(Random random, List<String> values) {
    return values.get(random.nextInt(values.size()));
  }

  private void explains(Incident incident, List<Change> history) {
    Replay replay = Replay.of(history);
    assertThat(replay.fields()).isEqualTo(incident.fields().asMap());
    assertThat(replay.setByPerson()).isEqualTo(incident.setByPerson());
    assertThat(replay.closures()).isEqualTo(incident.lifecycle().closures());
    assertThat(replay.reopens()).isEqualTo(incident.lifecycle().reopens());
    assertThat(history.getFirst().at()).isEqualTo(incident.lifecycle().opened());
    for (Track track : Track.values()) {
      List<Interval> intervals =
          store().reader().intervals(incident.number()).stream()
              .filter(interval -> interval.track() == track)
              .toList();
      assertThat(intervals).extracting(Interval::value).isEqualTo(replay.values(track));
      followOnEachOther(intervals, incident.lifecycle().opened());
    }
    Instant closed = incident.lifecycle().closed();
    assertThat(closed != null).isEqualTo("closed".equals(replay.fields().get("status")));
  }

  private static void followOnEachOther(List<Interval> intervals, Instant opened) {
    Instant at = opened;
    for (int i = 0; i < intervals.size(); i++) {
      Instant until = intervals.get(i).until();
      assertThat(intervals.get(i).from()).isEqualTo(at);
      assertThat(until == null).isEqualTo(i == intervals.size() - 1);
      if (until != null) {
        assertThat(until).isAfterOrEqualTo(at);
        at = until;
      }
    }
  }

  /** A triage event's first state is what it is now without its changes. */
  private static void explains(TriageEvent event, List<Change> history) {
    Map<String, Object> fields = new TreeMap<>(event.fields().asMap());
    fields.put("status", event.status().word());
    for (Change change : history.reversed()) {
      if (change.field().equals(Change.CREATED) || change.field().equals(Change.NOTE)) {
        continue;
      }
      assertThat(fields.get(change.field())).isEqualTo(change.after());
      Object before = change.before();
      if (before == null) {
        fields.remove(change.field());
      } else {
        fields.put(change.field(), before);
      }
    }
    assertThat(fields).containsEntry("status", "new").doesNotContainKey("incident");
    assertThat(history.getFirst().at()).isEqualTo(event.created());
    assertThat(history.getFirst().cause()).isEqualTo(event.createdBy());
  }
}
