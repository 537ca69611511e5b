package org.tomte.engine.simulation;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.Item;
import org.tomte.api.Listed;
import org.tomte.api.Unreadable;
import org.tomte.casework.CaseworkContext;
import org.tomte.casework.CaseworkReader;
import org.tomte.casework.field.FieldNames;
import org.tomte.casework.field.FieldValues;
import org.tomte.casework.incident.Incident;
import org.tomte.casework.incident.IncidentFilter;
import org.tomte.casework.indicator.Indicator;
import org.tomte.casework.indicator.IndicatorFilter;
import org.tomte.casework.note.Note;
import org.tomte.casework.task.Task;
import org.tomte.casework.task.TaskFilter;
import org.tomte.casework.triage.TriageEvent;
import org.tomte.casework.triage.TriageFilter;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.commit.BatchOutcome;
import org.tomte.engine.commit.CleanText;
import org.tomte.engine.commit.EventOutcome;
import org.tomte.engine.commit.Judged;
import org.tomte.engine.commit.KeyUse;
import org.tomte.engine.commit.LaneName;
import org.tomte.engine.commit.RunRef;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSet;
import org.tomte.engine.keep.KeepPolicy;
import org.tomte.engine.observe.Counters;
import org.tomte.engine.observe.Stage;
import org.tomte.engine.outbox.OutboxEntry;
import org.tomte.engine.outbox.OutboxStore;
import org.tomte.engine.rule.RuleSet;

/** One daemon on a clock that stands still, over a data layer that begins empty. */
final class Simulation {
  static final DaemonId DAEMON = new DaemonId(1);

  private static final int MOST = 100_000;
  private static final Counters READ_ONE = new Counters.Counting().count(Stage.READ).done();

  private final InMemoryCommit store;
  private final RuleSet rules;
  private final KeepPolicy keep;
  private final Instant now;
  private final Counters.Counting counted = new Counters.Counting();
  private final Findings findings = new Findings();
  private final Map<Long, FieldValues> incidents = new LinkedHashMap<>();
  private final Set<Long> triage = new HashSet<>();
  private final Set<Long> notes = new HashSet<>();
  private final long epoch;
  private long lastSent;

  Simulation(CompiledSet set, CompiledDaemon daemon, Instant now) {
    this.store = emptyStore(set, InstantSource.fixed(now));
    this.rules = new RuleSet(daemon, 1, set.settings().fields());
    this.keep = daemon.definition().keep().toPolicy(daemon.source().listens());
    this.now = now;
    this.epoch = open(store);
  }

  /** A data layer that begins empty, with the templates of the definitions. */
  static InMemoryCommit emptyStore(CompiledSet set, InstantSource clock) {
    InMemoryCommit store = new InMemoryCommit(CaseworkContext.of(clock, set.settings()));
    set.templates().values().forEach(each -> store.casework().templates().save(each.toTemplate()));
    return store;
  }

  /** Takes the daemon for this process; gives its epoch. */
  static long open(InMemoryCommit store) {
    Long epoch = store.epochs().raise(DAEMON).get(new LaneName(DAEMON, Batch.WHOLE));
    return Objects.requireNonNull(epoch, "raising an epoch opens the whole lane");
  }

  /**
   * An item with what became of it.
   *
   * @param judged the event and the decision about it
   * @param outcome of its own batch
   */
  record Taken(Judged judged, BatchOutcome outcome) {}

  /** All that was counted. */
  Counters counters() {
    return counted.done();
  }

  /** Reads what was made. */
  CaseworkReader reader() {
    return store.caseworkReader();
  }

  /** What came out so far. */
  Findings findings() {
    return findings;
  }

  /** Decides about one item and commits it alone, so that what it did can be told apart. */
  Taken take(String stream, Item item) {
    Item clean = CleanText.item(item);
    Decision decision = decide(clean);
    findings.rules.add(
        decision.rules().stream()
            .filter(trace -> trace.verdict() == RuleTrace.Verdict.MATCHED)
            .map(RuleTrace::rule)
            .toList());
    Judged judged = new Judged(stream, clean, decision, Acknowledgements.NONE, KeyUse.ALWAYS, 0);
    BatchOutcome outcome = store.commit(List.of(batch(judged))).getFirst();
    switch (outcome) {
      case BatchOutcome.Committed committed -> {
        counted.add(committed.counters());
        committed.events().forEach(this::note);
      }
      case BatchOutcome.Refused refused -> findings.quarantined.add(refused.words());
      case BatchOutcome.Stale _, BatchOutcome.AlreadyRun _ ->
          throw new IllegalStateException("nobody else commits into a simulation: " + outcome);
    }
    return new Taken(judged, outcome);
  }

