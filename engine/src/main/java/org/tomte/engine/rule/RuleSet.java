package org.tomte.engine.rule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.Event;
import org.tomte.api.listen.FieldsInPlace;
import org.tomte.api.listen.TextPlace;
import org.tomte.casework.field.FieldCatalogue;
import org.tomte.engine.decision.Decision;
import org.tomte.engine.decision.PlannedEffect;
import org.tomte.engine.decision.RuleTrace;
import org.tomte.engine.decision.RuleTrace.Verdict;
import org.tomte.engine.definition.compile.CompiledAction;
import org.tomte.engine.definition.compile.CompiledDaemon;
import org.tomte.engine.definition.compile.CompiledRule;
import org.tomte.engine.expression.Bindings;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.expression.Failed;
import org.tomte.engine.expression.Unknown;

/**
 * The rules of one revision of a daemon. Deciding is a pure function of the event and the instant,
 * so a dry run, a replay and production give the same answer.
 */
public final class RuleSet {
  private final CompiledDaemon daemon;
  private final int revision;
  private final EffectPlanner planner;
  private final boolean discardsUnmatched;

  /** The rules of a compiled daemon. */
  public RuleSet(CompiledDaemon daemon, int revision, FieldCatalogue catalogue) {
    this.daemon = daemon;
    this.revision = revision;
    this.planner = new EffectPlanner(daemon, catalogue);
    CompiledRule unmatched = daemon.unmatched();
    this.discardsUnmatched =
        unmatched.deliveries().isEmpty()
            && unmatched.actions().stream()
                .allMatch(action -> action.work() instanceof CompiledAction.Discard);
  }

  /**
   * Decides about an event.
   *
   * @param event cleaned
   * @param instant the instant at which time frames are judged, and what {@code now} is in
   *     expressions
   */
  public Decision decide(Event event, Instant instant) {
    Map<String, Object> variables = new LinkedHashMap<>();
    variables.put("event", event.fields());
    variables.put("inputs", daemon.inputs());
    variables.put("now", instant);
    Bindings bindings = Bindings.of(daemon.declarations(), variables);
    return new Judging(event, instant, variables, bindings).decide();
  }

  /**
   * Whether {@link #decide} is sure to find no rule for an event and to discard it, told by the
   * fields that stand ready. Makes no objects.
   *
   * @param place is moved about
   */
  public boolean isSurelyUnwanted(FieldsInPlace event, TextPlace place, Instant instant) {
    if (!discardsUnmatched) {
      return false;
    }
    List<CompiledRule> rules = daemon.rules();
    for (int i = 0; i < rules.size(); i++) {
      CompiledRule rule = rules.get(i);
      Compiled when = rule.when();
      boolean fails = when != null && when.isSurelyFalse(event, place);
      if (!fails && rule.active().isOpen(instant)) {
        return false;
      }
    }
    return true;
  }

  /** One event on its way through the rules. */
  private final class Judging {
    private final Event event;
    private final Instant instant;
    private final Map<String, Object> variables;
    private final Bindings bindings;
    private final List<RuleTrace> traces = new ArrayList<>(daemon.rules().size());
    private final List<PlannedEffect> effects = new ArrayList<>();
    private Decision.@Nullable Failure failure;
    private boolean matched;

    Judging(Event event, Instant instant, Map<String, Object> variables, Bindings bindings) {
      this.event = event;
      this.instant = instant;
      this.variables = variables;
      this.bindings = bindings;
    }

    Decision decide() {
      boolean stopped = false;
      for (CompiledRule rule : daemon.rules()) {
        if (stopped) {
          traces.add(new RuleTrace(rule.id(), Verdict.NOT_REACHED, List.of()));
          continue;
        }
        RuleTrace trace = judge(rule);
        traces.add(trace);
        if (trace.verdict() == Verdict.MATCHED) {
          matched = true;
          plan(rule);
          stopped = rule.stop();
        }
      }
      if (!matched) {
        plan(daemon.unmatched());
      }
      if (failure != null) {
        return new Decision(instant, revision, traces, List.of(), matched, failure);
      }
      return new Decision(instant, revision, traces, effects, matched, null);
    }

    private RuleTrace judge(CompiledRule rule) {
      if (!rule.active().isOpen(instant)) {
        return new RuleTrace(rule.id(), Verdict.ASLEEP, List.of(rule.activeWords()));
      }
      if (rule.when() != null) {
        switch (rule.when().test(bindings)) {
          case org.tomte.engine.expression.Verdict.True _ -> {}
          case org.tomte.engine.expression.Verdict.False _ -> {
            return new RuleTrace(rule.id(), Verdict.NOT_MATCHED, List.of());
          }
          case Unknown unknown -> {
            return new RuleTrace(rule.id(), Verdict.UNKNOWN, unknown.fields());
          }
          case Failed failed -> {
            return new RuleTrace(rule.id(), Verdict.FAILED, List.of(failed.reason()));
          }
        }
      }
      // What is counted or remembered needs its values; without them the rule cannot be judged.
      List<String> absent = planner.absentValues(rule, event.fields());
      return absent.isEmpty()
          ? new RuleTrace(rule.id(), Verdict.MATCHED, List.of())
          : new RuleTrace(rule.id(), Verdict.UNKNOWN, absent);
    }

    private void plan(CompiledRule rule) {
      EffectPlanner.Plan plan = planner.plan(rule, event, instant, variables, bindings);
      effects.addAll(plan.effects());
      if (failure == null && plan.failure() != null) {
        failure = new Decision.Failure("mapping", "rule " + rule.id() + ": " + plan.failure());
      }
    }
  }
}
