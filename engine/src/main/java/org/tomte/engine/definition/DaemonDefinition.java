package org.tomte.engine.definition;

import java.time.Duration;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.engine.definition.yaml.OneOrMany;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.schedule.MissedRuns;
import org.tomte.engine.schedule.Overlap;

/** A daemon as its author writes it. */
public record DaemonDefinition(
    @Setting("The daemon's name: lower-case letters, digits and hyphens.") String daemon,
    @Setting("The name it had before; its identity, pointer and history go on.")
        @Nullable String renamedFrom,
    @Setting("What the daemon is for, in one sentence.") @Nullable String description,
    @Setting("The team that gets its alarms.") String owner,
    @Setting(
            value = "observe decides and records but creates and sends nothing; live acts.",
            fallback = "live")
        Mode mode,
    @Setting(
            value = "Typed values that expressions and templates read as inputs.name.",
            fallback = "{}")
        SequencedMap<String, InputDefinition> inputs,
    @Setting(value = "Where events come from.", example = "{type: clock}") SourceDefinition source,
    @Setting("The fields of an event, for sources that do not know them.")
        @Nullable OutputsDefinition outputs,
    @Setting("What is done at the source after an event was committed.")
        @Nullable AcknowledgeDefinition acknowledge,
    @Setting(
            value = "Where it begins without a pointer: now, beginning, a span back, or a value.",
            fallback = "now",
            example = "-24h")
        Start start,
    @Setting(
            value = "When it runs; the first entry whose time frame is open wins.",
            fallback = "[]",
            example = "[{every: 1m}]")
        @OneOrMany
        List<ScheduleEntryDefinition> schedule,
    @Setting(
            value = "For sources that push: the nodes that listen; all when it is empty.",
            fallback = "[]",
            example = "[edge-1, edge-2]")
        @OneOrMany
        List<String> nodes,
    @Setting(value = "What happens when it is due while it still runs.", fallback = "skip")
        Overlap ifRunning,
    @Setting(value = "What becomes of runs that could not start in time.", fallback = "coalesce")
        MissedRuns missed,
    @Setting(
            value = "Whether an event that waited is judged by its own time or by launch time.",
            fallback = "event")
        Late late,
    @Setting(
            "How long an event must have been visible before it is read, for sources that commit"
                + " late.")
        @Nullable Duration holdBack,
    @Setting("How far back each run reads again; what is known is not taken twice.")
        @Nullable Duration reread,
    @Setting(
            value = "How far in the future an event's time may lie and still move the pointer.",
            fallback = "5m")
        Duration futureTolerance,
    @Setting(value = "How much a run may do.", fallback = "{}") LimitsDefinition limits,
    @Setting("When missing events are an alarm.") @Nullable SilenceDefinition silence,
    @Setting("An address that is called while its runs commit: a dead man's switch.")
        @Nullable HeartbeatDefinition heartbeat,
    @Setting(value = "How long events are kept.", fallback = "{}") KeepDefinition keep,
    @Setting(value = "Words by which daemons are grouped and searched.", fallback = "{}")
        SequencedMap<String, String> labels,
    @Setting(value = "How event fields become fields of what is made.", fallback = "{}")
        SequencedMap<String, SequencedMap<String, MappingRow>> mappings,
    @Setting(value = "Conditions with actions, in order; every match acts.", fallback = "[]")
        List<RuleDefinition> rules,
    @Setting(
            value = "What happens to events that no rule matches; discarding must be written.",
            example = "discard")
        @OneOrMany
        List<ActionDefinition> unmatched,
    @Setting(value = "Tests that tomte test runs, without database or network.", fallback = "[]")
        List<TestDefinition> tests)
    implements Definition {

  /** Checks the names. */
  public DaemonDefinition {
    Names.check("the daemon's name", daemon);
    if (renamedFrom != null) {
      Names.check("renamed-from", renamedFrom);
    }
    if (daemon.equals(renamedFrom)) {
      throw new IllegalArgumentException("renamed-from is the name that the daemon has now");
    }
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.DAEMON;
  }

  @Override
  public String name() {
    return daemon;
  }
}