  private Decision decide(Item item) {
    return switch (item) {
      case Event event -> rules.decide(event, now);
      case Unreadable unreadable -> unreadable(unreadable.reason());
      case Listed listed ->
          throw new IllegalArgumentException("a sample must be loaded: " + listed.key());
    };
  }

  private Decision unreadable(String reason) {
    return new Decision(now, 1, List.of(), List.of(), false, new Decision.Failure("read", reason));
  }

  /** Each batch is a run of its own: a planned instant is settled once. */
  private Batch batch(Judged judged) {
    Instant planned = now.plusNanos(1_000L * findings.rules.size());
    return new Batch(
        DAEMON,
        Batch.WHOLE,
        epoch,
        new RunRef(planned, RunRef.Cause.MANUAL, now, "test"),
        Batch.Mode.LIVE,
        List.of(judged),
        List.of(),
        READ_ONE,
        keep);
  }

  private void note(EventOutcome outcome) {
    switch (outcome) {
      case EventOutcome.Discarded discarded -> findings.discarded.add(discarded.reason());
      case EventOutcome.Unmatched _ -> findings.discarded.add("no rule matched");
      case EventOutcome.Quarantined bad ->
          findings.quarantined.add("%s: %s".formatted(bad.stage(), bad.reason()));
      case EventOutcome.Created _,
          EventOutcome.Merged _,
          EventOutcome.Known _,
          EventOutcome.LeftOut _,
          EventOutcome.Suppressed _,
          EventOutcome.Observed _ -> {}
    }
  }

  /** Looks what is new or changed in the data layer since the last look. */
  void look() {
    CaseworkReader reader = store.caseworkReader();
    for (Incident incident : reader.incidents(IncidentFilter.ALL, 0, MOST)) {
      FieldValues before = incidents.put(incident.number(), incident.fields());
      if (before == null) {
        findings.incidents.add(fields(incident.fields()));
      } else if (!before.equals(incident.fields())) {
        findings.updates.add(fields(incident.fields()));
      }
      for (Note note : reader.notes(incident.ref())) {
        if (notes.add(note.id())) {
          findings.notes.add(note.text());
        }
      }
    }
    lookAtTasksAndIndicators(reader);
    for (OutboxEntry entry : outbox().reversed()) {
      if (entry.number() > lastSent) {
        lastSent = entry.number();
        findings.outbox.add(entry.delivery().route().word());
      }
    }
    for (TriageEvent event : reader.triageEvents(TriageFilter.ALL, 0, MOST)) {
      if (triage.add(event.id())) {
        findings.triage.add(fields(event.fields()));
      }
    }
  }

  private void lookAtTasksAndIndicators(CaseworkReader reader) {
    for (Task task : reader.tasks(TaskFilter.ALL, 0, MOST)) {
      findings.tasks.put(task.number(), fields(task.fields()));
    }
    for (Indicator indicator : reader.indicators(IndicatorFilter.ALL, 0, MOST)) {
      findings.indicators.put(indicator.id(), fields(indicator));
    }
  }

  /** What would be sent, the latest first. */
  List<OutboxEntry> outbox() {
    return store.outbox().list(OutboxStore.Filter.ALL, MOST);
  }

  private static Map<String, @Nullable Object> fields(Indicator indicator) {
    Map<String, @Nullable Object> fields = fields(indicator.fields());
    fields.put(FieldNames.TYPE, indicator.name().type().word());
    fields.put(FieldNames.VALUE, indicator.name().value());
    fields.put(FieldNames.FIRST_SEEN, indicator.sightings().first().toString());
    fields.put(FieldNames.LAST_SEEN, indicator.sightings().last().toString());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(FieldValues values) {
    return new LinkedHashMap<>(values.asMap());
  }
}
