package org.tomte.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Position;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.change.ObjectKind;
import org.tomte.casework.change.ObjectRef;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.CommitStore;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.PointerMove;
import org.tomte.engine.commit.RunCommit;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.commit.TransactionCommit;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.Effect;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;

/** Daemons, events and batches for tests of commits. */
public final class CommitSetup {
  /** When the tests play. */
  public static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

  /** The stream of all events. */
  public static final String STREAM = "inbox";

  private static final AtomicInteger NEXT_DAEMON = new AtomicInteger(1000);

  final SettableClock clock;
  final StoreUnderTest store;
  final RunCommit commit;

  CommitSetup(StoreUnderTest store, SettableClock clock) {
    this.store = store;
    this.clock = clock;
    this.commit = commit(store.store());
  }

  RunCommit commit(CommitStore over) {
    return new TransactionCommit(over, store.blobs(), CaseworkContext.plain(clock), _ -> {});
  }

  /** A daemon that nobody else uses. */
  DaemonId daemon() {
    return new DaemonId(NEXT_DAEMON.incrementAndGet());
  }

  /** Opens or raises the daemon's epoch. */
  long epoch(DaemonId daemon) {
    return Objects.requireNonNull(
        store.epochs().raise(daemon).get(new LaneName(daemon, Batch.WHOLE)));
  }

  /** A batch whose pointer moves to the number of a page. */
  Batch batch(DaemonId daemon, long epoch, int page, List<Judged> events) {
    Counters read = new Counters.Counting().count(Stage.READ, events.size()).done();
    return new Batch(
        daemon,
        Batch.WHOLE,
        epoch,
        new RunRef(START, RunRef.Cause.SCHEDULE, START, "node-1"),
        Batch.Mode.LIVE,
        events,
        List.of(pointer(page)),
        read,
        KeepPolicy.STANDARD);
  }

  static PointerMove pointer(int page) {
    return PointerMove.to(STREAM, "ordered-ids", "{\"id\":" + page + "}", "after page " + page);
  }

  BatchOutcome commit(Batch batch) {
    return commit.commit(List.of(batch)).getFirst();
  }

  /** Commits and gives what became of each event. */
  List<EventOutcome> committed(Batch batch) {
    return events(commit(batch));
  }

  static List<EventOutcome> events(BatchOutcome outcome) {
    if (outcome instanceof BatchOutcome.Committed committed) {
      return committed.events();
    }
    throw new AssertionError("the batch was not committed: " + outcome);
  }

  @Nullable String pointerOf(DaemonId daemon) {
    return store.pointers().of(daemon).stream()
        .filter(pointer -> pointer.stream().name().equals(STREAM))
        .map(pointer -> pointer.words())
        .findFirst()
        .orElse(null);
  }

  static Event event(String key) {
    return event(key, null);
  }

  static Event event(String key, @Nullable String version) {
    return new Event(
        key,
        new Position.Id(Math.abs((long) key.hashCode())),
        START.minusSeconds(5),
        version,
        Map.of("title", "Title of " + key, "number", 7L),
        List.of(),
        null,
        "https://source.example/" + key);
  }

  static Judged judged(Event event, Effect... effects) {
    return judged(event, START, effects);
  }

  static Judged judged(Event event, Instant instant, Effect... effects) {
    List<PlannedEffect> planned = new ArrayList<>();
    for (Effect effect : effects) {
      planned.add(new PlannedEffect("rule", "action-" + planned.size(), effect, null));
    }
    return Judged.of(STREAM, event, decision(instant, planned));
  }

  static Judged judged(Event event, Instant instant, PlannedEffect planned) {
    return Judged.of(STREAM, event, decision(instant, List.of(planned)));
  }

