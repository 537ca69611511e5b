package org.tomte.engine.definition.compile;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tomte.api.FieldType;
import org.tomte.engine.definition.DaemonDefinition;
import org.tomte.engine.definition.RuleDefinition;
import org.tomte.engine.definition.yaml.DocumentPath;
import org.tomte.engine.expression.Compiled;
import org.tomte.engine.timeframe.During;
import org.tomte.engine.timeframe.FrameCondition;

/** Compiles the rules of a daemon. */
final class RuleCompiler {

  private static final DocumentPath RULES = DocumentPath.ROOT.key("rules");

  private final DocumentFaults faults;
  private final TextCompiler texts;
  private final ActionCompiler actions;
  private final FrameCheck frames;

  RuleCompiler(
      DocumentFaults faults, TextCompiler texts, ActionCompiler actions, FrameCheck frames) {
    this.faults = faults;
    this.texts = texts;
    this.actions = actions;
    this.frames = frames;
  }

  /** The rules in order. */
  List<CompiledRule> rules(DaemonDefinition daemon) {
    List<RuleDefinition> rules = daemon.rules();
    List<@Nullable During> durings = new ArrayList<>();
    List<DocumentPath> paths = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      durings.add(rules.get(i).during());
      paths.add(RULES.index(i).key("during"));
    }
    List<FrameCondition> conditions = frames.conditions(durings, paths);
    List<CompiledRule> compiled = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < rules.size(); i++) {
      RuleDefinition rule = rules.get(i);
      Integer first = places.putIfAbsent(rule.id(), i);
      if (first != null && !rule.id().isEmpty()) {
        faults.fault(
            RULES.index(i).key("id"),
            "the rule id " + rule.id() + " is taken by rule " + (first + 1));
      }
      compiled.add(rule(rule, conditions.get(i), RULES.index(i)));
    }
    return compiled;
  }

  private CompiledRule rule(RuleDefinition rule, FrameCondition active, DocumentPath path) {
    Compiled when =
        rule.when() == null
            ? null
            : texts.expression(rule.when(), FieldType.BOOL, path.key("when"));
    if (rule.count() != null) {
      actions.paths(rule.count().by(), path.key("count").key("by"));
    }
    if (rule.firstSeen() != null) {
      actions.paths(rule.firstSeen().by(), path.key("first-seen").key("by"));
    }
    ActionCompiler.Actions done = actions.actions(rule.then(), path.key("then"));
    return new CompiledRule(
        rule.id(),
        when,
        active,
        rule.during() == null ? "" : rule.during().words(),
        done.actions(),
        done.deliveries(),
        rule.stop(),
        rule.count(),
        rule.firstSeen());
  }

  /** What is done when no rule matches. */
  CompiledRule unmatched(DaemonDefinition daemon) {
    ActionCompiler.Actions done =
        actions.actions(daemon.unmatched(), DocumentPath.ROOT.key("unmatched"));
    return new CompiledRule(
        RuleDefinition.UNMATCHED,
        null,
        FrameCondition.ALWAYS,
        "",
        done.actions(),
        done.deliveries(),
        false,
        null,
        null);
  }
}
