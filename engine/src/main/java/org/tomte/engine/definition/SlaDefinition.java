package org.tomte.engine.definition;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Setting;
import org.tomte.casework.sla.ClockRule;
import org.tomte.casework.sla.Moment;
import org.tomte.casework.sla.SlaPolicy;
import org.tomte.engine.definition.yaml.OneOrMany;

/** What was promised for some incidents: clocks that count, pause, and are due. */
public record SlaDefinition(
    @Setting("Its name.") String sla,
    @Setting("What it is for.") @Nullable String description,
    @Setting(value = "Only for incidents of these types.", fallback = "[]") @OneOrMany
        Set<String> types,
    @Setting(value = "Only for incidents of these severities.", fallback = "[]") @OneOrMany
        Set<String> severities,
    @Setting(value = "Only for incidents opened from these templates.", fallback = "[]") @OneOrMany
        Set<String> templates,
    @Setting("The time frame whose time counts, for example business-hours; all time when absent.")
        @Nullable String during,
    @Setting(value = "Statuses in which its clocks stand still.", fallback = "[]") @OneOrMany
        Set<String> pausedIn,
    @Setting(
            value =
                "How soon somebody must take an incident (it gets an owner or leaves its first"
                    + " status), by severity; otherwise stands for the others.",
            fallback = "{}",
            example = "{critical: 15m, otherwise: 4h}")
        Map<String, Duration> respond,
    @Setting(
            value = "How soon it must be closed, by severity; otherwise stands for the others.",
            fallback = "{}",
            example = "{critical: 4h, otherwise: 40h}")
        Map<String, Duration> resolve,
    @Setting(value = "Further clocks.", fallback = "[]") List<ClockDefinition> clocks)
    implements Definition {

  /** The key of a target for all other severities. */
  public static final String OTHERWISE = "otherwise";

  private static final String RESPOND = "respond";
  private static final String RESOLVE = "resolve";

  /** Names that fields of events have beside the clocks. */
  private static final Set<String> RESERVED = Set.of("due", "breached", RESPOND, RESOLVE);

  /** A clock of the team's own. */
  public record ClockDefinition(
      @Setting("Its name.") String clock,
      @Setting(value = "When it begins; when the incident is opened, if absent.", fallback = "{}")
          MomentDefinition from,
      @Setting("When it has done its work.") MomentDefinition until,
      @Setting(
              value = "How long it may take, by severity; otherwise stands for the others.",
              example = "{critical: 2h}")
          Map<String, Duration> within) {

    /** Checks the name. */
    public ClockDefinition {
      Names.check("the clock's name", clock);
      if (RESERVED.contains(clock)) {
        throw new IllegalArgumentException(
            "a clock cannot be called %s; that name has another meaning".formatted(clock));
      }
    }
  }

  /** When an incident comes into a status or a phase. */
  public record MomentDefinition(
      @Setting("When it comes into this status.") @Nullable String status,
      @Setting("When it comes into this phase.") @Nullable String phase) {

    /** Checks that not both are said. */
    public MomentDefinition {
      if (status != null && phase != null) {
        throw new IllegalArgumentException("either status or phase, not both");
      }
    }

    Moment toMoment(Moment otherwise) {
      if (status != null) {
        return new Moment.InStatus(status);
      }
      return phase == null ? otherwise : new Moment.InPhase(phase);
    }
  }

  /** Checks names, that it promises something, and that each promise is a time. */
  public SlaDefinition {
    Names.check("the service level's name", sla);
    if (respond.isEmpty() && resolve.isEmpty() && clocks.isEmpty()) {
      throw new IllegalArgumentException(
          "a service level promises something: respond, resolve, or one of clocks");
    }
    positive(RESPOND, respond);
    positive(RESOLVE, resolve);
    Set<String> names = new LinkedHashSet<>();
    for (ClockDefinition clock : clocks) {
      positive(clock.clock(), clock.within());
      if (!names.add(clock.clock())) {
        throw new IllegalArgumentException("there are two clocks " + clock.clock());
      }
    }
  }

  private static void positive(String clock, Map<String, Duration> within) {
    within.forEach((severity, target) -> {
      if (!target.isPositive()) {
        throw new IllegalArgumentException(
            "%s of %s is a time such as 4h, not %s".formatted(clock, severity, target));
      }
    });
  }

  /** The promise as incidents are held to it. */
  public SlaPolicy toPolicy() {
    List<ClockRule> rules = new ArrayList<>();
    if (!respond.isEmpty()) {
      rules.add(rule(RESPOND, new Moment.Opened(), new Moment.Response(), respond));
    }
    if (!resolve.isEmpty()) {
      rules.add(rule(RESOLVE, new Moment.Opened(), new Moment.Closed(), resolve));
    }
    for (ClockDefinition clock : clocks) {
      rules.add(
          rule(
              clock.clock(),
              clock.from().toMoment(new Moment.Opened()),
              clock.until().toMoment(new Moment.Closed()),
              clock.within()));
    }
    return new SlaPolicy(
        sla, new SlaPolicy.Scope(types, severities, templates), during, pausedIn, rules);
  }

  private static ClockRule rule(
      String name, Moment from, Moment until, Map<String, Duration> within) {
    Map<String, Duration> bySeverity = new LinkedHashMap<>(within);
    Duration otherwise = bySeverity.remove(OTHERWISE);
    return new ClockRule(name, from, until, bySeverity, otherwise);
  }

  @Override
  public DefinitionKind kind() {
    return DefinitionKind.SLA;
  }

  @Override
  public String name() {
    return sla;
  }
}