  static Decision decision(Instant instant, List<PlannedEffect> planned) {
    List<RuleTrace> rules =
        List.of(
            new RuleTrace("other", RuleTrace.Verdict.UNKNOWN, List.of("event.absent")),
            new RuleTrace("rule", RuleTrace.Verdict.MATCHED, List.of()));
    return new Decision(instant, 3, rules, planned, true, null);
  }

  static Judged unmatched(Event event) {
    RuleTrace rule = new RuleTrace("rule", RuleTrace.Verdict.NOT_MATCHED, List.of());
    PlannedEffect discard =
        new PlannedEffect("unmatched", "1", new Effect.Discard("no rule matched"), null);
    return Judged.of(
        STREAM, event, new Decision(START, 3, List.of(rule), List.of(discard), false, null));
  }

  static Judged failing(Event event, String stage, String reason) {
    Decision.Failure failure = new Decision.Failure(stage, reason);
    return Judged.of(STREAM, event, new Decision(START, 3, List.of(), List.of(), false, failure));
  }

  static Effect triage(String title) {
    return triage(title, Effect.Merge.IGNORE);
  }

  static Effect triage(String title, Effect.Merge merge) {
    return new Effect.AddToTriage(Map.of("title", title, "severity", "high"), merge);
  }

  static Effect incident(String title) {
    return incident(title, Effect.Merge.IGNORE, null);
  }

  static Effect incident(String title, Effect.Merge merge, Effect.@Nullable Group group) {
    return new Effect.CreateIncident("general", Map.of("title", title), merge, group);
  }

  static Effect.Group group(String value, Duration within) {
    return group(value, within, Effect.WhenClosed.NEW);
  }

  static Effect.Group group(String value, Duration within, Effect.WhenClosed whenClosed) {
    return new Effect.Group(List.of(value), within, whenClosed);
  }

  /** So many triage events with keys of a common beginning. */
  static List<Judged> many(String prefix, int count) {
    List<Judged> events = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      events.add(judged(event(prefix + i), triage("Title " + prefix + i)));
    }
    return events;
  }

  /** The only object that an event made or changed. */
  static ObjectRef only(EventOutcome outcome) {
    List<ObjectRef> objects = objects(outcome);
    if (objects.size() != 1) {
      throw new AssertionError("not one object: " + outcome);
    }
    return objects.getFirst();
  }

  static List<ObjectRef> objects(EventOutcome outcome) {
    return switch (outcome) {
      case EventOutcome.Created created -> created.objects();
      case EventOutcome.Merged merged -> merged.objects();
      case EventOutcome.Known known -> known.objects();
      case EventOutcome.LeftOut _,
          EventOutcome.Discarded _,
          EventOutcome.Unmatched _,
          EventOutcome.Suppressed _,
          EventOutcome.Observed _,
          EventOutcome.Quarantined _ ->
          List.of();
    };
  }

  TriageEvent triageEvent(ObjectRef object) {
    if (object.kind() != ObjectKind.TRIAGE_EVENT) {
      throw new AssertionError("no triage event: " + object);
    }
    return store.casework().triageEvent(object.id()).orElseThrow();
  }

  Incident incident(ObjectRef object) {
    if (object.kind() != ObjectKind.INCIDENT) {
      throw new AssertionError("no incident: " + object);
    }
    return store.casework().incident(object.id()).orElseThrow();
  }

  /** How many objects a daemon made, notes left out. */
  long made(DaemonId daemon) {
    return store.casework().createdSince(Instant.EPOCH).stream()
        .filter(count -> count.daemon() == daemon.value() && count.kind() != ObjectKind.NOTE)
        .mapToLong(count -> count.count())
        .sum();
  }

  /** All that a daemon counted. */
  Counters counted(DaemonId daemon) {
    Counters.Counting all = new Counters.Counting();
    store
        .rollups()
        .funnel(daemon, Instant.EPOCH, Instant.parse("2100-01-01T00:00:00Z"), Duration.ZERO)
        .forEach(bucket -> all.add(bucket.counters()));
    return all.done();
  }
}
