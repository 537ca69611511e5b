package org.tomte.engine.run;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.tomte.api.ConnectorFault;
import org.tomte.api.Event;
import org.tomte.api.FaultKind;
import org.tomte.api.Item;
import org.tomte.api.Poller;
import org.tomte.api.PollingConnector;
import org.tomte.api.Seal;
import org.tomte.api.SourceContext;
import org.tomte.api.Watch;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.DaemonId;
import org.tomte.engine.commit.Acknowledgements;
import org.tomte.engine.commit.Batch;
import org.tomte.engine.definition.AcknowledgeDefinition;
import org.tomte.engine.definition.AcknowledgeVerb;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.LimitsDefinition;
import org.tomte.engine.definition.Mode;
import org.tomte.engine.definition.SilenceDefinition;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledSource;
import org.tomte.engine.rule.DaemonJudge;
import org.tomte.engine.rule.RuleSet;
import org.tomte.engine.schedule.Timetable;

/**
 * Makes what runs out of compiled definitions. Production, dry runs and tests of definitions all
 * come through here, so that they are the same code.
 */
public final class DaemonFactory {
  private final Supplier<FieldCatalogue> catalogue;
  private final UnaryOperator<String> secrets;
  private final InstantSource clock;
  private final Path folder;
  private final Seal seal;

  /**
   * A factory.
   *
   * @param catalogue gives the fields of now
   * @param secrets replaces references in a text by the secrets they name; throws a
   *     RuntimeException with a message for people when one is missing
   * @param folder where relative paths of definitions start
   */
  public DaemonFactory(
      Supplier<FieldCatalogue> catalogue,
      UnaryOperator<String> secrets,
      InstantSource clock,
      Path folder) {
    this(catalogue, secrets, clock, folder, Seal.open());
  }

  /**
   * A factory of an installation.
   *
   * @param catalogue gives the fields of now
   * @param seal tells sources what this installation sent itself
   */
  public DaemonFactory(
      Supplier<FieldCatalogue> catalogue,
      UnaryOperator<String> secrets,
      InstantSource clock,
      Path folder,
      Seal seal) {
    this.catalogue = catalogue;
    this.secrets = secrets;
    this.clock = clock;
    this.folder = folder;
    this.seal = seal;
  }

  /**
   * Who a compiled daemon is.
   *
   * @param id its identity
   * @param revision the definition's revision
   * @param anchor from where {@code every} counts
   */
  public record Identity(DaemonId id, int revision, Instant anchor) {}

  /** The daemon as the fleet runs it. */
  public Member member(CompiledDaemon daemon, Identity identity, RunServices services) {
    DaemonDefinition definition = daemon.definition();
    Timetable timetable = timetable(daemon, identity);
    PolledDaemon polled = polled(daemon, identity);
    String connection = daemon.source().connection();
    return new Member(
        identity.id(),
        daemon.name(),
        definition.owner(),
        connection == null ? "" : connection,
        identity.revision(),
        timetable,
        definition.missed(),
        definition.ifRunning(),
        definition.limits().deadline(),
        silence(daemon),
        PollRun.body(polled, services));
  }

  /** The daemon's planned instants; null when it only runs by hand. */
  public static @Nullable Timetable timetable(CompiledDaemon daemon, Identity identity) {
    return daemon.schedule() == null
        ? null
        : daemon
            .schedule()
            .timetable(daemon.timeFrames(), identity.anchor(), spread(identity.id()));
  }

  /** Identities are small numbers in a row; multiplying spreads them over all bits. */
  private static long spread(DaemonId id) {
    return id.value() * 0x9E3779B97F4A7C15L;
  }

  /** The daemon as a run needs it. */
  public PolledDaemon polled(CompiledDaemon daemon, Identity identity) {
    DaemonDefinition definition = daemon.definition();
    return new PolledDaemon(
        identity.id(),
        daemon.name(),
        definition.owner(),
        opener(daemon),
        judge(daemon, identity),
        daemon.pointer(),
        limits(definition.limits()),
        new PolledDaemon.Writes(
            definition.mode() == Mode.OBSERVE ? Batch.Mode.OBSERVE : Batch.Mode.LIVE,
            definition.keep().toPolicy(false),
            acknowledgements(definition.acknowledge()),
            depth(daemon.source())));
  }

  /** The daemon's rules as runs judge by them. */
  public Judge judge(CompiledDaemon daemon, Identity identity) {
    return new DaemonJudge(
        rules(daemon, identity.revision()),
        daemon.definition().late(),
        timetable(daemon, identity));
  }

  /** Where relative paths of definitions start. */
  public Path folder() {
    return folder;
  }

  /** The daemon's rules. */
  public RuleSet rules(CompiledDaemon daemon, int revision) {
    return new RuleSet(daemon, revision, catalogue.get());
  }

  private SourceOpener opener(CompiledDaemon daemon) {
    SourceContext context = new SourceContext(daemon.name(), clock, folder, seal);
    CompiledSource source = daemon.source();
    return new SourceOpener() {
      @Override
      public Poller open() throws ConnectorFault {
        return polling(source).open(settings(source), context);
      }

      @Override
      public @Nullable Watch watch() throws ConnectorFault {
        return polling(source).watch(settings(source), context);
      }
    };
  }

  /**
   * A source's settings with the secrets that they refer to.
   *
   * @throws ConnectorFault when a secret is missing or does not fit
   */
  public Record settings(CompiledSource source) throws ConnectorFault {
    try {
      return source.resolved(secrets);
    } catch (RuntimeException missing) {
      throw new ConnectorFault(
          FaultKind.CONFIGURATION, String.valueOf(missing.getMessage()), missing);
    }
  }

  /** The validator bound the settings to this connector's record, so the cast holds. */
  @SuppressWarnings("unchecked")
  private static PollingConnector<Record> polling(CompiledSource source) throws ConnectorFault {
    if (source.connector() instanceof PollingConnector<?> polling) {
      return (PollingConnector<Record>) polling;
    }
    throw new ConnectorFault(
        FaultKind.CONFIGURATION,
        "The connector %s listens and cannot be asked; give it samples, or save and enable it."
            .formatted(source.connector().name()));
  }

  private static RunLimits limits(LimitsDefinition limits) {
    return new RunLimits(
        limits.perRun(),
        limits.page(),
        limits.bytes().bytes(),
        limits.whenFull() == LimitsDefinition.WhenFull.RUN_AGAIN,
        limits.flood() == null
            ? null
            : new RunLimits.Flood(limits.flood().objects(), limits.flood().per()));
  }

  private static Acknowledgements acknowledgements(@Nullable AcknowledgeDefinition definition) {
    return definition == null
        ? Acknowledgements.NONE
        : new Acknowledgements(steps(definition.done()), steps(definition.quarantined()));
  }

  private static List<Acknowledgements.Step> steps(@Nullable AcknowledgeVerb verb) {
    return verb == null
        ? List.of()
        : List.of(new Acknowledgements.Step(verb.verb(), verb.argument()));
  }

  private static ToIntFunction<Item> depth(CompiledSource source) {
    if (!(source.connector() instanceof PollingConnector<?> polling) || !polling.ownData()) {
      return _ -> 0;
    }
    return item ->
        item instanceof Event event && event.fields().get("depth") instanceof Long depth
            ? depth.intValue()
            : 0;
  }

  /** When a daemon is too quiet; null when it may be quiet for ever. */
  public static Member.@Nullable Silence silence(CompiledDaemon daemon) {
    SilenceDefinition silence = daemon.definition().silence();
    return silence == null ? null : new Member.Silence(silence.noneFor(), daemon.silenceDuring());
  }
}
