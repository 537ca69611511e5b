package org.tomte.engine.definition.compile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Connector;
import org.tomte.api.FieldType;
import org.tomte.api.PollingConnector;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.DefinitionDocument;
import org.tomte.engine.definition.DefinitionKind;
import org.tomte.engine.definition.ScheduleEntryDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.definition.yaml.FaultList;
import org.tomte.engine.expression.Declarations;
import org.tomte.engine.pointer.PointerSettings;
import org.tomte.engine.pointer.Start;
import org.tomte.engine.schedule.Schedule;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.FrameCondition;

/** Checks and compiles one daemon. */
final class DaemonCompiler {

  private final Installed installed;
  private final Known known;
  private final SharedTexts shared;
  private final FaultList list;

  DaemonCompiler(Installed installed, Known known, SharedTexts shared, FaultList list) {
    this.installed = installed;
    this.known = known;
    this.shared = shared;
    this.list = list;
  }

  /** The compiled daemon; empty after faults, which are all told. */
  Optional<CompiledDaemon> compile(DefinitionDocument document, DaemonDefinition daemon) {
    DocumentFaults faults = new DocumentFaults(list, document);
    int before = list.count();
    owner(daemon, faults);
    SourceCompiler sources = new SourceCompiler(installed, known, faults);
    CompiledSource source = sources.source(daemon.source());
    FieldType.Fields events = sources.events(daemon, source);
    sources.acknowledge(daemon, source);
    InputCheck inputs = new InputCheck(daemon.inputs(), faults);
    Declarations declarations =
        shared.same(
            Declarations.none()
                .with("event", events)
                .with("inputs", inputs.types())
                .with("now", FieldType.TIME));
    TextCompiler texts = new TextCompiler(shared, known, declarations, events, faults);
    FrameCheck frames = new FrameCheck(known, faults);
    boolean listens = source != null && source.listens();
    Schedule schedule = listens ? null : schedule(daemon, frames, faults);
    whereItListens(daemon, source, faults);
    MappingCompiler mappings =
        new MappingCompiler(
            daemon.mappings(), texts, known, new TargetCheck(known, faults), faults);
    DeliveryCompiler outside =
        new DeliveryCompiler(installed, known, faults, texts, daemon.owner());
    ActionCompiler actions =
        new ActionCompiler(
            installed, known, faults, new ActionCompiler.Parts(texts, mappings, frames, outside));
    RuleCompiler rules = new RuleCompiler(faults, texts, actions, frames);
    List<CompiledRule> compiled = rules.rules(daemon);
    CompiledRule unmatched = rules.unmatched(daemon);
    mappings.unused();
    new RuleAdvice(daemon, faults).give();
    FrameCondition silence = silence(daemon, frames);
    if (source == null || !document.complete() || list.count() > before) {
      return Optional.empty();
    }
    return Optional.of(
        new CompiledDaemon(
            daemon,
            source,
            events,
            declarations,
            inputs.values(),
            schedule,
            pointer(daemon, source.connector()),
            silence,
            compiled,
            unmatched,
            known.timeFrames(),
            known.tablesAskedFor()));
  }

  /** Where no team is defined yet, an owner is taken at its word. */
  private void owner(DaemonDefinition daemon, DocumentFaults faults) {
    var teams = known.names(DefinitionKind.TEAM);
    if (!teams.isEmpty()) {
      faults.known(DocumentPath.ROOT.key("owner"), "the team", daemon.owner(), teams);
    }
  }

  private static void whereItListens(
      DaemonDefinition daemon, @Nullable CompiledSource source, DocumentFaults faults) {
    if (source == null) {
      return;
    }
    if (!source.listens() && !daemon.nodes().isEmpty()) {
      faults.fault(
          DocumentPath.ROOT.key("nodes"),
          "the source %s is asked by one node at a time; nodes is for sources that push"
              .formatted(source.connector().name()));
    }
    if (source.listens() && !daemon.schedule().isEmpty()) {
      faults.fault(
          DocumentPath.ROOT.key("schedule"),
          "the source %s listens all the time; put time frames on rules and actions instead"
              .formatted(source.connector().name()));
    }
  }

  private static @Nullable Schedule schedule(
      DaemonDefinition daemon, FrameCheck frames, DocumentFaults faults) {
    DocumentPath path = DocumentPath.ROOT.key("schedule");
    List<ScheduleEntryDefinition> entries = daemon.schedule();
    if (entries.isEmpty()) {
      faults.warning(path, "the daemon has no schedule and runs only by hand", null);
      return null;
    }
    List<@Nullable During> durings = new ArrayList<>();
    List<DocumentPath> paths = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      durings.add(entries.get(i).during());
      paths.add(path.index(i).key("during"));
    }
    frames.conditions(durings, paths);
    try {
      return new Schedule(entries.stream().map(ScheduleEntryDefinition::toEntry).toList());
    } catch (IllegalArgumentException refused) {
      faults.fault(path, String.valueOf(refused.getMessage()));
      return null;
    }
  }

  private static PointerSettings pointer(DaemonDefinition daemon, Connector<?> connector) {
    boolean hasPast = !(connector instanceof PollingConnector<?> polling) || polling.hasPast();
    PointerSettings.Lateness lateness =
        PointerSettings.Lateness.DEFAULT
            .withHoldBack(daemon.holdBack())
            .withReread(daemon.reread() == null ? Duration.ZERO : daemon.reread())
            .withFutureTolerance(daemon.futureTolerance());
    return PointerSettings.DEFAULT
        .withStart(hasPast ? daemon.start() : Start.BEGINNING)
        .withLateness(lateness);
  }

  private static FrameCondition silence(DaemonDefinition daemon, FrameCheck frames) {
    if (daemon.silence() == null || daemon.silence().during() == null) {
      return FrameCondition.ALWAYS;
    }
    List<@Nullable During> durings = new ArrayList<>();
    durings.add(daemon.silence().during());
    return frames
        .conditions(durings, List.of(DocumentPath.ROOT.key("silence").key("during")))
        .getFirst();
  }
}
